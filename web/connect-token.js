// Takes the token of a connect link out of the address before anything else runs: the history of
// the browser, a bookmark or a picture of the window must not keep it. No other code sees the
// address with it.
(() => {
  let token;
  const take = () => {
    if (location.hash.length <= 1) return false;
    token = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    return true;
  };
  take();
  window.connectLink = { token: () => token, take };
})();

// Polls: more often while something changes, less often while nothing does, and not at all while
// the page is hidden, unless the user wants to be notified.
const SHORTEST_MILLIS = 1500;
const LONGEST_MILLIS = 30_000;
const SLOWER = 1.4;
// Browsers let a hidden page do something once a minute.
const HIDDEN_MILLIS = 60_000;

// `ask` resolves to true when something has changed; `inBackground` returns whether to go on, slowly,
// while the page is hidden. Returns {now, stop}.
export function keepAsking(ask, onTrouble, inBackground = () => false) {
  let timer;
  let wait = SHORTEST_MILLIS;
  let asking = false;
  let again = false;
  let stopped = false;

  function isWanted() {
    return !document.hidden || inBackground();
  }

  async function once() {
    clearTimeout(timer);
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const changed = await ask();
      onTrouble(undefined);
      wait = changed ? SHORTEST_MILLIS : Math.min(wait * SLOWER, LONGEST_MILLIS);
    } catch (e) {
      onTrouble(e);
      wait = Math.min(wait * 2, LONGEST_MILLIS);
    }
    asking = false;
    if (stopped) return;
    if (again) {
      again = false;
      wait = SHORTEST_MILLIS;
      once();
    } else if (isWanted()) {
      timer = setTimeout(once, document.hidden ? HIDDEN_MILLIS : wait);
    }
  }

  function now() {
    wait = SHORTEST_MILLIS;
    if (isWanted()) once();
    else clearTimeout(timer);
  }

  document.addEventListener("visibilitychange", now);
  addEventListener("online", now);
  once();
  return {
    now,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", now);
      removeEventListener("online", now);
    },
  };
}

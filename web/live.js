// Polls: more often while something changes, less often while nothing does, and not at all while
// the page is hidden.
const SHORTEST_MILLIS = 1500;
const LONGEST_MILLIS = 30_000;
const SLOWER = 1.4;

// `ask` resolves to true when something has changed. Returns {now, stop}.
export function keepAsking(ask, onTrouble) {
  let timer;
  let wait = SHORTEST_MILLIS;
  let asking = false;
  let again = false;
  let stopped = false;

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
    } else if (!document.hidden) {
      timer = setTimeout(once, wait);
    }
  }

  function now() {
    wait = SHORTEST_MILLIS;
    if (!document.hidden) once();
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

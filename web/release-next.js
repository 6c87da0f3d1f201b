// Where a person goes on with a release that stopped: to Apple's reasons, and to a corrected upload.
import { appleLinks } from "./apple-links.js";
import { config } from "./config.js";
import { h, outside } from "./elements.js";
import { texts } from "./texts.js";

const t = texts.release;
let simulated = false;
config.then(
  ({ local }) => {
    simulated = local?.clockSpeed > 1;
  },
  () => {},
);

function isFaulty({ state, findings }) {
  return state === "NEEDS_ATTENTION" && (findings ?? []).some(({ severity }) => severity === "ERROR");
}

// Returns whether trying the same files again is what helps: nothing is wrong with the drop itself.
export function retryHelps(release) {
  return release.state === "NEEDS_ATTENTION" && release.findings !== undefined && !isFaulty(release);
}

// `alone`: on the page of the release, from which the upload is on another page.
export function nextSteps(release, alone) {
  const { state, connectionId, later } = release;
  if (later) return [];
  if (state !== "REJECTED" && state !== "NEEDS_ATTENTION") return [];
  const review = state === "REJECTED" && appleLinks(release).find(([name]) => name === "review");
  const open = review && outside(review[1], t.openReview);
  const corrected = h("a", { href: `${alone ? "board.html" : ""}#upload/${connectionId}` }, t.corrected);
  const steps = [open, corrected].filter(Boolean);
  for (const step of steps) {
    step.className = "button small";
    step.dataset.order = step === open ? "open-review" : "corrected";
  }
  if (open || isFaulty(release)) steps[0].classList.add("primary");
  return steps;
}

// Says that Apple's pages do not have the app of a local run.
export function nextHint({ state, app }) {
  return simulated && state === "REJECTED" && app && h("p", { className: "aside" }, t.simulated);
}

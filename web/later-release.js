// Finds out whether a later drop did what a failed release was for, so that nothing is left to do.
import { h } from "./elements.js";
import { dropName } from "./release-title.js";
import { date, texts } from "./texts.js";

const t = texts.board;

function isOut({ state, dryRun }) {
  return state === "READY_FOR_DISTRIBUTION" && !dryRun;
}

// The bundle ID and the platform of a drop may be unknown, because of its faults.
function isOfSameApp(one, other) {
  const folder = one.drop?.key !== undefined && one.drop.key === other.drop?.key;
  const app = one.bundleId !== undefined && one.bundleId === other.bundleId && one.platform !== undefined && one.platform === other.platform;
  return one.connectionId === other.connectionId && (folder || app) && !other.live === !one.live && !other.purchasesAlone === !one.purchasesAlone;
}

// Returns the release with the newest later one among `others` that reached the App Store, if there
// is one: {id, what, since}.
export function withLater(release, others) {
  if (release.state !== "NEEDS_ATTENTION") return release;
  const later = others
    .filter((other) => isOut(other) && isOfSameApp(release, other) && new Date(other.createdAt) > new Date(release.createdAt))
    .sort((a, b) => new Date(b.createdAt) - new Date(a.createdAt))[0];
  if (!later) return release;
  const what = later.version ? t.version(later.version, later.buildNumber) : dropName(later);
  return { ...release, later: { id: later.id, what, since: later.stateSince } };
}

export function laterBox({ later }) {
  if (!later) return undefined;
  const link = h("a", { href: `release.html?id=${encodeURIComponent(later.id)}` }, later.what);
  return h("div", { className: "note" }, h("p", null, t.laterOut.before, link, t.laterOut.after(date(later.since))));
}

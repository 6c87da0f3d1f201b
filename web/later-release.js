// Finds out whether a later drop did what a failed release was for, so that nothing is left to do.
import { api, mayPass } from "./api.js";
import { h } from "./elements.js";
import { dropName } from "./release-title.js";
import { date, texts } from "./texts.js";

const t = texts.board;

function isOut({ state, dryRun }) {
  return state === "READY_FOR_DISTRIBUTION" && !dryRun;
}

// The platforms of the apps of teams, as Apple showed them to the last check of a team.
const platforms = new Map();

// Takes them from a team.
export function knowPlatforms({ id, verdict }) {
  platforms.set(id, new Map((verdict?.apps ?? []).map(({ bundleId, latestVersions }) => [bundleId, latestVersions.map(({ platform }) => platform)])));
}

// A drop with faults has its bundle ID, and its build number if it has a build. For which platform
// the build is, follows where the app is on one platform only.
function platformOf({ platform, buildNumber, connectionId, bundleId }) {
  if (platform !== undefined || buildNumber === undefined) return platform;
  const known = platforms.get(connectionId)?.get(bundleId);
  return known?.length === 1 ? known[0] : undefined;
}

// The bundle ID of a drop may be unknown, because of its faults.
function hasSameId(one, other) {
  return one.connectionId === other.connectionId && one.bundleId !== undefined && one.bundleId === other.bundleId;
}

function isOfSameApp(one, other) {
  const folder = one.connectionId === other.connectionId && one.drop?.key !== undefined && one.drop.key === other.drop?.key;
  const app = hasSameId(one, other) && platformOf(one) !== undefined && platformOf(one) === other.platform;
  return (folder || app) && !other.live === !one.live && !other.purchasesAlone === !one.purchasesAlone;
}

function isLater(one, other) {
  return isOut(other) && new Date(other.createdAt) > new Date(one.createdAt);
}

// Reads the platforms that withLater() needs for these releases, if any.
export async function readPlatforms(releases, others) {
  const ids = releases
    .filter((one) => one.state === "NEEDS_ATTENTION" && one.platform === undefined && !platforms.has(one.connectionId) && others.some((other) => isLater(one, other) && hasSameId(one, other)))
    .map(({ connectionId }) => connectionId);
  await Promise.all(
    [...new Set(ids)].map(async (id) => {
      try {
        knowPlatforms(await api("GET", `/connections/${encodeURIComponent(id)}`));
      } catch (e) {
        // Without an answer they are asked for again; a team that is gone has none.
        if (!mayPass(e)) knowPlatforms({ id });
      }
    }),
  );
}

// Returns the release with the newest later one among `others` that reached the App Store, if there
// is one: {id, what, since}.
export function withLater(release, others) {
  if (release.state !== "NEEDS_ATTENTION") return release;
  const later = others
    .filter((other) => isLater(release, other) && isOfSameApp(release, other))
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

// How far a release is: its stages, what is sent, TestFlight and the phased release.
import { h } from "./elements.js";
import { OUT, OVER, TONE } from "./release-states.js";
import { bytes, date, texts } from "./texts.js";

const t = texts.board;
const STAGE = {
  RECEIVED: 0,
  QUEUED: 0,
  UPLOADING: 1,
  PROCESSING: 2,
  PREPARING: 3,
  PREPARED: 3,
  WAITING_FOR_BETA_REVIEW: 4,
  WAITING_FOR_REVIEW: 4,
  IN_REVIEW: 4,
  REJECTED: 4,
  PENDING_DEVELOPER_RELEASE: 5,
  PENDING_APPLE_RELEASE: 5,
  PROCESSING_FOR_DISTRIBUTION: 5,
  READY_FOR_DISTRIBUTION: 6,
  IN_BETA_TESTING: 6,
};
const FOR_TESTERS = new Set(["WAITING_FOR_BETA_REVIEW", "IN_BETA_TESTING"]);

// Returns the stage of a release; for one that stopped, the stage that it reached.
function stageOf(release) {
  if (release.state in STAGE) return STAGE[release.state];
  if (release.upload?.finished) return 3;
  return release.upload?.finishedBytes > 0 ? 1 : 0;
}

// Returns the stage of a change of the version on the App Store, which has no build and no review.
function liveStageOf(release) {
  if (OUT.has(release.state)) return 3;
  return release.state === "RECEIVED" ? 0 : 1;
}

export function track(release) {
  const at = release.live ? liveStageOf(release) : stageOf(release);
  const stages = release.live ? t.liveStages : release.testFlight?.only || FOR_TESTERS.has(release.state) ? t.testerStages : t.stages;
  const stopped = OVER.has(release.state) ? "over" : TONE[release.state] === "bad" ? "stopped" : "now";
  const current = Math.min(at, stages.length - 1);
  return h(
    "div",
    { className: "track", role: "img", "aria-label": t.stageLabel(stages[current], current + 1, stages.length) },
    stages.map((stage, index) =>
      h("span", { className: index < at ? "past" : index === at ? stopped : "" }, h("i", null), h("b", null, stage)),
    ),
  );
}

function bar(max, value, text) {
  return h(
    "div",
    { className: "progress" },
    h("progress", { max, value, "aria-label": text }),
    h("span", { className: "value" }, text),
  );
}

export function progress(release) {
  const upload = release.upload;
  if (release.state !== "UPLOADING" || !upload || upload.finished || !upload.totalBytes) return undefined;
  return bar(upload.totalBytes, upload.finishedBytes, t.uploaded(bytes(upload.finishedBytes), bytes(upload.totalBytes)));
}

export function mediaProgress({ open, content }) {
  if (!open || !content?.mediaTotal) return undefined;
  const { state, mediaFinished, mediaTotal } = content;
  if (state === "WRITING") return bar(mediaTotal, mediaFinished, t.mediaSent(mediaFinished, mediaTotal));
  return state === "PROCESSING" && h("p", { className: "aside" }, t.mediaProcessed(mediaTotal));
}

// The shares of users with automatic updates, by day, and the days that all pauses together may take
// (App Store Connect Help, "Release a version update in phases"). A person can pause it on the web,
// which Slipway does not see, so day and days left are estimates.
const PHASES = [1, 2, 5, 10, 20, 50, 100];
const PAUSE_DAYS = 30;
const DAY_MILLIS = 86_400_000;

function phasedWords(release) {
  const { state, phasedRelease, timeline } = release;
  const phase = phasedRelease.state === "INACTIVE" && OUT.has(state) ? "ACTIVE" : phasedRelease.state;
  const words = t.phasedStates[phase] ?? phase.toLowerCase();
  if (!timeline || !OUT.has(state) || (phase !== "ACTIVE" && phase !== "PAUSED")) return words;
  const now = Math.max(Date.now(), new Date(release.updatedAt).getTime());
  const { since, millis } = pauses(timeline, now);
  const left = Math.max(0, PAUSE_DAYS - Math.floor(millis / DAY_MILLIS));
  if (phase === "PAUSED") return since === undefined ? words : t.phasedPaused(date(since), left, PAUSE_DAYS);
  const began = new Date(release.stateSince).getTime() + millis;
  const day = Math.min(PHASES.length, Math.floor((now - began) / DAY_MILLIS) + 1);
  return t.phasedDay(day, PHASES.length, PHASES[day - 1], date(began + (PHASES.length - 1) * DAY_MILLIS), left, PAUSE_DAYS);
}

// Returns since when it is paused, and how long all pauses took until now.
function pauses(timeline, now) {
  let since;
  let millis = 0;
  for (const { at, message } of timeline.toSorted((a, b) => new Date(a.at) - new Date(b.at))) {
    const time = new Date(at).getTime();
    if (message.startsWith("Phased release paused")) since ??= time;
    if (message.startsWith("Phased release resumed") && since !== undefined) {
      millis += time - since;
      since = undefined;
    }
  }
  return { since, millis: millis + (since === undefined ? 0 : Math.max(0, now - since)) };
}

// Shows the state of TestFlight and of a phased release.
export function besides(release) {
  const { state, testFlight, phasedRelease } = release;
  const groups = testFlight?.groups?.map((group) => group.name ?? group) ?? [];
  const beta = testFlight?.externalState;
  const facts = [
    testFlight && [
      t.testFlight,
      [groups.length > 0 && groups.join(", "), beta && (t.betaStates[beta] ?? beta.replaceAll("_", " ").toLowerCase())].filter(Boolean).join(" · ") || t.asked,
    ],
    ...Object.entries(testFlight?.publicLinks ?? {}).map(([group, address]) => [t.publicLinkOf(group), h("a", { href: address, rel: "noreferrer" }, address)]),
    // Apple starts the phases when the version is released.
    phasedRelease && [t.phased, phasedWords(release)],
  ].filter(Boolean);
  return facts.length > 0 && h("dl", { className: "facts" }, facts.map(([name, text]) => h("div", null, h("dt", null, name), h("dd", null, text))));
}

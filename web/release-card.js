// Shows one release on the board. The card stays the same element while its release changes, so
// that the focus and an open timeline are kept.
import { api } from "./api.js";
import { approvalBox, waitingWords } from "./approval.js";
import { h, fill, badge, busy, confirmed, icon } from "./elements.js";
import { findingsBox } from "./findings.js";
import { tell } from "./page.js";
import { PictureSection } from "./pictures.js";
import { planBox } from "./plan.js";
import { productsBox } from "./products.js";
import { bytes, date, lasting, texts } from "./texts.js";
import { timeline } from "./timeline.js";
import { problemMore } from "./verdict.js";

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
const TONE = {
  READY_FOR_DISTRIBUTION: "good",
  IN_BETA_TESTING: "good",
  PLANNED: "good",
  REJECTED: "bad",
  NEEDS_ATTENTION: "bad",
  SUPERSEDED: "quiet",
  CANCELED: "quiet",
  PREPARED: "warn",
  PENDING_DEVELOPER_RELEASE: "warn",
};
const OUT = new Set(["READY_FOR_DISTRIBUTION", "IN_BETA_TESTING"]);
// Checks that also concern an app on the App Store: in which countries Apple does not offer it.
const OFFER = /^(trader-status|territory|korea|brazil|china)-/;
// The user decides what happens next.
const STANDS = new Set(["PREPARED", "PLANNED"]);
// Only the timeline is still of interest.
const OVER = new Set(["SUPERSEDED", "CANCELED"]);

// Returns the name of the file, or of the folder of a full drop.
function dropName(release) {
  const [, ...path] = release.drop?.key?.split("/") ?? [];
  return path.length > 1 ? path[0] : (path[0] ?? "");
}

export function releaseTitle(release) {
  return release.app?.name ?? release.bundleId ?? dropName(release);
}

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

function track(release) {
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

function progress(release) {
  const upload = release.upload;
  if (release.state !== "UPLOADING" || !upload || upload.finished || !upload.totalBytes) return undefined;
  return bar(upload.totalBytes, upload.finishedBytes, t.uploaded(bytes(upload.finishedBytes), bytes(upload.totalBytes)));
}

function mediaProgress({ open, content }) {
  if (!open || !content?.mediaTotal) return undefined;
  const { state, mediaFinished, mediaTotal } = content;
  if (state === "WRITING") return bar(mediaTotal, mediaFinished, t.mediaSent(mediaFinished, mediaTotal));
  return state === "PROCESSING" && h("p", { className: "aside" }, t.mediaProcessed(mediaTotal));
}

// The shares of users with automatic updates, by day (App Store Connect Help, "Release a version update
// in phases"). A person can pause it on the web, which Slipway does not see, so the day is an estimate,
// and is left out after a pause.
const PHASES = [1, 2, 5, 10, 20, 50, 100];
const DAY_MILLIS = 86_400_000;

function phasedWords(release) {
  const { state, phasedRelease } = release;
  const phase = phasedRelease.state === "INACTIVE" && OUT.has(state) ? "ACTIVE" : phasedRelease.state;
  const words = t.phasedStates[phase] ?? phase.toLowerCase();
  const paused = release.timeline?.some(({ message }) => /^Phased release (paused|resumed)/.test(message));
  if (phase !== "ACTIVE" || !OUT.has(state) || paused !== false) return words;
  const began = new Date(release.stateSince).getTime();
  const now = Math.max(Date.now(), new Date(release.updatedAt).getTime());
  const day = Math.min(PHASES.length, Math.floor((now - began) / DAY_MILLIS) + 1);
  return t.phasedDay(day, PHASES.length, PHASES[day - 1], date(began + (PHASES.length - 1) * DAY_MILLIS));
}

// Shows the state of TestFlight and of a phased release.
function besides(release) {
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

// Findings replace the list of a problem's faults: they say the same, and more.
function problemBox(problem, open, findings) {
  return h(
    "div",
    { className: `note ${open ? "warn" : "bad"}` },
    h("h3", null, problem.title),
    h("p", null, problem.detail),
    findings.length === 0 &&
      problem.faults?.length > 0 &&
      h("ul", null, problem.faults.map((fault) => h("li", null, fault.field && [h("code", null, fault.field), " "], fault.detail ?? fault.title))),
    problemMore(problem),
  );
}

// The possible actions, in the order of their buttons; `ask` marks those that need confirmation.
const ORDERS = {
  approve: { className: "primary small", ask: {}, agrees: true, route: "submit" },
  submit: { className: "primary small" },
  "carry-out": { className: "primary small", ask: {}, agrees: true },
  release: { className: "primary small", ask: {} },
  resume: { className: "small", action: "RESUME" },
  pause: { className: "small", action: "PAUSE" },
  complete: { className: "small", action: "COMPLETE", ask: {} },
  retry: { className: "small" },
  cancel: { className: "small", ask: { danger: true } },
};

const READ_WHOLE = ["actions", "findings", "plan", "content", "pictures", "testFlight", "phasedRelease", "purchases", "timeline"];

// The HTML that each part of a card was drawn with.
const forms = new WeakMap();
const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) seen.get(target)?.(isIntersecting);
});
const seen = new WeakMap();

export class ReleaseCard {
  #shown = "";
  #wholeOf;
  #reading;
  #whole = {};
  #visible = false;
  #ordered = new Set();
  #orderedIn;
  #changed;
  #alone;
  #team;

  // `alone`: on the page of this release, which shows more around the card and passes whole releases
  // to `update`. Otherwise it is a row of a list, which opens; `team` names the team in it.
  constructor(release, changed, { alone = false, open = true, team } = {}) {
    this.#changed = changed;
    this.#alone = alone;
    this.#team = team;
    this.head = h("div", { className: alone ? "card-head" : "row-head", onclick: (event) => this.#clicked(event) });
    this.toggle = h("button", { type: "button", className: "toggle", "aria-expanded": String(open) }, icon("down"));
    this.words = h("div", { className: "row-words" });
    if (!alone) fill(this.head, this.toggle, this.words);
    this.top = h("div", { className: "card-body" });
    this.pictures = new PictureSection();
    this.actions = h("div", { className: "actions" });
    this.lines = h("div", { className: "more" });
    this.fold = h("details", null, h("summary", null, t.timeline), this.lines);
    this.fold.addEventListener("toggle", () => this.fold.open && this.#readWhole());
    this.body = h("div", { className: "row-body", hidden: !alone && !open }, this.top, this.pictures.node, this.actions, !alone && this.fold);
    this.node = h("li", { className: "card release" }, this.head, this.body);
    this.node.dataset.id = release.id;
    seen.set(this.node, (visible) => {
      this.#visible = visible;
      this.#readIfSeen();
    });
    inView.observe(this.node);
    this.update(release);
  }

  #clicked(event) {
    if (this.#alone || event.target.closest("a") || getSelection().type === "Range") return;
    this.body.hidden = !this.body.hidden;
    this.toggle.setAttribute("aria-expanded", String(!this.body.hidden));
    this.#readIfSeen();
  }

  // Shows a newer state of the release. Returns whether anything differs.
  update(release) {
    const form = JSON.stringify(release);
    if (form === this.#shown) {
      this.#readIfSeen();
      return false;
    }
    this.#shown = form;
    this.release = release;
    this.node.dataset.state = release.state;
    if (release.timeline) {
      this.#whole = release;
      this.#wholeOf = form;
    }
    this.#draw();
    this.#readIfSeen();
    return true;
  }

  // The list contains the short form. The card reads the other fields when it becomes visible.
  #readIfSeen() {
    if (this.body.hidden) return;
    this.pictures.look();
    if (this.fold.open || (this.#visible && !OVER.has(this.release.state))) this.#readWhole();
  }

  #draw() {
    // Keep the fields that were read earlier until newer ones arrive, so that nothing jumps.
    const release = { ...this.release };
    if (this.#whole.state === release.state) for (const name of READ_WHOLE) release[name] ??= this.#whole[name];
    const findings = (release.findings ?? []).filter(({ check }) => !OUT.has(release.state) || OFFER.test(check));
    const tone = TONE[release.state] ?? (release.open ? "busy" : "quiet");
    this.node.className = `card release ${tone}${this.#alone ? "" : " row"}`;
    this.#drawHead(release, tone);
    this.#fillTop(
      release.state !== "PLANNED" && track(release),
      progress(release),
      mediaProgress(release),
      release.waitingFor && !release.problem && !waitingWords(release) && h("p", { className: "aside" }, release.waitingFor),
      release.problem && problemBox(release.problem, release.open, findings),
      approvalBox(release),
      findings.length > 0 && findingsBox(findings, STANDS.has(release.state) || OUT.has(release.state)),
      besides(release),
      release.purchases?.length > 0 && productsBox(release.purchases),
      release.plan && planBox(release.plan, release.state === "PLANNED" ? findings : null),
    );
    this.pictures.update(release);
    this.#drawActions(release);
  }

  #drawHead(release, tone) {
    const title = releaseTitle(release);
    const file = dropName(release);
    const version = release.version && t.version(release.version, release.buildNumber);
    const platform = texts.verdict.platforms[release.platform] ?? release.platform;
    const facts = [version, platform, file && file !== title && t.fromFile(file), this.#team].filter(Boolean).join(" · ");
    const state = badge(tone, waitingWords(release) ?? t.states[release.state] ?? release.state.replaceAll("_", " ").toLowerCase());
    if (this.#alone) {
      fill(this.head, h("div", null, h("h1", null, title), h("p", { className: "aside" }, facts)), state);
      return;
    }
    this.toggle.setAttribute("aria-label", t.details(title));
    const now = Math.max(Date.now(), new Date(release.updatedAt).getTime() || 0);
    const seconds = (now - new Date(release.stateSince).getTime()) / 1000;
    const had = this.words.contains(document.activeElement);
    fill(
      this.words,
      h("div", null, h("h2", null, h("a", { className: "title", href: `release.html?id=${encodeURIComponent(release.id)}` }, title)), h("p", { className: "aside" }, facts)),
      h("div", { className: "row-state" }, state, seconds >= 60 && h("small", null, lasting(seconds))),
    );
    if (had) this.words.querySelector("a").focus();
  }

  // Unchanged parts keep their elements, so that what the user unfolded stays unfolded.
  #fillTop(...parts) {
    const drawn = [...this.top.children];
    const wanted = parts.filter(Boolean).map((part) => {
      const form = part.outerHTML;
      const same = drawn.find((node) => forms.get(node) === form);
      if (!same) forms.set(part, form);
      return same ?? part;
    });
    for (const node of drawn) if (!wanted.includes(node)) node.remove();
    wanted.forEach((node, i) => {
      if (this.top.children[i] !== node) this.top.insertBefore(node, this.top.children[i] ?? null);
    });
  }

  #drawActions(release) {
    const standing = JSON.stringify([release.state, release.phasedRelease?.state, release.problem?.type, release.approval]);
    if (this.#orderedIn !== standing) {
      this.#ordered.clear();
      this.#orderedIn = standing;
    }
    const possible = release.actions ?? [];
    const had = this.actions.contains(document.activeElement) ? document.activeElement.dataset.order : undefined;
    fill(
      this.actions,
      Object.keys(ORDERS).map((name) => {
        if (this.#ordered.has(name)) return h("p", { className: "aside", role: "status", tabIndex: -1 }, t.ordered[name]);
        // Nobody agrees to a plan that is not on the screen yet.
        if (!possible.includes(name) || (ORDERS[name].agrees && !release.plan?.hash)) return undefined;
        const button = h("button", { type: "button", className: ORDERS[name].className, onclick: () => this.#order(name, button) }, name === "cancel" && release.state === "NEEDS_ATTENTION" ? t.dismiss : t.orders[name]);
        button.dataset.order = name;
        return button;
      }),
    );
    if (had) (this.actions.querySelector(`[data-order="${had}"]`) ?? this.actions.querySelector("[role=status]"))?.focus();
  }

  // Names what cannot be undone: app, version, build and effect.
  #confirmed(name, ask) {
    const release = { ...this.#whole, ...this.release };
    const { title, text, yes, no } = t.questions[name];
    const version = release.version && t.version(release.version, release.buildNumber);
    const what = [releaseTitle(release), version].filter(Boolean).join(" ");
    return confirmed({ title: title(what), lines: [text(release.state, Boolean(release.phasedRelease), release.plan?.actions?.length ?? 0)], yes, no, ...ask });
  }

  async #order(name, button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const { ask, action, agrees, route = name } = ORDERS[name];
    // The plan that is on the screen now, not one that arrives while the user reads.
    const planHash = this.#whole.plan?.hash;
    if (agrees && !planHash) {
      this.#readWhole();
      return;
    }
    if (ask && !(await this.#confirmed(name, ask))) return;
    const done = busy(button, texts.wait);
    const path = `/releases/${this.release.id}`;
    try {
      const answer = await (action ? api("POST", `${path}/phased-release`, { action }) : api("POST", `${path}/${route}`, agrees ? { planHash } : undefined));
      if (this.#alone && answer.id !== this.release.id) {
        location.assign(`release.html?id=${encodeURIComponent(answer.id)}`);
        return;
      }
      this.#ordered.add(name);
      tell(t.ordered[name]);
      this.#draw();
      this.#changed();
    } catch (e) {
      tell(e.message);
      done();
      if (agrees) this.#changed();
    }
  }

  async #readWhole() {
    const asked = this.#shown;
    if (this.#wholeOf === asked || this.#reading === asked) return;
    this.#reading = asked;
    if (this.lines.childNodes.length === 0) fill(this.lines, h("p", { className: "aside" }, texts.wait));
    try {
      const release = await api("GET", `/releases/${this.release.id}`);
      if (asked !== this.#shown) return;
      this.#wholeOf = asked;
      this.#whole = release;
      this.#draw();
      this.#drawLines(release);
    } catch (e) {
      if (this.#wholeOf === undefined) fill(this.lines, h("p", { className: "aside" }, e.message));
    } finally {
      if (this.#reading === asked) this.#reading = undefined;
    }
  }

  #drawLines(release) {
    const facts = {
      bundleId: release.bundleId,
      app: release.app?.id,
      dropped: release.drop?.receivedAt && date(release.drop.receivedAt),
      drop: release.drop && `s3://${release.drop.bucket}/${release.drop.key}`,
      submission: release.reviewSubmissionId,
      next: release.nextCheckAt && date(release.nextCheckAt),
      id: release.id,
    };
    fill(
      this.lines,
      timeline(release.timeline),
      h(
        "dl",
        { className: "facts" },
        Object.entries(facts)
          .filter(([, value]) => value)
          .map(([name, value]) => h("div", null, h("dt", null, t.fields[name]), h("dd", { className: "mono" }, value))),
      ),
    );
  }
}

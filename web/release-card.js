// One release on the board. The card stays the same element while its release changes, so that
// neither focus nor an open timeline is lost.
import { api } from "./api.js";
import { h, fill, badge, busy, confirmed } from "./elements.js";
import { tell } from "./page.js";
import { ago, bytes, date, texts } from "./texts.js";
import { problemMore } from "./verdict.js";

const t = texts.board;
const STAGE = {
  RECEIVED: 0,
  QUEUED: 0,
  UPLOADING: 1,
  PROCESSING: 2,
  PREPARING: 3,
  PREPARED: 3,
  WAITING_FOR_REVIEW: 4,
  IN_REVIEW: 4,
  REJECTED: 4,
  PENDING_DEVELOPER_RELEASE: 5,
  PENDING_APPLE_RELEASE: 5,
  PROCESSING_FOR_DISTRIBUTION: 5,
  READY_FOR_DISTRIBUTION: 6,
};
const TONE = {
  READY_FOR_DISTRIBUTION: "good",
  REJECTED: "bad",
  NEEDS_ATTENTION: "bad",
  SUPERSEDED: "quiet",
  CANCELED: "quiet",
  PREPARED: "warn",
  PENDING_DEVELOPER_RELEASE: "warn",
};
const SUBMITTABLE = new Set(["PREPARED"]);
const CANCELABLE = new Set(["NEEDS_ATTENTION"]);

// The file, or the folder of a full drop.
function dropName(release) {
  const [, ...path] = release.drop?.key?.split("/") ?? [];
  return path.length > 1 ? path[0] : (path[0] ?? "");
}

export function releaseTitle(release) {
  return release.app?.name ?? release.bundleId ?? dropName(release);
}

// Where the track ends for a release that stopped.
function stageOf(release) {
  if (release.state in STAGE) return STAGE[release.state];
  if (release.upload?.finished) return 3;
  return release.upload ? 1 : 0;
}

function track(release) {
  const at = stageOf(release);
  const over = release.state === "SUPERSEDED" || release.state === "CANCELED";
  const stopped = over ? "over" : TONE[release.state] === "bad" ? "stopped" : "now";
  const current = Math.min(at, t.stages.length - 1);
  return h(
    "div",
    { className: "track", role: "img", "aria-label": t.stageLabel(t.stages[current], current + 1, t.stages.length) },
    t.stages.map((stage, index) =>
      h("span", { className: index < at ? "past" : index === at ? stopped : "" }, h("i", null), h("b", null, stage)),
    ),
  );
}

function progress(release) {
  const upload = release.upload;
  if (release.state !== "UPLOADING" || !upload || upload.finished || !upload.totalBytes) return undefined;
  const text = t.uploaded(bytes(upload.finishedBytes), bytes(upload.totalBytes));
  return h(
    "div",
    { className: "progress" },
    h("progress", { max: upload.totalBytes, value: upload.finishedBytes, "aria-label": text }),
    h("span", { className: "value" }, text),
  );
}

function problemBox(problem, open) {
  return h(
    "div",
    { className: `note ${open ? "warn" : "bad"}` },
    h("h4", null, problem.title),
    h("p", null, problem.detail),
    problem.faults?.length > 0 &&
      h("ul", null, problem.faults.map((fault) => h("li", null, fault.field && [h("code", null, fault.field), " "], fault.detail ?? fault.title))),
    problemMore(problem),
  );
}

export class ReleaseCard {
  #shown = "";
  #whole;
  #ordered = new Set();
  #changed;

  constructor(release, changed) {
    this.#changed = changed;
    this.head = h("div", { className: "card-head" });
    this.top = h("div", { className: "card-body" });
    this.actions = h("div", { className: "actions" });
    this.lines = h("div", { className: "more" });
    this.fold = h("details", null, h("summary", null, t.timeline), this.lines);
    this.fold.addEventListener("toggle", () => this.fold.open && this.#readWhole());
    this.node = h("li", { className: "card release" }, this.head, this.top, this.actions, this.fold);
    this.node.dataset.id = release.id;
    this.update(release);
  }

  // Shows a newer form; says whether anything differs.
  update(release) {
    const form = JSON.stringify(release);
    if (form === this.#shown) return false;
    this.#shown = form;
    const moved = this.release && this.release.state !== release.state;
    if (moved) this.#ordered.clear();
    this.release = release;
    this.node.dataset.state = release.state;
    this.#draw();
    if (this.fold.open) this.#readWhole();
    return true;
  }

  #draw() {
    const release = this.release;
    const tone = TONE[release.state] ?? (release.open ? "busy" : "quiet");
    this.node.className = `card release ${tone}`;
    const file = dropName(release);
    const version = release.version && t.version(release.version, release.buildNumber);
    const platform = texts.verdict.platforms[release.platform] ?? release.platform;
    fill(
      this.head,
      h(
        "div",
        null,
        h("h2", null, releaseTitle(release)),
        h("p", { className: "aside" }, [version, platform, file && file !== releaseTitle(release) && t.fromFile(file)].filter(Boolean).join(" · ")),
      ),
      badge(tone, t.states[release.state] ?? release.state.replaceAll("_", " ").toLowerCase()),
    );
    fill(
      this.top,
      track(release),
      progress(release),
      release.waitingFor && !release.problem && h("p", { className: "aside" }, release.waitingFor),
      release.problem && problemBox(release.problem, release.open),
    );
    this.#drawActions();
  }

  #drawActions() {
    const { state, open } = this.release;
    const order = (name, label, className, ask) => {
      if (this.#ordered.has(name)) return h("p", { className: "aside", role: "status" }, t.ordered[name]);
      const button = h("button", { type: "button", className, onclick: () => this.#order(name, button, ask) }, label);
      button.dataset.order = name;
      return button;
    };
    const had = this.actions.contains(document.activeElement) ? document.activeElement.dataset.order : undefined;
    fill(
      this.actions,
      SUBMITTABLE.has(state) && order("submit", t.submit, "primary small"),
      state === "PENDING_DEVELOPER_RELEASE" &&
        order("release", t.release, "primary small", { title: t.releaseTitle, lines: [t.releaseText], yes: t.releaseYes, no: t.releaseNo }),
      (open || CANCELABLE.has(state)) &&
        state !== "PROCESSING_FOR_DISTRIBUTION" &&
        order("cancel", t.cancel, "small", { title: t.cancelTitle, lines: [t.cancelText], yes: t.cancelYes, no: t.cancelNo, danger: true }),
    );
    if (had) this.actions.querySelector(`[data-order="${had}"]`)?.focus();
  }

  async #order(name, button, question) {
    if (question && !(await confirmed(question))) return;
    const done = busy(button, texts.wait);
    try {
      await api("POST", `/releases/${this.release.id}/${name}`);
      this.#ordered.add(name);
      tell(t.ordered[name]);
      this.#drawActions();
      this.#changed();
    } catch (e) {
      tell(e.message);
      done();
    }
  }

  async #readWhole() {
    const asked = this.#shown;
    if (this.#whole === asked) return;
    if (this.lines.childNodes.length === 0) fill(this.lines, h("p", { className: "aside" }, texts.wait));
    try {
      const release = await api("GET", `/releases/${this.release.id}`);
      if (asked !== this.#shown) return;
      this.#whole = asked;
      this.#drawWhole(release);
    } catch (e) {
      if (this.#whole === undefined) fill(this.lines, h("p", { className: "aside" }, e.message));
    }
  }

  #drawWhole(release) {
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
      h(
        "ol",
        { className: "timeline" },
        [...(release.timeline ?? [])].reverse().map((entry) =>
          h("li", null, h("time", { dateTime: entry.at, title: ago(entry.at) }, date(entry.at)), h("span", null, entry.message)),
        ),
      ),
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

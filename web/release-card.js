// Shows one release on the board. The card stays the same element while its release changes, so
// that the focus and an open timeline are kept.
import { api } from "./api.js";
import { AppIcon, lastingForm } from "./app-icon.js";
import { approvalBox, waitingWords } from "./approval.js";
import { h, badge, fill, icon, keepFocus, redraw } from "./elements.js";
import { faultList, findingsBox } from "./findings.js";
import { laterBox } from "./later-release.js";
import { PictureSection } from "./pictures.js";
import { planBox } from "./plan.js";
import { productsBox } from "./products.js";
import { OrderButtons } from "./release-orders.js";
import { besides, mediaProgress, progress, track } from "./release-progress.js";
import { OFFER, OUT, OVER, STANDS, TONE } from "./release-states.js";
import { dropName, releaseTitle } from "./release-title.js";
import { date, lasting, texts } from "./texts.js";
import { droppedWords, timeline } from "./timeline.js";
import { problemMore } from "./verdict.js";

const t = texts.board;

// Whether a file that the user removed, but that is still in the bucket, may be the cause.
function keepsFiles({ state, drop }, findings) {
  const inFolder = drop?.key?.split("/").length > 2;
  return state === "NEEDS_ATTENTION" && inFolder && findings.some(({ severity, file }) => severity === "ERROR" && /^(metadata|screenshots)\//.test(file ?? ""));
}

// Findings replace the list of a problem's faults: they say the same, and more.
function problemBox(problem, open, findings) {
  // The detail of a single finding is that finding.
  const same = findings.some(({ severity, remedy }) => severity === "ERROR" && problem.detail?.startsWith(remedy));
  return h(
    "div",
    { className: `note ${open ? "warn" : "bad"}` },
    h("h3", null, problem.title),
    !same && h("p", null, problem.detail),
    findings.length === 0 && problem.faults?.length > 0 && faultList(problem.faults),
    problemMore(problem),
  );
}

const READ_WHOLE = ["actions", "findings", "plan", "content", "pictures", "testFlight", "phasedRelease", "purchases", "timeline"];

const DATES = new Set(["dropped", "next"]);
const HOUR_MILLIS = 3_600_000;

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
  #alone;
  #team;
  #hour;

  // `alone`: on the page of this release, which shows more around the card and passes whole releases
  // to `update`. Otherwise it is a row of a list, which opens; `team` names the team in it.
  constructor(release, changed, { alone = false, open = true, team } = {}) {
    this.#alone = alone;
    this.#team = team;
    this.head = h("div", { className: alone ? "card-head" : "row-head", onclick: (event) => this.#clicked(event) });
    this.toggle = h("button", { type: "button", className: "toggle", "aria-expanded": String(open) }, icon("down"));
    this.icon = new AppIcon();
    this.words = h("div", { className: "row-words" });
    this.lasting = h("small", null);
    if (!alone) fill(this.head, this.toggle, this.icon.node, this.words);
    this.top = h("div", { className: "card-body" });
    this.pictures = new PictureSection();
    this.orders = new OrderButtons({
      alone,
      changed,
      release: () => this.release,
      whole: () => this.#whole,
      readWhole: () => this.#readWhole(),
      redraw: () => this.#draw(),
      heading: () => this.#heading(),
    });
    this.lines = h("div", { className: "more" });
    this.fold = h("details", null, h("summary", null, t.timeline), this.lines);
    this.fold.addEventListener("toggle", () => this.fold.open && this.#readWhole());
    this.body = h("div", { className: "row-body", hidden: !alone && !open }, alone && h("h2", { className: "hidden-text" }, texts.release.state), this.top, this.pictures.node, this.orders.node, !alone && this.fold);
    this.node = h("li", { className: "card release" }, this.head, this.body);
    this.node.dataset.id = release.id;
    seen.set(this.node, (visible) => {
      this.#visible = visible;
      this.#readIfSeen();
    });
    inView.observe(this.node);
    this.update(release);
  }

  #heading() {
    return this.#alone ? this.head.querySelector("h1") : this.toggle;
  }

  #clicked(event) {
    if (this.#alone || event.target.closest("a")) return;
    // The end of a selection with the mouse is no press; a press of the button always is.
    if (getSelection().type === "Range" && !event.target.closest("button")) return;
    this.#open(this.body.hidden);
    this.#readIfSeen();
  }

  #open(open) {
    this.body.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  // Shows a newer state of the release. Returns whether anything differs.
  update(release) {
    const form = lastingForm(release);
    if (form === this.#shown) {
      this.icon.update(release);
      this.#readIfSeen();
      return false;
    }
    // Nothing is to be done for a release that was just replaced, so its row folds.
    if (release.state === "SUPERSEDED" && this.release && this.release.state !== "SUPERSEDED" && !this.#alone && !this.body.contains(document.activeElement)) this.#open(false);
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

  // Shows the name that the team of the row has now.
  nameTeam(team) {
    if (team === this.#team) return;
    this.#team = team;
    this.#draw();
  }

  // Shows what time alone changes: how long the state lasts, and each hour such as the day of a phased
  // release.
  tick() {
    if (this.#hour !== Math.floor(Date.now() / HOUR_MILLIS)) this.#draw();
    else if (!this.#alone) this.#drawLasting();
  }

  // The list contains the short form. The card reads the other fields when it becomes visible.
  #readIfSeen() {
    if (this.body.hidden) return;
    this.pictures.look();
    if (this.fold.open || (this.#visible && !OVER.has(this.release.state))) this.#readWhole();
  }

  #draw() {
    this.#hour = Math.floor(Date.now() / HOUR_MILLIS);
    // Keep the fields that were read earlier until newer ones arrive, so that nothing jumps.
    const release = { ...this.release };
    if (this.#whole.state === release.state) for (const name of READ_WHOLE) release[name] ??= this.#whole[name];
    // How many pictures a drop has never changes: their section stays, and with it the focus.
    release.pictures ??= this.#whole.pictures;
    const findings = (release.findings ?? []).filter(({ check }) => !OUT.has(release.state) || OFFER.test(check));
    const tone = TONE[release.state] ?? (release.open ? "busy" : "quiet");
    this.node.className = `card release ${tone}${this.#alone ? "" : " row"}`;
    this.#drawHead(release, tone);
    this.#fillTop(
      !this.#alone && release.timeline && h("p", { className: "aside" }, droppedWords(release)),
      release.state !== "PLANNED" && track(release),
      progress(release),
      mediaProgress(release),
      release.waitingFor && !release.problem && !waitingWords(release) && h("p", { className: "aside" }, release.waitingFor),
      release.successor && h("p", null, `${texts.release.successor} `, h("a", { href: `release.html?id=${encodeURIComponent(release.successor)}` }, texts.release.newer)),
      laterBox(release),
      release.problem && problemBox(release.problem, release.open, findings),
      approvalBox(release),
      findings.length > 0 && findingsBox(findings, STANDS.has(release.state) || OUT.has(release.state)),
      keepsFiles(release, findings) && h("p", { className: "aside" }, texts.findings.kept),
      besides(release),
      release.purchases?.length > 0 && productsBox(release.purchases),
      release.plan && planBox(release.plan, release.state === "PLANNED" ? findings : null),
    );
    this.pictures.update(release);
    this.orders.update(release);
  }

  #drawHead(release, tone) {
    const title = releaseTitle(release);
    const file = dropName(release);
    const version = release.version && t.version(release.version, release.buildNumber);
    const platform = texts.verdict.platforms[release.platform] ?? release.platform;
    const facts = [release.dryRun && t.preview, version, platform, file && file !== title && t.fromFile(file), this.#team].filter(Boolean).join(" · ");
    const state = badge(tone, waitingWords(release) ?? t.states[release.state] ?? release.state.replaceAll("_", " ").toLowerCase());
    this.icon.update(release);
    if (this.#alone) {
      keepFocus(this.head, () => fill(this.head, this.icon.node, h("div", { className: "head-words" }, h("h1", { tabIndex: -1 }, title), h("p", { className: "aside" }, facts)), state), () => this.#heading());
      return;
    }
    this.toggle.setAttribute("aria-label", t.details(title));
    const had = this.words.contains(document.activeElement);
    redraw(this.words, [
      h("div", null, h("h2", null, h("a", { className: "title", href: `release.html?id=${encodeURIComponent(release.id)}` }, title)), h("p", { className: "aside" }, facts)),
      h("div", { className: "row-state" }, state),
    ]);
    this.#drawLasting();
    if (had && !this.words.contains(document.activeElement)) this.words.querySelector("a").focus();
  }

  #drawLasting() {
    const now = Math.max(Date.now(), new Date(this.release.updatedAt).getTime() || 0);
    const seconds = (now - new Date(this.release.stateSince).getTime()) / 1000;
    const text = seconds >= 60 ? texts.release.lasting(lasting(seconds)) : "";
    const place = this.words.querySelector(".row-state");
    if (this.lasting.textContent !== text) this.lasting.textContent = text;
    if (text && this.lasting.parentNode !== place) place.append(this.lasting);
  }

  #fillTop(...parts) {
    keepFocus(this.top, () => redraw(this.top, parts), () => this.#heading());
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
          .map(([name, value]) => h("div", null, h("dt", null, t.fields[name]), h("dd", { className: DATES.has(name) ? "" : "mono" }, value))),
      ),
    );
  }
}

// One release: its state, who did what and when, the plan, and where to go on at Apple.
import { api, ApiProblem } from "./api.js";
import { appleLinks } from "./apple-links.js";
import { h, fill, copyable, icon, keepFocus, outside } from "./elements.js";
import { FileSection } from "./files.js";
import { knowPlatforms, withLater } from "./later-release.js";
import { keepAsking } from "./live.js";
import { say, show, showTrouble, start } from "./page.js";
import { planMarkdown } from "./plan-text.js";
import { ReleaseCard } from "./release-card.js";
import { nameApps, releaseTitle } from "./release-title.js";
import { teamName } from "./team-name.js";
import { date, lasting, texts } from "./texts.js";
import { actorName, dropTime, timeline } from "./timeline.js";

const t = texts.release;

function titleOf(release) {
  const version = release.version && texts.board.version(release.version, release.buildNumber);
  return [releaseTitle(release), version].filter(Boolean).join(" ");
}

// Pages of a local run show a clock that may be ahead of this device's.
function now(release) {
  return Math.max(Date.now(), new Date(release.updatedAt).getTime() || 0);
}

function seconds(from, to) {
  return (new Date(to).getTime() - new Date(from).getTime()) / 1000;
}

function facts(release, team) {
  const last = release.timeline?.findLast(({ actor }) => actorName(actor));
  const began = release.stateSince;
  const rows = [
    [t.since, `${date(began)} (${t.lasting(lasting(seconds(began, now(release))))})`],
    [t.dropped, dropTime(release)],
    last && [t.acted, `${date(last.at)} ${texts.by(actorName(last.actor))}`],
    release.submittedAt && [t.submitted, date(release.submittedAt)],
    [t.team, h("a", { href: `./#team/${release.connectionId}` }, team ?? release.connectionId)],
    release.nextCheckAt && [texts.board.fields.next, date(release.nextCheckAt)],
    release.successor && [t.successor, h("a", { href: `release.html?id=${encodeURIComponent(release.successor)}` }, t.newer)],
  ].filter(Boolean);
  return h("dl", { className: "facts" }, rows.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));
}

function atApple(release, simulated) {
  const links = appleLinks(release);
  return (
    links.length > 0 && [
      h("h2", null, t.atApple),
      simulated && h("p", { className: "aside" }, t.simulated),
      h("ul", { className: "links" }, links.map(([name, address]) => h("li", null, outside(address, t.apple[name])))),
    ]
  );
}

function planActions(release) {
  if (!release.plan) return undefined;
  const markdown = planMarkdown(titleOf(release), release.plan);
  const copy = h("button", { type: "button", className: "small", onclick: () => copyPlan(copy, markdown) }, t.copyPlan);
  const file = h("a", { className: "button small", download: `${titleOf(release)}.md`, href: `data:text/markdown;charset=utf-8,${encodeURIComponent(markdown)}` }, t.downloadPlan);
  return h("div", { className: "actions" }, copy, file);
}

async function copyPlan(button, markdown) {
  try {
    await navigator.clipboard.writeText(markdown);
    button.textContent = texts.copied;
  } catch {
    button.textContent = t.copyFailed;
  }
  say(button.textContent);
  setTimeout(() => {
    button.textContent = t.copyPlan;
  }, 2000);
}

function identifiers(release) {
  const rows = {
    bundleId: release.bundleId,
    app: release.app?.id,
    submission: release.reviewSubmissionId,
    drop: release.drop && `s3://${release.drop.bucket}/${release.drop.key}`,
    id: release.id,
  };
  return h(
    "details",
    null,
    h("summary", null, t.identifiers),
    h(
      "dl",
      { className: "facts identifiers" },
      Object.entries(rows)
        .filter(([, value]) => value)
        .map(([name, value]) => h("div", null, h("dt", null, texts.board.fields[name]), h("dd", null, copyable(value, texts.board.fields[name])))),
    ),
  );
}

// Sections keep their element while they are unchanged, so that focus and open parts stay.
class Section {
  #shown;

  constructor(className) {
    this.node = h("section", { className });
  }

  draw(...content) {
    const made = fill(h("div", null), ...content);
    if (made.outerHTML === this.#shown) return;
    this.#shown = made.outerHTML;
    keepFocus(this.node, () => fill(this.node, ...made.childNodes), () => document.querySelector("h1"));
    this.node.hidden = this.node.childNodes.length === 0;
  }
}

function missing(text) {
  show(t.title, h("section", { className: "card narrow" }, h("h1", null, t.title), h("p", null, text), h("p", null, h("a", { className: "button", href: "board.html" }, t.all))));
}

function outPath({ connectionId }) {
  return `/releases?${new URLSearchParams({ connection: connectionId, state: "READY_FOR_DISTRIBUTION", limit: 50 })}`;
}

async function page(settings) {
  const id = new URLSearchParams(location.search).get("id");
  if (!id) return missing(t.noId);
  const path = `/releases/${encodeURIComponent(id)}`;
  let release;
  try {
    release = await api("GET", path);
  } catch (e) {
    if (e instanceof ApiProblem && e.status === 404) return missing(t.unknown);
    throw e;
  }
  const team = await api("GET", `/connections/${encodeURIComponent(release.connectionId)}`).then(
    (connection) => {
      nameApps(connection);
      knowPlatforms(connection);
      return teamName(connection);
    },
    () => undefined,
  );
  const out = release.state === "NEEDS_ATTENTION" ? await api("GET", outPath(release)).then(({ releases }) => releases, () => []) : [];
  release = withLater(release, out);
  const card = new ReleaseCard(release, () => asking.now(), { alone: true });
  const [who, apple, plan, history, ids] = ["who", "apple", "plan-actions", "history", "ids"].map((name) => new Section(name));
  const files = new FileSection(path);
  const trouble = h("div", { className: "line-trouble", role: "status" });

  function draw() {
    files.update(release);
    who.draw(facts(release, team));
    apple.draw(atApple(release, settings.local?.clockSpeed > 1));
    plan.draw(planActions(release));
    history.draw(h("h2", null, texts.board.timeline), timeline(release.timeline, true));
    ids.draw(identifiers(release));
  }

  async function ask() {
    const answer = await api("GET", path);
    const before = release.state;
    release = withLater(answer, out);
    const changed = card.update(release);
    card.tick();
    draw();
    if (before !== release.state) say(texts.board.announce(releaseTitle(release), texts.board.states[release.state] ?? release.state));
    return changed;
  }

  draw();
  show(
    titleOf(release),
    h("a", { className: "back", href: "board.html" }, icon("back"), t.all),
    trouble,
    h("div", { className: "release-page" }, h("ul", { className: "cards" }, card.node), plan.node, h("section", { className: "card drop-files" }, files.node), h("div", { className: "card beside" }, who.node, apple.node, history.node, ids.node)),
  );
  const asking = keepAsking(ask, (failure) => {
    showTrouble(trouble, failure);
  });
  return undefined;
}

start("board", page);

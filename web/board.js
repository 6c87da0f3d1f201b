// The release board: every drop, its state, and the actions that are possible.
import { api } from "./api.js";
import { h, fill } from "./elements.js";
import { keepAsking } from "./live.js";
import { say, show, start } from "./page.js";
import { readinessCard } from "./readiness.js";
import { ReleaseCard, releaseTitle } from "./release-card.js";
import { texts } from "./texts.js";
import { uploadCard } from "./upload-card.js";

const t = texts.board;
const PAGE = 20;
const FILTERS = {
  all: () => true,
  open: (release) => release.open,
  attention: (release) => ["NEEDS_ATTENTION", "REJECTED", "PREPARED", "PENDING_DEVELOPER_RELEASE"].includes(release.state),
};

const cards = new Map();
let filter = "all";
let older = [];
let next;
let first = true;

function emptyBox(title, text, ...more) {
  return h("div", { className: "empty-box" }, h("p", { className: "empty-title" }, title), h("p", null, text), more);
}

async function board() {
  const { connections } = await api("GET", "/connections");
  const [place, chosen, ...rest] = location.hash.slice(1).split("/");
  const list = h("ul", { className: "cards" });
  const empty = h("div", null);
  const more = h("div", { className: "actions" });
  const live = h("span", { className: "live" }, h("i", null), h("span", null, t.live));
  const trouble = h("div", { className: "line-trouble", role: "status" });
  const choice = h(
    "div",
    { className: "choice", role: "group", "aria-label": t.filter },
    Object.keys(FILTERS).map((name) =>
      h("button", { type: "button", "aria-pressed": String(name === filter), onclick: (event) => choose(name, event.target) }, t.filters[name]),
    ),
  );

  function choose(name, button) {
    filter = name;
    for (const other of choice.children) other.setAttribute("aria-pressed", String(other === button));
    arrange();
  }

  function arrange() {
    const shown = [...cards.values()].filter((card) => FILTERS[filter](card.release));
    const nodes = shown.map((card) => card.node);
    const same = nodes.length === list.children.length && nodes.every((node, i) => list.children[i] === node);
    if (!same) {
      // Move only cards whose place changed: an element that is removed loses the focus.
      nodes.forEach((node, i) => {
        if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
      });
      while (list.children.length > nodes.length) list.lastElementChild.remove();
    }
    const none =
      cards.size > 0
        ? emptyBox(t.noneFiltered, "")
        : emptyBox(t.none, t.noneText);
    if (shown.length > 0) fill(empty);
    else if (empty.textContent !== none.textContent) fill(empty, none);
    choice.hidden = cards.size === 0;
  }

  async function ask() {
    const page = await api("GET", `/releases?limit=${PAGE}`);
    let changed = false;
    const listed = new Map();
    const ids = new Set(page.releases.map(({ id }) => id));
    for (const release of [...page.releases, ...older.filter(({ id }) => !ids.has(id))]) {
      let card = cards.get(release.id);
      const before = card?.release.state;
      if (!card) {
        card = new ReleaseCard(release, () => asking.now());
        changed = true;
      } else if (ids.has(release.id) && card.update(release)) {
        changed = true;
      }
      if (!first && card.release.state !== before) {
        say(t.announce(releaseTitle(release), t.states[release.state] ?? release.state));
      }
      listed.set(release.id, card);
    }
    if (first) next = page.next;
    first = false;
    cards.clear();
    listed.forEach((card, id) => cards.set(id, card));
    arrange();
    offerMore();
    return changed;
  }

  function offerMore() {
    if (!next) return fill(more);
    if (more.childNodes.length > 0) return undefined;
    return fill(more, h("button", { type: "button", onclick: readOlder }, t.older));
  }

  async function readOlder() {
    const page = await api("GET", `/releases?limit=${PAGE}&next=${encodeURIComponent(next)}`);
    older = [...older, ...page.releases];
    next = page.next;
    fill(more);
    for (const release of page.releases) {
      if (!cards.has(release.id)) cards.set(release.id, new ReleaseCard(release, () => asking.now()));
    }
    arrange();
    offerMore();
  }

  show(
    t.title,
    h("div", { className: "page-head" }, h("div", null, h("h1", null, t.title), h("p", { className: "lead" }, t.lead)), live),
    connections.length > 0
      ? uploadCard(connections, place === "upload" ? chosen : undefined, () => asking.now())
      : emptyBox(t.noneTeam, t.noneTeamText, h("a", { className: "button primary", href: "./#connect" }, t.noneTeamLink)),
    connections.length > 0 && readinessCard(connections, place === "readiness" ? [chosen, ...rest] : undefined),
    trouble,
    choice,
    list,
    connections.length > 0 && empty,
    more,
  );
  choice.hidden = true;
  const asking = keepAsking(ask, (failure) => {
    live.classList.toggle("off", Boolean(failure));
    live.lastChild.textContent = failure ? t.paused : t.live;
    trouble.textContent = failure ? texts.trouble.lost : "";
  });
}

start("board", board);

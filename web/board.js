// The release board: every drop, its state, and the actions that are possible.
import { api } from "./api.js";
import { emptyBox, h, fill, focusOn, keepFocus } from "./elements.js";
import { readPlatforms, withLater } from "./later-release.js";
import { keepAsking } from "./live.js";
import { say, show, showTrouble, start, tell } from "./page.js";
import { readinessCard } from "./readiness.js";
import { ReleaseCard } from "./release-card.js";
import { filterBar, filterOf, queryOf, writeFilter } from "./release-filter.js";
import { nameAppsOf, releaseTitle } from "./release-title.js";
import { rememberedUploads } from "./remembered-uploads.js";
import { TeamList } from "./team-list.js";
import { teamName } from "./team-name.js";
import { texts } from "./texts.js";
import { uploadCard } from "./upload-card.js";

const t = texts.board;
const PAGE = 20;
const COUNTS_MILLIS = 60_000;
const MOST_OUT = 50;
// A row beyond the first page is read so often after an order.
const READS_AFTER_AN_ORDER = 20;
// A person who asked for it is notified of these states.
const NOTIFIED = new Set(["NEEDS_ATTENTION", "REJECTED", "PREPARED", "PENDING_DEVELOPER_RELEASE", "READY_FOR_DISTRIBUTION"]);

function stateName(release) {
  return t.states[release.state] ?? release.state;
}

// Offers notifications of the browser until the person has decided.
function notifyButton() {
  if (!("Notification" in window) || Notification.permission !== "default") return undefined;
  const button = h("button", { type: "button", className: "small", title: t.notifyText, onclick: async () => {
    await Notification.requestPermission();
    const answer = h("p", { className: "aside" }, Notification.permission === "granted" ? t.notified : t.notNotified);
    button.replaceWith(answer);
    focusOn(answer);
  } }, t.notify);
  return button;
}

function mayNotify() {
  return "Notification" in window && Notification.permission === "granted";
}

function notify(release) {
  if (!mayNotify() || !document.hidden || !NOTIFIED.has(release.state)) return;
  const shown = new Notification(t.announce(releaseTitle(release), stateName(release)), { tag: release.id });
  shown.onclick = () => {
    focus();
    location.assign(`release.html?id=${encodeURIComponent(release.id)}`);
  };
}

function countsPath(filter) {
  const query = queryOf({ ...filter, show: "all", text: "" });
  return `/releases/counts${query && `?${query}`}`;
}

function listPath(filter, next) {
  const query = new URLSearchParams(queryOf(filter));
  query.set("limit", PAGE);
  if (next) query.set("next", next);
  return `/releases?${query}`;
}

function outPath(filter) {
  const query = new URLSearchParams(queryOf({ ...filter, show: "all", text: "" }));
  query.set("state", "READY_FOR_DISTRIBUTION");
  query.set("limit", MOST_OUT);
  return `/releases?${query}`;
}

// Releases are listed by this, the newest first.
function receivedAt(release) {
  return new Date(release.drop?.receivedAt ?? release.createdAt).getTime();
}

class Board {
  #cards = new Map();
  #listed = [];
  #older = [];
  #next;
  #first = true;
  // When the oldest release was received to which the last answer reached; undefined when it reached all.
  #reach;
  #counts = {};
  #countedAt = 0;
  #early;
  #out = {};
  // How often the releases beyond the first page are still to be read, by their ids.
  #followed = new Map();

  // `counts` and `page` were read while the team's connections were.
  constructor(connections, filter, counts, page) {
    this.connections = connections;
    this.filter = filter;
    this.#early = page;
    this.list = h("ul", { className: "cards rows-of-releases" });
    this.empty = h("div", null);
    this.more = h("div", { className: "actions older" });
    this.bar = filterBar(connections, filter, () => this.#filtered());
    this.#showCounts(counts);
  }

  // Names the teams as they are known by now.
  showTeams() {
    this.bar.showTeams();
    for (const card of this.#cards.values()) card.nameTeam(this.#teamOf(card.release));
  }

  #teamOf({ connectionId }) {
    const team = this.connections.length > 1 ? this.connections.find(({ id }) => id === connectionId) : undefined;
    return team && teamName(team);
  }

  get total() {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  async #count() {
    const path = countsPath(this.filter);
    const answer = await api("GET", path);
    if (path === countsPath(this.filter)) this.#showCounts(answer);
  }

  #showCounts({ counts, complete }) {
    this.#counts = counts;
    this.#countedAt = Date.now();
    const attention = this.bar.showCounts(counts, complete);
    const title = `${t.title} · ${texts.name}`;
    document.title = attention > 0 ? `(${attention}) ${title}` : title;
  }

  #filtered() {
    writeFilter(this.filter);
    this.#older = [];
    this.#next = undefined;
    this.#first = true;
    this.#countedAt = 0;
    fill(this.more);
    this.asking.now();
  }

  #path(next) {
    return listPath(this.filter, next);
  }

  #card(release, open) {
    const found = this.#cards.get(release.id);
    if (found) return found;
    const card = new ReleaseCard(release, () => this.#ordered(release.id), { open, team: this.#teamOf(release) });
    this.#cards.set(release.id, card);
    return card;
  }

  #ordered(id) {
    this.#followed.set(id, READS_AFTER_AN_ORDER);
    this.asking.now();
  }

  // Reads the releases beyond the first page that got an order.
  async #readFollowed(ids) {
    const wanted = this.#older.filter(({ id }) => this.#followed.get(id) > 0 && !ids.has(id));
    const found = await Promise.all(wanted.map(({ id }) => api("GET", `/releases/${encodeURIComponent(id)}`).catch(() => undefined)));
    for (const { id } of wanted) this.#followed.set(id, this.#followed.get(id) - 1);
    // Without its timeline it is the short form, and the card reads the rest as ever.
    return new Map(found.filter(Boolean).map(({ timeline: _, ...release }) => [release.id, release]));
  }

  // Returns whether anything has changed.
  async ask() {
    const path = this.#path();
    const early = this.#early;
    this.#early = undefined;
    const page = early ?? (await api("GET", path));
    if (path !== this.#path()) return true;
    let changed = false;
    const ids = new Set(page.releases.map(({ id }) => id));
    const listed = [];
    const followed = await this.#readFollowed(ids);
    const listable = [...page.releases, ...this.#older];
    const hidden = await this.#hidden(listable);
    await readPlatforms(listable, [...listable, ...hidden]);
    if (path !== this.#path()) return true;
    this.#older = this.#older.map((one) => followed.get(one.id) ?? one);
    const all = [...page.releases, ...this.#older.filter(({ id }) => !ids.has(id))];
    nameAppsOf(all);
    const others = [...all, ...hidden];
    all.forEach((one, index) => {
      const release = withLater(one, others);
      const known = this.#cards.get(release.id);
      const before = known?.release.state;
      // A row that only moved up from the next page is not news.
      const arrives = !known && !this.#first && (this.#reach === undefined || receivedAt(release) >= this.#reach);
      // The newest release is open at first, and so is each that arrives while the page is.
      const card = known ?? this.#card(release, this.#first ? index === 0 : arrives);
      if (!known || ((ids.has(release.id) || followed.has(release.id)) && card.update(release))) changed = true;
      if (arrives || (known && !this.#first && card.release.state !== before)) {
        say(t.announce(releaseTitle(release), stateName(release)));
        notify(release);
      }
      listed.push(card);
    });
    const [last] = page.releases.slice(-1);
    this.#reach = page.next && last ? receivedAt(last) : undefined;
    if (this.#first) this.#next = page.next;
    this.#first = false;
    this.#listed = listed;
    for (const card of listed) card.tick();
    // Counted again until an answer arrives.
    if (changed && !early) this.#countedAt = 0;
    this.#arrange();
    this.#offerMore();
    if (Date.now() - this.#countedAt > COUNTS_MILLIS) {
      await this.#count();
      this.#arrange();
    }
    return changed;
  }

  // Returns the releases that the filter hides, where a later drop of a listed one may be among them.
  async #hidden(listed) {
    const isNarrow = this.filter.show !== "all" || this.filter.text.trim() !== "";
    if (!isNarrow || !listed.some(({ state }) => state === "NEEDS_ATTENTION")) return [];
    const path = outPath(this.filter);
    if (this.#out.path !== path) this.#out = { path, releases: (await api("GET", path)).releases };
    return [...this.#out.releases, ...[...this.#cards.values()].map(({ release }) => release)];
  }

  #place(nodes) {
    // Move only rows whose place changed: an element that is removed loses the focus.
    nodes.forEach((node, i) => {
      if (this.list.children[i] !== node) this.list.insertBefore(node, this.list.children[i] ?? null);
    });
    while (this.list.children.length > nodes.length) this.list.lastElementChild.remove();
  }

  #arrange() {
    const nodes = this.#listed.map((card) => card.node);
    keepFocus(this.list, () => this.#place(nodes), () => this.list.querySelector(".toggle") ?? this.bar.node.querySelector("[aria-pressed=true]"));
    const isNarrowed = this.total > 0 || this.filter.team || this.filter.app;
    const none = nodes.length > 0 ? undefined : isNarrowed ? emptyBox(t.noneFiltered, "", h("button", { type: "button", onclick: () => {
      this.bar.clear();
      this.bar.node.querySelector("button").focus();
    } }, t.showAll)) : emptyBox(t.none, t.noneText);
    if (!none) fill(this.empty);
    else if (this.empty.textContent !== none.textContent) fill(this.empty, none);
    this.bar.node.hidden = this.total === 0 && nodes.length === 0 && queryOf(this.filter) === "";
  }

  #offerMore() {
    if (!this.#next) return fill(this.more);
    if (this.more.childNodes.length > 0) return undefined;
    return fill(this.more, h("button", { type: "button", onclick: () => this.#readOlder() }, t.older));
  }

  async #readOlder() {
    const path = this.#path(this.#next);
    let page;
    let hidden;
    try {
      page = await api("GET", path);
      hidden = await this.#hidden(page.releases);
      await readPlatforms(page.releases, [...this.#listed.map((card) => card.release), ...page.releases, ...hidden]);
    } catch (e) {
      tell(e.message);
      return;
    }
    if (path !== this.#path(this.#next)) return;
    this.#older = [...this.#older, ...page.releases];
    this.#next = page.next;
    fill(this.more);
    const all = [...this.#listed.map((card) => card.release), ...page.releases, ...hidden];
    const older = page.releases.map((release) => this.#card(withLater(release, all), false));
    this.#listed = [...this.#listed, ...older];
    this.#arrange();
    this.#offerMore();
    (older[0]?.toggle ?? this.more.querySelector("button"))?.focus();
  }
}

async function page() {
  const filter = filterOf(location.search);
  const [place, chosen, ...rest] = location.hash.slice(1).split("/");
  // What the page shows at once is of these teams, wherever in the list they are.
  const ids = [["upload", "readiness"].includes(place) && chosen, filter.team, ...rememberedUploads().map(({ connectionId }) => connectionId)];
  const [teams, counts, first] = await Promise.all([TeamList.open(ids), api("GET", countsPath(filter)), api("GET", listPath(filter))]);
  const connections = teams.all;
  // The way here from a team is over; the page's address is that of the list.
  if (place === "upload") history.replaceState(null, "", location.pathname + location.search);
  const board = new Board(connections, filter, counts, first);
  const live = h("span", { className: "live" }, h("i", null), h("span", null, t.live));
  const trouble = h("div", { className: "line-trouble", role: "status" });
  const isGone = place === "upload" && Boolean(chosen) && !teams.has(chosen);
  const upload = connections.length > 0 && uploadCard(connections, place === "upload" ? chosen : undefined, () => board.asking.now(), board.total > 0 && (place !== "upload" || isGone), showTeams);
  const readiness = connections.length > 0 && readinessCard(connections, place === "readiness" ? [chosen, ...rest] : undefined);
  addEventListener("hashchange", async () => {
    const [place, chosen] = location.hash.slice(1).split("/");
    if (place !== "upload" || !upload) return;
    history.replaceState(null, "", location.pathname + location.search);
    // Not open for another team: a build that is dropped there begins its release at once.
    try {
      if (!chosen || (await teams.find(chosen))) upload.open(chosen);
      else tell(texts.team.gone);
    } catch (e) {
      tell(e.message);
    }
  });

  function showTeams() {
    board.showTeams();
    upload.showTeams();
    readiness.showTeams();
  }

  const title = document.title;
  show(
    t.title,
    h("div", { className: "page-head" }, h("div", null, h("h1", null, t.title), h("p", { className: "lead" }, t.lead)), h("div", { className: "page-tools" }, notifyButton(), live)),
    upload ? upload.node : emptyBox(t.noneTeam, t.noneTeamText, h("a", { className: "button primary", href: "./#connect" }, t.noneTeamLink)),
    readiness && readiness.node,
    trouble,
    board.bar.node,
    board.list,
    connections.length > 0 && board.empty,
    board.more,
  );
  document.title = title;
  if (upload && isGone) tell(texts.team.gone);
  teams.readOthers(showTeams);
  board.asking = keepAsking(() => board.ask(), (failure) => {
    live.classList.toggle("off", Boolean(failure));
    live.lastChild.textContent = failure ? t.paused : t.live;
    showTrouble(trouble, failure);
  }, mayNotify);
}

start("board", page);

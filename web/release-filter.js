// Which releases the board shows. The choice is part of the page's address, and the API filters.
import { api } from "./api.js";
import { h, fill } from "./elements.js";
import { teamChoices } from "./team-name.js";
import { texts } from "./texts.js";

const t = texts.board;
const TYPING_MILLIS = 300;
// One of a team's further apps is found by the search.
const MOST_APPS = 100;
const GROUPS = {
  all: [],
  open: [
    "RECEIVED", "QUEUED", "UPLOADING", "PROCESSING", "PREPARING", "WAITING_FOR_BETA_REVIEW", "WAITING_FOR_REVIEW",
    "IN_REVIEW", "PENDING_APPLE_RELEASE", "PROCESSING_FOR_DISTRIBUTION",
  ],
  // What waits for a person, and is in no other group.
  attention: ["NEEDS_ATTENTION", "REJECTED", "PREPARED", "PENDING_DEVELOPER_RELEASE"],
  out: ["READY_FOR_DISTRIBUTION", "IN_BETA_TESTING"],
};

// Reads the choice from the query of the page's address.
export function filterOf(search) {
  const query = new URLSearchParams(search);
  const show = query.get("show");
  return { show: show in GROUPS ? show : "all", team: query.get("team") ?? "", app: query.get("app") ?? "", text: query.get("text") ?? "" };
}

// Keeps the choice in the page's address, so that it survives a reload and can be shared.
export function writeFilter({ show, team, app, text }) {
  const query = new URLSearchParams();
  if (show !== "all") query.set("show", show);
  for (const [name, value] of Object.entries({ team, app, text })) if (value) query.set(name, value);
  history.replaceState(null, "", `${location.pathname}${query.size > 0 ? `?${query}` : ""}${location.hash}`);
}

// Returns the query for GET /releases; empty for all.
export function queryOf({ show, team, app, text }) {
  const query = new URLSearchParams();
  if (team) query.set("connection", team);
  if (app) query.set("app", app);
  if (GROUPS[show].length > 0) query.set("state", GROUPS[show].join(","));
  if (text.trim()) query.set("text", text.trim());
  return query.toString();
}

function options(pairs, value) {
  return pairs.map(([option, name]) => h("option", { value: option, selected: option === value }, name));
}

function labelled(label, control) {
  return h("div", { className: "inline-field" }, h("label", { htmlFor: control.id, className: "hidden-text" }, label), control);
}

// `filter` is changed in place. Returns {node, showTeams, showCounts, clear}; `showTeams` shows
// `connections` as they are by then.
export function filterBar(connections, filter, changed) {
  const buttons = Object.keys(GROUPS).map((name) => {
    const button = h("button", { type: "button", "aria-pressed": String(name === filter.show), onclick: () => set({ show: name }) }, t.filters[name]);
    button.dataset.show = name;
    return button;
  });
  let typing;
  // Whose apps are offered.
  let team = "";
  const text = h("input", {
    type: "search", id: "filter-text", value: filter.text, maxLength: 100, placeholder: t.searchShort, autocomplete: "off",
    oninput: () => {
      clearTimeout(typing);
      typing = setTimeout(() => set({ text: text.value }), TYPING_MILLIS);
    },
  });
  const teams = h("select", { id: "filter-team", onchange: () => set({ team: teams.value, app: "" }) });
  const teamField = labelled(t.team, teams);
  const apps = h("select", { id: "filter-app", onchange: () => set({ app: apps.value }) });
  const appField = labelled(t.app, apps);
  const node = h(
    "div",
    { className: "filter-bar" },
    h("div", { className: "choice", role: "group", "aria-label": t.filter }, buttons),
    h("div", { className: "filter-fields" }, teamField, appField, labelled(t.search, text)),
  );

  function set(choice) {
    Object.assign(filter, choice);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === filter.show));
    showApps();
    changed();
  }

  function showTeams() {
    teamField.hidden = connections.length < 2;
    fill(teams, options([["", t.allTeams], ...teamChoices(connections)], filter.team));
    showApps();
  }

  // Offers the apps of the chosen team, or of the only one: nobody finds one among those of hundreds of teams.
  async function showApps() {
    const chosen = filter.team || (connections.length === 1 ? connections[0].id : "");
    if (chosen === team) return;
    team = chosen;
    offer([]);
    const { verdict } = connections.find(({ id }) => id === chosen) ?? {};
    if (!verdict || (verdict.appCount ?? verdict.appNames?.length) === 1) return;
    try {
      const found = await api("GET", `/connections/${chosen}/apps?limit=${MOST_APPS}`);
      if (team === chosen) offer(found.apps);
    } catch {
      // The search finds the releases of an app, too.
    }
  }

  function offer(found) {
    const known = found.map(({ id, name }) => [id, name]).sort(([, a], [, b]) => a.localeCompare(b));
    // The app of an address that somebody was sent.
    if (filter.app && !known.some(([id]) => id === filter.app)) known.push([filter.app, filter.app]);
    fill(apps, options([["", t.allApps], ...known], filter.app));
    appField.hidden = known.length < 2 && !filter.app;
  }

  offer([]);
  showTeams();
  return {
    node,
    showTeams,
    // Returns how many releases need attention.
    showCounts(counts, complete) {
      const sum = (states) => states.reduce((total, state) => total + (counts[state] ?? 0), 0);
      for (const button of buttons) {
        const { show } = button.dataset;
        const count = show === "all" ? sum(Object.keys(counts)) : sum(GROUPS[show]);
        fill(button, t.filters[show], h("span", { className: "count" }, complete ? count : `${count}+`));
      }
      return sum(GROUPS.attention);
    },
    clear() {
      for (const field of node.querySelectorAll("select, input")) field.value = "";
      set({ show: "all", team: "", app: "", text: "" });
    },
  };
}

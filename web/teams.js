// The first page: connected teams, one team with its verdict, and the wizard that connects another.
import { api, ApiProblem, mayPass } from "./api.js";
import { approvalSwitch } from "./approval.js";
import { attemptRow, showAttempt } from "./attempts.js";
import { askButton } from "./ask-for-key.js";
import { config } from "./config.js";
import { h, fill, icon, busy, confirmed, keepFocus } from "./elements.js";
import { say, show, start, tell, alertBox } from "./page.js";
import { keyFacts, teamCard } from "./team-card.js";
import { teamHeading, typedName } from "./team-heading.js";
import { isTeam, readAllConnections } from "./team-list.js";
import { plainName, teamName } from "./team-name.js";
import { outcome, pending, similarTeams, whatNow } from "./team-page.js";
import { texts } from "./texts.js";
import { timeline } from "./timeline.js";
import { refuses, verdictBody, verdictHead } from "./verdict.js";
import { showWizard } from "./wizard.js";

const t = texts.teams;
const CHECK_EVERY_MILLIS = [400, 600, 800, 1000, 1500, 2000];
const SLOW_AFTER_MILLIS = 12_000;

let leave = () => {};
let turn = 0;
let routed = 0;

// Returns the work that goes on in the present view; it does nothing once the user has left that.
function here(work) {
  const mine = routed;
  return (...given) => (mine === routed ? work(...given) : undefined);
}

async function list(next) {
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  return api("GET", `/connections${query}`);
}

async function showTeams() {
  const mine = ++turn;
  const page = await list();
  if (mine !== turn) return;
  if (page.connections.length === 0) {
    await connect(undefined, []);
    return;
  }
  const cards = h("ul", { className: "cards" });
  const attempts = h("ul", { className: "rows" });
  const unfinished = h("section", { "aria-labelledby": "attempts-title", hidden: true }, h("h2", { id: "attempts-title" }, t.attempts), h("p", { className: "aside" }, t.attemptsLead), attempts);
  const add = (connections) => {
    const made = connections.filter(({ verified }) => verified).map(teamCard);
    const rows = connections.filter(({ verified }) => !verified).map((one) => attemptRow(one, showTeams));
    cards.append(...made);
    attempts.append(...rows);
    unfinished.hidden = attempts.children.length === 0;
    return [...made, ...rows];
  };
  add(page.connections);
  const more = h("div", { className: "actions older" });
  const offer = (next) => {
    const button = h("button", { type: "button", onclick: () => readOlder(next, button) }, t.older);
    fill(more, next && button);
    return button;
  };
  const readOlder = async (next, button) => {
    if (button.getAttribute("aria-disabled") === "true") return;
    const done = busy(button, texts.wait);
    try {
      const following = await list(next);
      const [first] = add(following.connections);
      const another = offer(following.next);
      (first?.querySelector("a") ?? another).focus();
    } catch (e) {
      tell(e.message);
      done();
    }
  };
  offer(page.next);
  show(
    t.title,
    h(
      "div",
      { className: "page-head" },
      h("div", null, h("h1", null, t.title), h("p", { className: "lead" }, cards.children.length > 0 ? t.lead : t.none)),
      h("a", { className: cards.children.length > 0 ? "button" : "button primary", href: "#connect" }, cards.children.length > 0 ? t.connect : t.connectFirst),
    ),
    cards,
    unfinished,
    more,
  );
}

// Shows the wizard. `team` is the connection whose key is replaced; `teams` are the connected ones.
// `again`: whether its last replacement is corrected.
async function connect(team, teams, again) {
  const mine = ++turn;
  const { connections, next } = teams ? { connections: teams } : await list();
  const known = connections.filter(isTeam);
  if (mine !== turn) return;
  const name = () => document.querySelector("#label")?.value.trim() || (team?.label ?? "");
  leave = showWizard({
    team,
    attempt: again && team?.lastReplacement ? { keyId: team.lastReplacement.keyId, issuerId: team.issuerId } : undefined,
    teams: known,
    named: !team,
    ask: askButton({ team, name }),
    back: team ? `#team/${team.id}` : location.hash === "#connect" ? "#" : undefined,
    connected: arrived(team),
  });
  // The form says of more and more teams that they are connected already; without these it works too.
  if (next) await readAllConnections((page) => known.push(...page.filter(isTeam)), () => mine === turn, next).catch(() => {});
}

async function replace(id, again) {
  const mine = ++turn;
  const team = await api("GET", `/connections/${encodeURIComponent(id)}`);
  if (mine === turn) await connect(team, [], again);
}

// Returns what happens after the API has taken a key: the page of its team shows the verdict.
function arrived(team) {
  const replaced = team?.keyId;
  return (connection, offered) => {
    after = { known: connection.known && connection.state !== "CHECKING" && !connection.pendingKey && !team, offered, replaced: connection.keyId !== offered || team ? (replaced ?? connection.keyId) : undefined };
    const place = `#team/${connection.id}`;
    if (location.hash === place) route();
    else location.hash = place;
  };
}

// What the user just did; shown with the verdict, once.
let after;

async function showTeam(id) {
  const mine = ++turn;
  const done = after;
  after = undefined;
  let connection = await api("GET", `/connections/${encodeURIComponent(id)}`);
  const settings = await config;
  const since = Date.now();
  let lost = false;
  const similar = h("div", { className: "similar" });
  const render = (note) => {
    if (mine !== turn) return;
    drawTeam(connection, settings, done, note, similar);
  };
  // Teams that can be taken for this one are only known once its key was checked.
  const compare = async () => {
    if (pending(connection) || !connection.verified) return;
    const all = [];
    const draw = (page) => {
      all.push(...page);
      const found = fill(h("div", { className: similar.className }), similarTeams(connection, all));
      if (!found.isEqualNode(similar)) keepFocus(similar, () => fill(similar, ...found.childNodes));
    };
    await readAllConnections(draw, () => mine === turn).catch(() => {});
  };
  render();
  await compare();
  for (let i = 0; pending(connection) && mine === turn; i++) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MILLIS[Math.min(i, CHECK_EVERY_MILLIS.length - 1)]));
    if (mine !== turn) return;
    if (document.hidden) continue;
    const found = await api("GET", `/connections/${encodeURIComponent(id)}`).catch((e) => {
      if (!mayPass(e)) throw e;
    });
    if (mine !== turn) return;
    if (!found) {
      if (!lost) render(texts.trouble.lost);
      lost = true;
      continue;
    }
    const slow = Date.now() - since > SLOW_AFTER_MILLIS;
    if (!pending(found) || lost || (slow && i % 5 === 0)) {
      lost = false;
      connection = found;
      render(slow && pending(found) ? texts.verdict.slow : undefined);
      if (!pending(found)) say(texts.verdict.states[found.state] ?? found.state);
      await compare();
    }
  }
}

function checkAgain(connection) {
  const checkButton = h(
    "button",
    {
      type: "button",
      onclick: async () => {
        if (checkButton.getAttribute("aria-disabled") === "true") return;
        const done = busy(checkButton, texts.team.checking);
        const again = here(showTeam);
        try {
          await api("POST", `/connections/${connection.id}/check`);
          tell(texts.team.checkedNow);
          await again(connection.id);
        } catch (e) {
          tell(e.message);
        } finally {
          done();
        }
      },
    },
    texts.team.checkAgain,
  );
  return checkButton;
}

// `replaced`: whether the next step leads to the replacement already.
function manage(connection, replaced) {
  return h(
    "div",
    { className: "actions" },
    checkAgain(connection),
    !replaced && h("a", { className: "button", href: `#replace/${connection.id}` }, texts.team.replace),
    h("button", { type: "button", className: "danger quiet", onclick: () => disconnect(connection) }, texts.team.disconnect),
  );
}

async function disconnect(connection) {
  const agreed = await confirmed({
    title: texts.team.disconnectTitle,
    lines: [h("strong", null, teamName(connection)), texts.team.disconnectText, texts.team.disconnectKey],
    yes: texts.team.disconnectYes,
    no: texts.team.disconnectNo,
    danger: true,
  });
  if (!agreed) return;
  const toTheList = here(() => {
    location.hash = "#";
  });
  try {
    await api("DELETE", `/connections/${connection.id}`);
    tell(texts.team.disconnected);
    toTheList();
  } catch (e) {
    tell(e.message);
  }
}

function drawTeam(connection, settings, done, note, similar) {
  if (!connection.verified && !pending(connection)) {
    leave = showAttempt(connection, arrived(), checkAgain(connection));
    return;
  }
  if (connection.verified) {
    leave();
    leave = () => {};
  }
  const waits = pending(connection);
  const focused = document.activeElement?.id;
  const works = connection.state === "CONNECTED" || (connection.state === "CONNECTED_WITH_LIMITS" && !refuses(connection.verdict));
  // While Apple is asked about a key, nothing of the key before is shown.
  const fresh = waits && (done || !connection.verified);
  const [can, apps] = fresh ? [] : verdictBody(connection);
  const name = plainName(connection);
  const next = nextStep(connection);
  const typed = typedName(connection);
  show(
    name,
    h("a", { className: "back", href: "#" }, icon("back"), texts.team.back),
    h("div", { className: "page-head" }, teamHeading(connection, (text) => h("h1", null, text), here((changed) => showTeam(changed.id)), typed), manage(connection, !fresh && next?.[0])),
    outcome(connection, done),
    note && h("div", { className: "note quiet" }, h("p", null, note)),
    waits && connection.pendingKey && h("div", { className: "note quiet" }, h("p", null, texts.team.pending(connection.pendingKey.keyId))),
    similar,
    h(
      "div",
      { "aria-busy": waits ? "true" : "false" },
      verdictHead(fresh ? "CHECKING" : connection.state, fresh ? undefined : connection.verdict, next, undefined, { keyId: connection.keyId, issuerId: connection.issuerId }),
    ),
    works && !connection.pendingKey && whatNow(connection, settings),
    h(
      "div",
      { className: "columns" },
      h("div", null, can, about(connection)),
      h("div", null, apps),
    ),
  );
  if (focused) document.getElementById(focused)?.focus();
}

// Returns what leads to the next step, or nothing where the next step is on Apple's site.
function nextStep(connection) {
  const cause = connection.verdict?.problem?.type?.split(":").at(-1);
  if (!["credentials-rejected", "connection-not-usable", "role-too-low"].includes(cause)) return undefined;
  const isIndividual = connection.kind === "INDIVIDUAL";
  // An individual key has the role of its person; another person has a key of the team instead.
  return [
    !(isIndividual && cause === "role-too-low") && h("a", { className: "button primary", href: `#replace/${connection.id}` }, texts.team.replace),
    askButton({ team: isIndividual ? undefined : connection, name: () => plainName(connection) }),
  ];
}

function about(connection) {
  return h(
    "section",
    { "aria-labelledby": "manage-title" },
    h("h2", { id: "manage-title" }, texts.team.manage),
    keyFacts(connection),
    connection.approval && approvalSwitch(connection, here((changed) => showTeam(changed.id))),
    h(
      "details",
      null,
      h("summary", null, texts.team.history),
      timeline(connection.history),
    ),
  );
}

async function route() {
  const mine = ++routed;
  leave();
  leave = () => {};
  const [place, id, again] = location.hash.slice(1).split("/");
  try {
    if (place === "connect") await connect();
    else if (place === "team" && id) await showTeam(id);
    else if (place === "replace" && id) await replace(id, again === "again");
    else await showTeams();
  } catch (e) {
    // The user is somewhere else by now.
    if (mine !== routed) return;
    const gone = e instanceof ApiProblem && e.status === 404;
    show(
      t.title,
      h("a", { className: "back", href: "#" }, icon("back"), texts.team.back),
      h("h1", null, t.title),
      alertBox(gone ? texts.team.gone : e.message, gone ? undefined : route),
    );
  }
}

addEventListener("hashchange", route);
// A page in the browser's back/forward cache must not keep the key.
addEventListener("pagehide", () => leave());
start("teams", route);

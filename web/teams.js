// The first page: connected teams, one team with its verdict, and the wizard that connects another.
import { api, ApiProblem } from "./api.js";
import { approvalSwitch } from "./approval.js";
import { ciSnippets } from "./ci-snippets.js";
import { config } from "./config.js";
import { h, fill, icon, busy, confirmed, copyable } from "./elements.js";
import { say, show, start, tell, alertBox } from "./page.js";
import { teamName } from "./team-name.js";
import { ago, date, texts } from "./texts.js";
import { timeline } from "./timeline.js";
import { refuses, stateBadge, tone, verdictBody, verdictHead } from "./verdict.js";
import { showWizard } from "./wizard.js";

const t = texts.teams;
const CHECK_EVERY_MILLIS = [400, 600, 800, 1000, 1500, 2000];
const SLOW_AFTER_MILLIS = 12_000;

let leave = () => {};
let turn = 0;

function facts(connection) {
  return h(
    "dl",
    { className: "facts" },
    connection.issuerId && h("div", null, h("dt", null, t.issuer), h("dd", { className: "mono" }, connection.issuerId)),
    h("div", null, h("dt", null, t.key), h("dd", { className: "mono" }, connection.keyId)),
    h("div", null, h("dt", null, t.checked), h("dd", null, connection.verdict ? checkedAt(connection.verdict) : t.never)),
  );
}

function checkedAt(verdict) {
  const at = verdict.checkedAt;
  return h("time", { dateTime: at, title: date(at) }, ago(at));
}

function teamCard(connection) {
  const problem = connection.verdict?.problem;
  const count = connection.verdict?.appCount ?? connection.verdict?.apps?.length;
  const name = teamName(connection);
  return h(
    "li",
    { className: `card team ${tone(connection.state)}` },
    h(
      "div",
      { className: "card-head" },
      h("h2", null, h("a", { href: `#team/${connection.id}`, className: "cover" }, name)),
      stateBadge(connection.state),
    ),
    problem && h("p", { className: "sum-up" }, problem.title),
    facts(connection),
    count > 0 && h("p", { className: "aside" }, t.apps(count)),
  );
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
    connect();
    return;
  }
  const cards = h("ul", { className: "cards" }, page.connections.map(teamCard));
  const more = h("div", { className: "actions older" });
  const offer = (next) =>
    fill(
      more,
      next &&
        h(
          "button",
          {
            type: "button",
            onclick: async () => {
              const following = await list(next);
              cards.append(...following.connections.map(teamCard));
              offer(following.next);
            },
          },
          t.older,
        ),
    );
  offer(page.next);
  show(
    t.title,
    h(
      "div",
      { className: "page-head" },
      h("div", null, h("h1", null, t.title), h("p", { className: "lead" }, t.lead)),
      h("a", { className: "button primary", href: "#connect" }, t.connect),
    ),
    cards,
    more,
  );
}

async function connect(team) {
  turn++;
  const replaced = team?.keyId;
  leave = showWizard({
    team,
    back: team ? `#team/${team.id}` : location.hash === "#connect" ? "#" : undefined,
    connected: (connection, offered) => {
      after = { known: connection.known && connection.state !== "CHECKING" && !connection.pendingKey && !team, offered, replaced: connection.keyId !== offered || team ? (replaced ?? connection.keyId) : undefined };
      location.hash = `#team/${connection.id}`;
    },
  });
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
  const render = (note) => {
    if (mine !== turn) return;
    drawTeam(connection, settings, done, note);
  };
  render();
  for (let i = 0; pending(connection) && mine === turn; i++) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MILLIS[Math.min(i, CHECK_EVERY_MILLIS.length - 1)]));
    if (mine !== turn) return;
    if (document.hidden) continue;
    const found = await api("GET", `/connections/${encodeURIComponent(id)}`);
    const slow = Date.now() - since > SLOW_AFTER_MILLIS;
    if (!pending(found) || (slow && i % 5 === 0)) {
      connection = found;
      render(slow && pending(found) ? texts.verdict.slow : undefined);
      say(texts.verdict.states[found.state] ?? found.state);
    }
  }
}

function pending(connection) {
  const { pendingKey, lastReplacement } = connection;
  const parked = lastReplacement?.outcome === "WAITING" && lastReplacement.keyId === pendingKey?.keyId;
  return connection.state === "CHECKING" || (Boolean(pendingKey) && !parked);
}

function outcome(connection, done) {
  if (!done || pending(connection)) return undefined;
  if (done.replaced && done.replaced !== done.offered) {
    const taken = connection.keyId === done.offered;
    const last = connection.lastReplacement;
    const reason = last?.problem?.detail ?? last?.message;
    return h(
      "div",
      { className: `note ${taken ? "good" : "warn"}`, role: "status" },
      h("p", null, taken ? texts.verdict.replaced(done.offered, done.replaced) : texts.verdict.notReplaced(done.offered, connection.keyId)),
      !taken && reason && h("p", null, reason),
    );
  }
  return done.known ? h("div", { className: "note quiet", role: "status" }, h("p", null, texts.verdict.known)) : undefined;
}

function whatNow(connection, settings) {
  const bucket = settings.dropBucket;
  const endpoint = settings.local ? `--endpoint-url ${settings.dropEndpoint} ` : "";
  const command = `aws ${endpoint}s3 cp App.ipa s3://${bucket}/${connection.id}/`;
  return h(
    "section",
    { className: "card what-now", "aria-labelledby": "now-title" },
    h("h2", { id: "now-title" }, texts.now.title),
    h("p", null, texts.now.lead),
    h("div", { className: "ways" },
      h("div", null, h("h3", null, texts.now.page), h("a", { className: "button primary", href: `board.html#upload/${connection.id}` }, icon("up"), texts.now.upload)),
      h("div", { className: "grow" }, h("h3", null, texts.now.shell), copyable(command, texts.now.shellLabel), h("p", { className: "aside" }, texts.now.shellHint)),
    ),
    ciSnippets(connection, settings),
    h("p", { className: "aside" }, texts.now.folder),
  );
}

function manage(connection) {
  const checkButton = h(
    "button",
    {
      type: "button",
      onclick: async () => {
        if (checkButton.getAttribute("aria-disabled") === "true") return;
        const done = busy(checkButton, texts.team.checking);
        try {
          await api("POST", `/connections/${connection.id}/check`);
          tell(texts.team.checkedNow);
          await showTeam(connection.id);
        } catch (e) {
          tell(e.message);
        } finally {
          done();
        }
      },
    },
    texts.team.checkAgain,
  );
  return h(
    "div",
    { className: "actions" },
    checkButton,
    h("a", { className: "button", href: `#replace/${connection.id}` }, texts.team.replace),
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
  try {
    await api("DELETE", `/connections/${connection.id}`);
    tell(texts.team.disconnected);
    location.hash = "#";
  } catch (e) {
    tell(e.message);
  }
}

function drawTeam(connection, settings, done, note) {
  const waits = pending(connection);
  const focused = document.activeElement?.id;
  const works = connection.state === "CONNECTED" || (connection.state === "CONNECTED_WITH_LIMITS" && !refuses(connection.verdict));
  const [can, apps] = verdictBody(connection);
  const name = teamName(connection);
  show(
    name,
    h("a", { className: "back", href: "#" }, icon("back"), texts.team.back),
    h("div", { className: "page-head" }, h("h1", null, name), manage(connection)),
    outcome(connection, done),
    note && h("div", { className: "note quiet" }, h("p", null, note)),
    connection.pendingKey && h("div", { className: "note quiet" }, h("p", null, texts.team.pending(connection.pendingKey.keyId))),
    h("div", { "aria-busy": waits ? "true" : "false" }, verdictHead(waits && done ? "CHECKING" : connection.state, waits && done ? undefined : connection.verdict, nextStep(connection))),
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

// Returns the button for the next step, or nothing where the next step is on Apple's site.
function nextStep(connection) {
  const cause = connection.verdict?.problem?.type?.split(":").at(-1);
  if (cause === "credentials-rejected" || cause === "connection-not-usable") {
    return h("a", { className: "button primary", href: "#connect" }, texts.team.connectAgain);
  }
  return cause === "role-too-low" && connection.kind !== "INDIVIDUAL"
    ? h("a", { className: "button primary", href: `#replace/${connection.id}` }, texts.team.replace)
    : undefined;
}

function about(connection) {
  return h(
    "section",
    { "aria-labelledby": "manage-title" },
    h("h2", { id: "manage-title" }, texts.team.manage),
    facts(connection),
    connection.approval && approvalSwitch(connection, (changed) => showTeam(changed.id)),
    h(
      "details",
      null,
      h("summary", null, texts.team.history),
      timeline(connection.history),
    ),
  );
}

async function route() {
  leave();
  leave = () => {};
  const [place, id] = location.hash.slice(1).split("/");
  try {
    if (place === "connect") await connect();
    else if (place === "team" && id) await showTeam(id);
    else if (place === "replace" && id) await connect(await api("GET", `/connections/${encodeURIComponent(id)}`));
    else await showTeams();
  } catch (e) {
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

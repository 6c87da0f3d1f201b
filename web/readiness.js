// The card that asks what App Review would miss of an app, without a drop.
import { api, ApiProblem } from "./api.js";
import { h, fill, badge, busy, copyable } from "./elements.js";
import { findingsBox } from "./findings.js";
import { alertBox, say } from "./page.js";
import { teamChoices } from "./team-name.js";
import { ago, date, texts } from "./texts.js";
import { problemMore } from "./verdict.js";

const t = texts.readiness;
const ASK_AGAIN_MILLIS = 1000;
const PATIENCE_MILLIS = 60_000;
const MOST_APPS = 100;

function pathOf({ connectionId, appId, platform }) {
  return `/connections/${connectionId}/apps/${appId}/readiness?platform=${platform}`;
}

function nameOf({ name, platform }) {
  return t.app(name, texts.verdict.platforms[platform] ?? platform);
}

// Lists the apps of a team, one entry for each platform.
async function appsOf(connectionId) {
  const { apps } = await api("GET", `/connections/${connectionId}/apps?limit=${MOST_APPS}`);
  return apps.flatMap(({ id, name, latestVersions }) => latestVersions.map(({ platform }) => ({ connectionId, appId: id, name, platform })));
}

function versionLine({ at, version }) {
  const state = version && (texts.board.states[version.state] ?? version.state.replaceAll("_", " ").toLowerCase());
  return h(
    "p",
    { className: "aside" },
    version && [t.version(version.version, version.buildNumber), " · ", state, " · "],
    h("time", { dateTime: at, title: date(at) }, t.asOf(ago(at))),
  );
}

function mediaBox(media) {
  const byLocale = Map.groupBy(media, ({ locale }) => locale);
  return (
    media.length > 0 &&
    h(
      "details",
      null,
      h("summary", null, t.media),
      h(
        "dl",
        { className: "facts" },
        [...byLocale].map(([locale, sets]) =>
          h(
            "div",
            null,
            h("dt", null, locale),
            sets.map(({ kind, displayType, count }) => h("dd", null, t.set(kind === "PREVIEWS", count), " ", h("span", { className: "mono" }, displayType))),
          ),
        ),
      ),
    )
  );
}

function ageRatingBox({ file, open }) {
  return h(
    "details",
    null,
    h("summary", null, t.ageRating(open.length)),
    h("p", { className: "aside" }, t.ageRatingText),
    open.length > 0 &&
      h(
        "ul",
        { className: "places" },
        open.map(({ question, answers, required }) => h("li", null, h("code", null, question), h("span", { className: "found-value" }, answers.join(", "), !required && ` (${t.optional})`))),
      ),
    copyable(JSON.stringify(file, null, 2), t.file),
  );
}

function answerBox(answer) {
  const errors = answer.findings.filter(({ severity }) => severity === "ERROR").length;
  return [
    h("div", { className: "card-head" }, h("h3", null, answer.appName), badge(answer.ready ? "good" : "bad", answer.ready ? t.ready : t.missing(errors))),
    versionLine(answer),
    answer.findings.length > 0 && findingsBox(answer.findings, true),
    mediaBox(answer.media),
    answer.ageRating && ageRatingBox(answer.ageRating),
    h("p", { className: "aside" }, t.limits),
  ];
}

// `chosen` is [connection, app, platform] of the app to show first, when the address names one.
// Returns {node, showTeams}; `showTeams` shows `connections` as they are by then.
export function readinessCard(connections, chosen) {
  const teams = h("select", { id: "readiness-team", onchange: () => guarded(readApps) });
  const team = h("div", { className: "inline-field" }, h("label", { htmlFor: "readiness-team" }, t.team), teams);
  const select = h("select", { id: "readiness-app" });
  const look = h("button", { type: "button", className: "small", onclick: ask }, t.look);
  const shown = h("div", { className: "card-body" });
  const trouble = h("div", { "aria-live": "assertive" });
  const field = h("div", { className: "inline-field" }, h("label", { htmlFor: "readiness-app" }, t.which), select, look);
  const card = h(
    "details",
    { className: "card readiness" },
    h("summary", null, t.title),
    h("div", { className: "card-body" }, h("p", { className: "aside" }, t.lead), team, field, trouble, shown),
  );
  // Those of the chosen team.
  let apps = [];
  let turn = 0;

  function showTeams() {
    const value = teams.value || chosen?.[0];
    team.hidden = connections.length < 2;
    fill(teams, teamChoices(connections).map(([id, name]) => h("option", { value: id, selected: id === value }, name)));
  }

  async function open() {
    if (!card.open || apps.length > 0) return;
    await guarded(readApps);
  }

  // Lists the apps of the chosen team, and shows the first or the chosen one.
  async function readApps() {
    const mine = ++turn;
    apps = [];
    fill(select);
    fill(shown);
    const found = await appsOf(teams.value);
    if (mine !== turn) return;
    apps = found;
    fill(
      select,
      apps.map((app, index) => {
        const isChosen = chosen?.[0] === app.connectionId && chosen[1] === app.appId && chosen[2] === app.platform;
        return h("option", { value: index, selected: isChosen }, nameOf(app));
      }),
    );
    field.hidden = apps.length === 0;
    if (apps.length === 0) fill(shown, h("p", null, t.noApps));
    else await read();
  }

  function chosenApp() {
    return apps[select.value];
  }

  async function guarded(work) {
    fill(trouble);
    try {
      await work();
    } catch (e) {
      fill(trouble, alertBox(e.message));
    }
  }

  // Shows the last answer. Returns whether another is under way.
  async function read() {
    const mine = ++turn;
    try {
      const readiness = await api("GET", pathOf(chosenApp()));
      if (mine !== turn) return false;
      const { problem, answer } = readiness;
      fill(shown, problem && h("div", { className: "note warn" }, h("h3", null, problem.title), h("p", null, problem.detail), problemMore(problem)), answer && answerBox(answer));
      return readiness.askedAt !== undefined;
    } catch (e) {
      if (!(e instanceof ApiProblem) || e.status !== 404) throw e;
      if (mine === turn) fill(shown, h("p", null, t.never));
      return false;
    }
  }

  async function ask() {
    const app = chosenApp();
    if (!app || look.getAttribute("aria-disabled") === "true") return;
    const done = busy(look, t.looking);
    await guarded(async () => {
      await api("POST", pathOf(app));
      const since = Date.now();
      while (app === chosenApp() && (await read())) {
        if (Date.now() - since > PATIENCE_MILLIS) throw new Error(t.late);
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MILLIS));
      }
      if (app === chosenApp()) say(t.looked);
    });
    done();
  }

  card.addEventListener("toggle", open);
  select.addEventListener("change", () => guarded(read));
  showTeams();
  card.open = chosen !== undefined;
  return { node: card, showTeams };
}

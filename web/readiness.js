// The card that asks what App Review would miss of an app, without a drop.
import { api, ApiProblem } from "./api.js";
import { h, fill, badge, busy, copyable } from "./elements.js";
import { findingsBox } from "./findings.js";
import { alertBox, say } from "./page.js";
import { teamName } from "./team-name.js";
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

// Lists the apps of all teams, one entry for each platform.
async function appsOf(connections) {
  const lists = await Promise.all(
    connections.map(async (connection) => {
      const { apps } = await api("GET", `/connections/${connection.id}/apps?limit=${MOST_APPS}`);
      return apps.flatMap((app) =>
        app.latestVersions.map(({ platform }) => ({ connectionId: connection.id, team: teamName(connection), appId: app.id, name: app.name, platform })),
      );
    }),
  );
  return lists.flat();
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
export function readinessCard(connections, chosen) {
  const select = h("select", { id: "readiness-app" });
  const look = h("button", { type: "button", className: "small", onclick: ask }, t.look);
  const shown = h("div", { className: "card-body" });
  const trouble = h("div", { "aria-live": "assertive" });
  const field = h("div", { className: "inline-field" }, h("label", { htmlFor: "readiness-app" }, t.which), select, look);
  const card = h(
    "details",
    { className: "card readiness" },
    h("summary", null, t.title),
    h("div", { className: "card-body" }, h("p", { className: "aside" }, t.lead), field, trouble, shown),
  );
  let apps = [];
  let turn = 0;

  async function open() {
    if (!card.open || apps.length > 0) return;
    await guarded(async () => {
      apps = await appsOf(connections);
      const several = connections.length > 1;
      fill(
        select,
        apps.map((app, index) => {
          const isChosen = chosen?.[0] === app.connectionId && chosen[1] === app.appId && chosen[2] === app.platform;
          return h("option", { value: index, selected: isChosen }, several ? `${nameOf(app)} · ${app.team}` : nameOf(app));
        }),
      );
      field.hidden = apps.length === 0;
      if (apps.length === 0) fill(shown, h("p", null, t.noApps));
      else await read();
    });
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
      const readiness = await api("GET", pathOf(apps[select.value]));
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
    if (look.getAttribute("aria-disabled") === "true") return;
    const done = busy(look, t.looking);
    const index = select.value;
    await guarded(async () => {
      await api("POST", pathOf(apps[index]));
      const since = Date.now();
      while (index === select.value && (await read())) {
        if (Date.now() - since > PATIENCE_MILLIS) throw new Error(t.late);
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MILLIS));
      }
      if (index === select.value) say(t.looked);
    });
    done();
  }

  card.addEventListener("toggle", open);
  select.addEventListener("change", () => guarded(read));
  card.open = chosen !== undefined;
  return card;
}

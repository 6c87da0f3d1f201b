// Shows a verdict. Fields that the API omits are left out; values that are unknown here are shown
// unchanged.
import { badge, beside, copyable, h, icon, outside } from "./elements.js";
import { problemPage } from "./page.js";
import { date, texts } from "./texts.js";

const t = texts.verdict;
const TONES = {
  CONNECTED: "good",
  CONNECTED_WITH_LIMITS: "warn",
  NOT_CONNECTED: "bad",
  UNKNOWN: "busy",
  CHECKING: "busy",
  DISCONNECTED: "quiet",
};
const FIRST_APPS = 8;

export function tone(state) {
  return TONES[state] ?? "quiet";
}

export function stateBadge(state) {
  return badge(tone(state), t.states[state] ?? state);
}

// Shows the link to a problem's page, and Apple's own words.
export function problemMore(problem) {
  const href = problemPage(problem);
  return [
    href && h("p", null, beside(href, texts.details)),
    problem.appleErrors?.length > 0 &&
      h(
        "details",
        { className: "small" },
        h("summary", null, texts.appleSaid),
        h("ul", null, problem.appleErrors.map((text) => h("li", null, h("code", null, text)))),
      ),
  ];
}

// The page of App Store Connect that lists the keys.
const KEYS_PAGE = "https://appstoreconnect.apple.com/access/integrations/api";

// Shows the likely causes, each with what checks it: the value to compare, and the field of the
// form on this page, if there is one.
export function causeList(causes, { keyId, issuerId, correct } = {}) {
  const values = { WRONG_KEY_ID: keyId, WRONG_ISSUER_ID: issuerId };
  const action = ({ cause }) => {
    const all = [
      values[cause] && copyable(values[cause], t.compare[cause]),
      correct && t.correct[cause] && h("button", { type: "button", className: "small", onclick: () => correct(cause) }, t.correct[cause]),
      t.lookup[cause] && outside(KEYS_PAGE, t.lookup[cause]),
    ].filter(Boolean);
    return all.length > 0 && h("div", { className: "actions" }, all);
  };
  return [
    h("h3", null, t.causes),
    h("ol", { className: "causes" }, causes.map((cause) => h("li", null, h("p", null, words(cause)), action(cause)))),
  ];
}

function words(item) {
  return typeof item === "string" ? item : (item.advice ?? item.detail ?? item.title ?? item.cause ?? "");
}

function capabilities(verdict) {
  const known = Object.entries(t.capabilities).filter(([name]) => verdict.capabilities?.[name]);
  if (known.length === 0 || known.every(([name]) => evidence(verdict, name) === "UNKNOWN")) return undefined;
  const tones = { YES: "good", LIKELY: "good", NO: "bad", UNKNOWN: "quiet" };
  const role = roleWords(verdict.likelyRole);
  const told = new Set();
  // Shows each reason once, and only next to an answer that needs one.
  const ground = (name) => {
    const text = verdict.evidence?.[name];
    if (!text || told.has(text) || ["YES", "LIKELY"].includes(evidence(verdict, name))) return undefined;
    told.add(text);
    return h("small", null, text);
  };
  return h(
    "section",
    { "aria-labelledby": "can-title" },
    h("h2", { id: "can-title" }, t.can),
    h(
      "ul",
      { className: "rows" },
      known.map(([name, label]) => {
        const level = evidence(verdict, name);
        return h(
          "li",
          null,
          h("span", null, label, ground(name)),
          badge(tones[level] ?? "quiet", t.evidence[level] ?? level),
        );
      }),
      role && h("li", null, h("span", null, t.role), h("span", { className: "value" }, role)),
    ),
    known.some(([name]) => evidence(verdict, name) === "LIKELY") && h("p", { className: "aside" }, t.honest),
  );
}

function evidence(verdict, name) {
  const found = verdict.capabilities[name];
  return typeof found === "string" ? found : (found.evidence ?? "UNKNOWN");
}

// Returns whether Apple is known to refuse something that a release needs. A drop would then fail.
export function refuses(verdict) {
  return Object.keys(t.capabilities).some((name) => verdict?.capabilities?.[name] && evidence(verdict, name) === "NO");
}

function roleWords(role) {
  if (!role) return undefined;
  const name = String(role).toUpperCase().replace(/^LIKELY[ _]/, "").replace(/ /g, "_");
  return name === "UNKNOWN" ? undefined : (t.roles[name] ?? role);
}

function appRow(connectionId, app) {
  const versions = (app.latestVersions ?? []).map((latest) => [
    [t.platforms[latest.platform] ?? latest.platform, latest.version, latest.state && (texts.board.states[latest.state] ?? latest.state.replaceAll("_", " ").toLowerCase())]
      .filter(Boolean)
      .join(" · "),
    connectionId && " · ",
    connectionId && h(
      "a",
      { href: `board.html#readiness/${connectionId}/${app.id}/${latest.platform}` },
      t.readiness,
      h("span", { className: "hidden-text" }, ` ${app.name}, ${t.platforms[latest.platform] ?? latest.platform}`),
    ),
  ]);
  return h(
    "li",
    null,
    h("span", null, h("strong", null, app.name), h("small", { className: "mono" }, app.bundleId)),
    versions.length > 0 && h("span", { className: "value" }, versions.map((version) => h("span", null, version))),
  );
}

function apps(connectionId, verdict) {
  const all = verdict.apps ?? [];
  const row = (app) => appRow(connectionId, app);
  const list = h("ul", { className: "rows" }, all.slice(0, FIRST_APPS).map(row));
  const hidden = all.slice(FIRST_APPS);
  const more =
    hidden.length > 0 &&
    h(
      "button",
      {
        type: "button",
        className: "plain",
        onclick: () => {
          const first = hidden.map(row);
          list.append(...first);
          first[0].tabIndex = -1;
          first[0].focus();
          more.remove();
        },
      },
      t.moreApps(hidden.length),
    );
  const empty = verdict.state === "NOT_CONNECTED" || verdict.state === "UNKNOWN" ? t.noAppsYet : t.noApps;
  return h(
    "section",
    { "aria-labelledby": "apps-title" },
    h("h2", { id: "apps-title" }, t.apps, all.length > 0 && h("span", { className: "count" }, all.length)),
    all.length > 0 ? [list, more] : h("p", { className: "empty" }, empty),
  );
}

// Shows the top of a verdict: state, sentence, and the next step. `checked` is the key, for the list
// of causes.
export function verdictHead(state, verdict, action, sentence, checked) {
  const shown = TONES[state] ? state : "UNKNOWN";
  const problem = verdict?.problem;
  const causes = verdict?.likelyCauses ?? [];
  const notes = verdict?.notes ?? [];
  return h(
    "section",
    { className: `verdict ${tone(shown)}`, "aria-labelledby": "verdict-title" },
    h("div", { className: "verdict-top" },
      h("span", { className: "seal" }, icon({ good: "check", warn: "warn", bad: "cross", busy: "clock", quiet: "dot" }[tone(shown)])),
      h(
        "div",
        null,
        h("h2", { id: "verdict-title" }, problem?.title ?? t.headlines[shown]),
        h("p", null, sentence ?? t.sentences[shown]),
        verdict?.nextCheckAt && h("p", null, t.again(date(verdict.nextCheckAt))),
      ),
    ),
    problem &&
      h(
        "div",
        { className: "next" },
        // Several causes are a list with what checks each; the rest of the story is folded then.
        causes.length > 1
          ? [causeList(causes, checked), h("details", { className: "small" }, h("summary", null, t.otherwise), h("p", null, problem.detail))]
          : [h("h3", null, t.next), h("p", null, problem.detail), causes.length > 0 && causeList(causes, checked)],
        problemMore(problem),
        action && h("div", { className: "actions" }, action),
      ),
    notes.length > 0 &&
      h("div", { className: "next" }, h("h3", null, t.notes), h("ul", null, notes.map((note) => h("li", null, words(note))))),
  );
}

export function verdictBody({ id, verdict }) {
  return verdict ? [capabilities(verdict), apps(id, verdict)] : [];
}

// One connected team in the list of teams.
import { h, icon } from "./elements.js";
import { teamHeading } from "./team-heading.js";
import { appsLine } from "./team-name.js";
import { ago, date, texts } from "./texts.js";
import { stateBadge, tone } from "./verdict.js";

const t = texts.teams;

export function keyFacts(connection) {
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

export function teamCard(connection) {
  const problem = connection.verdict?.problem;
  const apps = appsLine(connection);
  const heading = teamHeading(connection, (name) => h("h2", null, h("a", { href: `#team/${connection.id}`, className: "cover" }, name, icon("next"))));
  return h(
    "li",
    { className: `card team ${tone(connection.state)}` },
    h("div", { className: "card-head" }, heading, stateBadge(connection.state)),
    problem && h("p", { className: "sum-up" }, problem.title),
    connection.sameTeam && h("p", { className: "sum-up" }, texts.team.sameTeam),
    keyFacts(connection),
    apps && h("p", { className: "aside" }, apps),
  );
}

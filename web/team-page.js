// The parts of the page of one team: what was just done, what to do next, and what became of a
// replacement key.
import { ciSnippets } from "./ci-snippets.js";
import { h, icon, copyBlock } from "./elements.js";
import { plainName, teamName } from "./team-name.js";
import { texts } from "./texts.js";
import { causeList, problemMore } from "./verdict.js";

const t = texts.team;

function isRejected(problem) {
  return problem?.type?.endsWith(":credentials-rejected");
}

// Returns whether nothing is decided about the connection's key, or about its replacement.
export function pending(connection) {
  const { pendingKey, lastReplacement } = connection;
  const parked = lastReplacement?.outcome === "WAITING" && lastReplacement.keyId === pendingKey?.keyId;
  return connection.state === "CHECKING" || (Boolean(pendingKey) && !parked);
}

// Says that Apple rejects a replacement key, with the causes that the present key does not rule out.
export function rejectedReplacement(connection) {
  const { lastReplacement: last, pendingKey, issuerId, keyId } = connection;
  if (!isRejected(last?.problem)) return undefined;
  const waits = pendingKey?.keyId === last.keyId;
  return h(
    "section",
    { className: "note warn", role: "status" },
    h("h2", null, texts.verdict.rejected(last.keyId, keyId)),
    h("p", null, waits ? t.rejectedWaits(last.keyId) : t.rejectedFor(last.keyId)),
    last.likelyCauses?.length > 0 && causeList(last.likelyCauses, { keyId: last.keyId, issuerId }),
    problemMore(last.problem),
    h("div", { className: "actions" }, h("a", { className: "button", href: `#replace/${connection.id}/again` }, t.replaceAgain)),
  );
}

// Shows the result of what the user just did, or of a replacement key that waits.
export function outcome(connection, done) {
  if (pending(connection)) return undefined;
  const { lastReplacement: last, pendingKey } = connection;
  const offered = done?.replaced && done.replaced !== done.offered ? done.offered : undefined;
  if (pendingKey || (offered && connection.keyId !== offered && last?.keyId === offered)) {
    const rejected = rejectedReplacement(connection);
    if (rejected) return rejected;
  }
  if (pendingKey) return h("div", { className: "note quiet" }, h("p", null, last?.keyId === pendingKey.keyId ? last.message : t.pending(pendingKey.keyId)));
  if (offered) {
    const taken = connection.keyId === offered;
    const reason = last?.problem?.detail ?? last?.message;
    return h(
      "div",
      { className: `note ${taken ? "good" : "warn"}`, role: "status" },
      h("p", null, taken ? texts.verdict.replaced(offered, done.replaced) : texts.verdict.notReplaced(offered, connection.keyId)),
      !taken && reason && h("p", null, reason),
    );
  }
  return done?.known ? h("div", { className: "note quiet", role: "status" }, h("p", null, texts.verdict.known)) : undefined;
}

function hasName({ label }, name) {
  return label !== undefined && label.toLowerCase() === name?.toLowerCase();
}

// Warns of connections that can be taken for this one. `all` are the connections of a list, whose
// pages name those of the same team; the names of all pages are compared here.
export function similarTeams(connection, all) {
  const listed = all.find(({ id }) => id === connection.id);
  const sameName = listed ? all.filter((one) => one !== listed && hasName(one, listed.label)).map(({ id }) => id) : [];
  const links = (ids) => all.filter(({ id }) => ids.includes(id)).map((one, i) => [i > 0 && ", ", h("a", { href: `#team/${one.id}` }, teamName(one))]);
  const box = (title, text, ids) => h("div", { className: "note warn" }, h("p", null, h("strong", null, title), " ", links(ids)), h("p", null, text));
  return [
    listed?.sameTeam && box(t.sameTeam, t.sameTeamText, listed.sameTeam),
    sameName.length > 0 && box(t.sameLabel(plainName(listed)), t.sameLabelText, sameName),
  ];
}

export function whatNow(connection, settings) {
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
      h("div", { className: "grow" }, h("h3", null, texts.now.shell), copyBlock(texts.now.shellLabel, command), h("p", { className: "aside" }, settings.local ? texts.now.shellHintLocal : texts.now.shellHint)),
    ),
    ciSnippets(connection, settings),
    h("p", { className: "aside" }, texts.now.folder),
  );
}

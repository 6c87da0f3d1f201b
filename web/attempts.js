// Attempts to connect a team, whose key Apple has not accepted. They are no teams yet.
import { api } from "./api.js";
import { askButton } from "./ask-for-key.js";
import { h, icon } from "./elements.js";
import { keyForm } from "./key-form.js";
import { show, tell } from "./page.js";
import { texts } from "./texts.js";
import { stateBadge, verdictHead } from "./verdict.js";
import { guide } from "./wizard.js";

const t = texts.attempt;

// Lists an attempt.
export function attemptRow(connection, discarded) {
  const problem = connection.verdict?.problem;
  return h(
    "li",
    null,
    h("span", null, h("strong", null, attemptName(connection)), problem && h("small", null, problem.title)),
    stateBadge(connection.state),
    h(
      "span",
      { className: "actions" },
      h("a", { className: "button small", href: `#team/${connection.id}` }, t.resume, h("span", { className: "hidden-text" }, ` ${attemptName(connection)}`)),
      h("button", { type: "button", className: "small plain", "aria-label": `${t.discard} ${attemptName(connection)}`, onclick: () => discard(connection, discarded) }, t.discard),
    ),
  );
}

function attemptName({ label, keyId }) {
  return label ?? t.name(keyId);
}

async function discard(connection, then) {
  const place = location.hash;
  try {
    await api("DELETE", `/connections/${connection.id}`);
    tell(t.discarded);
    // The user may be somewhere else by now.
    if (location.hash === place) then();
  } catch (e) {
    tell(e.message);
  }
}

// The form on the page. A check of the attempt's key keeps it, with what was typed into it.
let kept;

function formOf(attempt, connected) {
  const shown = JSON.stringify(attempt);
  if (kept?.shown !== shown) {
    kept?.form.leave();
    kept = { shown, form: keyForm({ attempt, named: true, connected }) };
  }
  return kept.form;
}

// Shows an attempt whose key Apple did not accept: why, and the form again with all but the file.
// Returns what forgets the key.
export function showAttempt(connection, connected, check) {
  const { pendingKey, lastReplacement: last } = connection;
  const later = pendingKey && last?.keyId === pendingKey.keyId ? last : undefined;
  const attempt = { id: connection.id, keyId: later?.keyId ?? connection.keyId, issuerId: connection.issuerId, label: connection.label };
  const verdict = later?.problem ? { ...connection.verdict, problem: later.problem, likelyCauses: later.likelyCauses ?? [] } : connection.verdict;
  const form = formOf(attempt, connected);
  const name = attemptName({ label: connection.label, keyId: attempt.keyId });
  const title = t.title;
  show(
    name,
    h("a", { className: "back", href: "#" }, icon("back"), texts.team.back),
    h(
      "div",
      { className: "page-head" },
      h("div", null, h("h1", null, name), h("p", { className: "lead" }, t.lead)),
      h("div", { className: "actions" }, check, h("button", { type: "button", className: "danger quiet", onclick: () => discard(connection, () => (location.hash = "#")) }, t.discard)),
    ),
    verdictHead(connection.state, verdict, undefined, verdict?.problem ? t.sentence : undefined, { ...attempt, correct: form.correct }),
    h(
      "div",
      { className: "wizard" },
      h(
        "div",
        null,
        h("section", { className: "card ask" }, h("h2", null, texts.ask.title), h("p", null, texts.ask.lead), h("div", { className: "actions" }, askButton({ name: () => connection.label ?? "" }))),
        h("details", { className: "again" }, h("summary", null, t.steps), guide(title)),
      ),
      form.node,
    ),
  );
  return () => {
    kept = undefined;
    form.leave();
  };
}

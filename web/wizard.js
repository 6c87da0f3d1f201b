// The steps in App Store Connect, beside the form that takes the key.
import { h, icon, copyable, outside } from "./elements.js";
import { keyForm } from "./key-form.js";
import { show } from "./page.js";
import { plainName } from "./team-name.js";
import { texts } from "./texts.js";

const t = texts.wizard;

function line(parts) {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    if (part.b) return h("strong", null, part.b);
    if (part.code) return h("code", null, part.code);
    if (part.copy) return copyable(part.copy);
    return outside(part.href, part.link);
  });
}

function step({ title, path, lines, troubles }) {
  return h(
    "li",
    { className: "step" },
    h("h2", null, title),
    path &&
      h(
        "p",
        { className: "path" },
        path.map((place, index) => h("span", { className: "way" }, index > 0 && h("span", { "aria-hidden": "true" }, "›"), h("span", { className: "place" }, place))),
      ),
    lines.map((parts) => h("p", null, line(parts))),
    troubles?.map(({ title: question, text }) =>
      h("details", { className: "trouble" }, h("summary", null, question), h("p", null, text)),
    ),
  );
}

// The steps in App Store Connect.
export function guide(title, ...more) {
  return h("section", { className: "guide", "aria-label": title }, h("p", { className: "needs" }, icon("key"), t.needs), more, h("ol", { className: "steps" }, t.steps.map(step)));
}

// On a narrow screen the form is below the steps.
function toForm(form) {
  form.scrollIntoView({ block: "start" });
  form.querySelector("input").focus({ preventScroll: true });
}

// `team` is the connection whose key is replaced; without it the wizard connects a team. `lead`,
// `extra` and `ask` say what else the user should know; the rest is for the form.
export function showWizard({ team, back, lead, extra, ask, ...rest }) {
  const { node, leave } = keyForm({ team, ...rest });
  const title = team ? t.replaceTitle(plainName(team)) : t.title;
  show(
    title,
    back && h("a", { className: "back", href: back }, icon("back"), t.cancel),
    h("h1", null, title),
    h("p", { className: "lead" }, lead ?? (team ? t.replaceLead : t.lead)),
    extra,
    h("p", { className: "to-form" }, h("button", { type: "button", className: "link", onclick: () => toForm(node) }, t.haveKey)),
    h(
      "div",
      { className: "wizard" },
      guide(title, ask && h("div", { className: "actions" }, ask)),
      node,
    ),
  );
  return leave;
}

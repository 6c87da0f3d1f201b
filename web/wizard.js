// The steps in App Store Connect, beside the form that takes the key.
import { h, icon, copyable, outside } from "./elements.js";
import { keyForm } from "./key-form.js";
import { show } from "./page.js";
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
        path.map((place, index) => [index > 0 && h("span", { "aria-hidden": "true" }, "›"), h("span", { className: "place" }, place)]),
      ),
    lines.map((parts) => h("p", null, line(parts))),
    troubles?.map(({ title: question, text }) =>
      h("details", { className: "trouble" }, h("summary", null, question), h("p", null, text)),
    ),
  );
}

// `team` is the connection whose key is replaced; without it the wizard connects a team. `offer`
// sends the key; `lead` and `extra` say what else the user should know.
export function showWizard({ team, back, connected, offer, lead, extra }) {
  const { node, leave } = keyForm({ team, connected, offer });
  const title = team ? t.replaceTitle : t.title;
  show(
    title,
    back && h("a", { className: "back", href: back }, icon("back"), t.cancel),
    h("h1", null, title),
    h("p", { className: "lead" }, lead ?? (team ? t.replaceLead : t.lead)),
    extra,
    h(
      "div",
      { className: "wizard" },
      h("section", { className: "guide", "aria-label": title }, h("p", { className: "needs" }, icon("key"), t.needs), h("ol", { className: "steps" }, t.steps.map(step))),
      node,
    ),
  );
  return leave;
}

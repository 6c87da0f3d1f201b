// Shows what a release would do at Apple, grouped by kind: old and new values, and files with their
// sizes. Long lists are folded by language; each long text is folded.
import { h } from "./elements.js";
import { leavesOut } from "./findings.js";
import { bytes, languageName, texts } from "./texts.js";
import { wordDiff } from "./word-diff.js";

const t = texts.plan;
const KINDS = ["CREATE", "CHANGE", "UPLOAD", "DELETE", "SUBMIT"];
const FLAT = 8;
const SHORT = 90;
// On a narrow window the rows of a kind are folded, unless they are as few.
const FEW = 2;
const narrow = matchMedia("(max-width: 34rem)");

function isLong(text) {
  return text !== undefined && (text.length > SHORT || text.includes("\n"));
}

function hidden(text) {
  return h("span", { className: "hidden-text" }, text);
}

function values({ what, where, before, after }) {
  if (before === undefined && after === undefined) return undefined;
  if (isLong(before) || isLong(after)) {
    const both = before !== undefined && after !== undefined ? wordDiff(before, after) : { before: [[before, false]], after: [[after, false]] };
    const marked = (parts, mark) => parts.map(([part, different]) => (different ? h(mark, null, part) : part));
    const text = (name, value, parts, mark) => value !== undefined && h("div", { className: mark === "del" ? "old" : "new" }, h("dt", null, name), h("dd", null, marked(parts, mark)));
    return h(
      "details",
      { className: "small" },
      h("summary", null, before === undefined ? t.showNew : t.showBoth, hidden(`: ${[what, where].filter(Boolean).join(", ")}`)),
      h("dl", { className: "texts" }, text(t.before, before, both.before, "del"), text(t.after, after, both.after, "ins")),
    );
  }
  if (before === undefined) return h("p", null, h("ins", null, after));
  if (after === undefined) return h("p", null, h("del", null, before));
  return h(
    "p",
    null,
    hidden(`${t.before}: `),
    h("del", null, before),
    h("span", { "aria-hidden": "true", className: "to" }, " → "),
    hidden(`, ${t.after}: `),
    h("ins", null, after),
  );
}

function row(action, where) {
  const { kind, what, file, sizeBytes, after } = action;
  const sameName = kind === "UPLOAD" && after !== undefined && file?.endsWith(after);
  return h(
    "li",
    null,
    h("div", null, h("span", null, what), where && h("small", null, where)),
    h("div", null, !sameName && values(action), file && h("p", { className: "aside" }, h("code", null, file))),
    kind === "UPLOAD" && h("span", { className: "size" }, bytes(sizeBytes)),
  );
}

function total(actions) {
  return actions.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
}

// A place is a language, plus a display type where there is one.
function languageOf({ where }) {
  return where?.split(", ")[0] ?? "";
}

// Short lists are shown in full. In long lists, the rows of each language are folded.
function rows(kind, actions) {
  const list = (some, where) => h("ul", { className: "plan-rows" }, some.map((action) => row(action, where(action))));
  if (actions.length <= FLAT) return list(actions, ({ where }) => where);
  const languages = Map.groupBy(actions, languageOf);
  const loose = languages.get("") ?? [];
  languages.delete("");
  return [
    loose.length > 0 && list(loose, () => undefined),
    [...languages].map(([language, inside]) =>
      h(
        "details",
        { className: "plan-place" },
        h("summary", null, languageName(language), h("span", { className: "count" }, t.count[kind](inside.length), kind === "UPLOAD" && ` · ${bytes(total(inside))}`)),
        list(inside, ({ where }) => where.split(", ").slice(1).join(", ")),
      ),
    ),
  ];
}

function calls(actions) {
  const counted = new Map();
  for (const call of actions.flatMap((action) => action.calls ?? [])) counted.set(call, (counted.get(call) ?? 0) + 1);
  return (
    counted.size > 0 &&
    h(
      "details",
      { className: "small" },
      h("summary", null, t.calls),
      h(
        "ul",
        { className: "calls" },
        [...counted].map(([call, count]) => h("li", null, h("span", { className: "times" }, `${count} ×`), " ", h("code", null, call))),
      ),
    )
  );
}

// Says what follows from a plan, which has no part for what the findings call ignored.
function conclusion({ actions = [], hash }, findings) {
  const part = leavesOut(findings);
  if (actions.length === 0) return part ? t.onlyNothingPart : t.onlyNothing;
  if (hash) return part ? t.startPart : t.start;
  return part ? t.onlyPart : t.only;
}

// findings: null when the plan is not all that the release does
export function planBox(plan, findings) {
  const actions = plan.actions ?? [];
  const uploadBytes = plan.uploadBytes ?? total(actions);
  const counts = [t.writes(plan.writeCalls ?? 0), t.reads(plan.readCalls ?? 0), uploadBytes > 0 && t.bytes(bytes(uploadBytes))];
  return h(
    "div",
    { className: "plan" },
    h("div", null, h("h3", null, actions.length === 0 ? t.nothing : t.title), h("p", { className: "aside" }, counts.filter(Boolean).join(" · "))),
    KINDS.map((kind) => {
      const ofKind = actions.filter((action) => action.kind === kind);
      const title = h("h4", null, t.kinds[kind], h("span", { className: "count" }, ofKind.length));
      const fold = narrow.matches && actions.length > FLAT && ofKind.length > FEW;
      return ofKind.length > 0 && (fold ? h("details", { className: "plan-kind" }, h("summary", null, title), rows(kind, ofKind)) : h("div", { className: "plan-kind" }, title, rows(kind, ofKind)));
    }),
    calls(actions),
    findings && h("p", { className: "aside" }, conclusion(plan, findings)),
  );
}

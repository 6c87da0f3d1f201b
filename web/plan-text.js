// Writes a plan as Markdown, for a pull request or a message.
import { bytes, texts } from "./texts.js";

const t = texts.plan;
const KINDS = ["CREATE", "CHANGE", "UPLOAD", "DELETE", "SUBMIT"];

function quoted(name, text) {
  return [`  ${name}:`, "", ...text.split("\n").map((line) => `  > ${line}`), ""];
}

function values({ before, after }) {
  if (before === undefined && after === undefined) return [];
  if (`${before ?? ""}${after ?? ""}`.includes("\n") || (before ?? "").length + (after ?? "").length > 120) {
    return ["", ...(before === undefined ? [] : quoted(t.before, before)), ...(after === undefined ? [] : quoted(t.after, after))];
  }
  return [`  ${[before, after].filter((text) => text !== undefined).map((text) => `“${text}”`).join(" → ")}`];
}

function row(action) {
  const place = [action.where, action.file && `\`${action.file}\``, action.sizeBytes > 0 && bytes(action.sizeBytes)].filter(Boolean);
  return [`- ${action.what}${place.length > 0 ? ` (${place.join(", ")})` : ""}`, ...values(action)];
}

export function planMarkdown(title, plan) {
  const actions = plan.actions ?? [];
  const lines = [`# ${title}`, "", actions.length === 0 ? t.nothing : t.title, "", `${t.writes(plan.writeCalls ?? 0)}, ${t.reads(plan.readCalls ?? 0)}.`];
  for (const kind of KINDS) {
    const ofKind = actions.filter((action) => action.kind === kind);
    if (ofKind.length > 0) lines.push("", `## ${t.kinds[kind]}`, "", ...ofKind.flatMap(row));
  }
  return `${lines.join("\n")}\n`;
}

// Shows the findings of preflight, errors first: place in the drop, found value, expected value and
// remedy. The same finding in several files is shown once.
import { beside, h, icon, outside } from "./elements.js";
import { problemPage } from "./page.js";
import { texts } from "./texts.js";

const t = texts.findings;
const FIRST = 8;
const FIRST_FILES = 4;

function together(findings) {
  const groups = Map.groupBy(findings, ({ check, remedy, limit }) => JSON.stringify([check, remedy, limit]));
  return [...groups.values()];
}

// Returns, for example, "URL malformed" for url-malformed.
function nameOf(check) {
  const words = check.replaceAll("-", " ").replace(/\b(url|ipa|json|id)\b/g, (word) => word.toUpperCase());
  return words[0].toUpperCase() + words.slice(1);
}

// A path into release.json, such as $.releaseType, is named as people know it.
function fileName(file) {
  return file.startsWith("$") ? `release.json${file.length > 1 ? `: ${file.replace(/^\$\.?/, "")}` : ""}` : file;
}

function value(name, text) {
  return text !== undefined && h("span", { className: "found-value" }, name, h("span", { className: "mono" }, text));
}

function place({ file, found }) {
  return h("li", null, file && h("code", null, fileName(file)), value(t.found, found));
}

// `more` follows what was found in the same line, where there is one place.
function places(same, more) {
  const shown = same.filter(({ file, found }) => file !== undefined || found !== undefined);
  if (shown.length <= 1) {
    const [one = {}] = shown;
    const line = [one.file && h("code", null, fileName(one.file)), value(t.found, one.found), ...more].filter(Boolean);
    return line.length > 0 && h("div", { className: "finding-line" }, line);
  }
  const hidden = shown.slice(FIRST_FILES);
  return (
    [
      // The counts of problems and warnings include each place.
      h("p", { className: "aside" }, t.places(shown.length)),
      h("ul", { className: "places" }, shown.slice(0, FIRST_FILES).map(place)),
      hidden.length > 0 &&
        h("details", { className: "small" }, h("summary", null, t.moreFiles(hidden.length)), h("ul", { className: "places" }, hidden.map(place))),
      more.some(Boolean) && h("div", { className: "finding-line" }, more),
    ]
  );
}

function row(same) {
  const [finding] = same;
  const error = finding.severity === "ERROR";
  const href = problemPage(finding);
  return h(
    "li",
    { className: `finding ${error ? "bad" : "warn"}` },
    icon(error ? "cross" : "warn"),
    h(
      "div",
      null,
      h("p", null, finding.remedy),
      places(same, [value(t.limit, finding.limit), href && h("span", { className: "found-value" }, beside(href, texts.details, finding.check && `: ${nameOf(finding.check)}`))]),
      finding.where && h("p", { className: "aside" }, t.where, outside(finding.where.url, finding.where.page)),
    ),
  );
}

// Lists the faults of a problem as findings are.
export function faultList(faults) {
  return list(faults.map(({ type, title, detail, field }) => ({ severity: "ERROR", type, file: field, remedy: detail ?? title })));
}

// Lists all findings; only the first few are visible at first.
function list(findings) {
  const groups = together(findings);
  const rows = h("ul", { className: "findings" }, groups.slice(0, FIRST).map(row));
  const hidden = groups.slice(FIRST);
  if (hidden.length === 0) return rows;
  const more = h(
    "button",
    {
      type: "button",
      className: "small",
      onclick: () => {
        const shown = hidden.map(row);
        rows.append(...shown);
        shown[0].tabIndex = -1;
        shown[0].focus();
        more.remove();
      },
    },
    t.more(hidden.flat().length),
  );
  return [rows, more];
}

// Warnings that a file or a text of the drop is not sent.
const LEFT_OUT = /\b(ignored|left out)\b/;

function leavesOneOut({ severity, remedy }) {
  return severity !== "ERROR" && LEFT_OUT.test(remedy);
}

export function leavesOut(findings) {
  return findings.some(leavesOneOut);
}

// `open` unfolds the warnings when there are few and no errors. Warnings that something is left out
// are always unfolded.
export function findingsBox(findings, open) {
  const errors = findings.filter(({ severity }) => severity === "ERROR");
  const warnings = findings.filter(({ severity }) => severity !== "ERROR").sort((a, b) => leavesOneOut(b) - leavesOneOut(a));
  return h(
    "div",
    { className: "found" },
    errors.length > 0 && h("div", null, h("h3", null, t.errors, h("span", { className: "count" }, errors.length)), list(errors)),
    warnings.length > 0 &&
      h(
        "details",
        { open: leavesOut(warnings) || (open && errors.length === 0 && warnings.length <= 3) },
        h("summary", null, t.warnings(warnings.length)),
        h("p", { className: "aside" }, t.warningsText),
        list(warnings),
      ),
  );
}

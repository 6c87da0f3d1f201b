// Shows docs/problems.md, with one anchor per problem type. Reads only the forms of Markdown that
// the file uses; everything else is shown as text.
import { brand } from "./brand.js";
import { h, fill, icon } from "./elements.js";
import { show } from "./page.js";
import { texts } from "./texts.js";

const t = texts.problems;

function inline(text) {
  const parts = [];
  const form = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
  let at = 0;
  for (const match of text.matchAll(form)) {
    parts.push(text.slice(at, match.index));
    if (match[1]) parts.push(h("code", null, match[1]));
    else if (match[2]) parts.push(h("strong", null, match[2]));
    else if (/^(https:\/\/|#)/.test(match[4])) parts.push(h("a", { href: match[4] }, match[3]));
    // Another document is not among the pages.
    else parts.push(match[3]);
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}

function anchor(text) {
  return text.toLowerCase().replace(/[`*]/g, "").trim().replace(/[^a-z0-9 -]/g, "").replace(/ +/g, "-");
}

function blocks(markdown) {
  const found = [];
  for (const block of markdown.replace(/\r/g, "").split(/\n{2,}/)) {
    const rows = block.split("\n").filter((row) => row.trim() !== "" && !/^<!--.*-->$/.test(row.trim()));
    if (rows.length === 0) continue;
    const named = /^<a (?:id|name)="([a-z0-9-]+)"><\/a>$/.exec(rows[0].trim());
    if (named) {
      found.push(h("span", { id: named[1] }));
      rows.shift();
      if (rows.length === 0) continue;
    }
    const heading = /^(#{1,4}) +(.*?)(?: *\{#([a-z0-9-]+)\})?$/.exec(rows[0]);
    if (heading) {
      rows.shift();
      // A problem's heading is its slug; the line below is its title.
      const titled = /^\*\*(.+)\*\* \(\d+\)$/.exec(rows[0] ?? "")?.[1];
      if (titled) rows.shift();
      found.push(
        h(`h${heading[1].length}`, { id: heading[3] ?? anchor(heading[2]), tabIndex: -1 }, inline(titled ?? heading[2])),
      );
    }
    if (rows.length === 0) continue;
    if (rows.every((row) => /^\s*\|/.test(row))) found.push(table(rows));
    else if (/^\s*([-*]|\d+\.) /.test(rows[0])) found.push(list(rows));
    else found.push(h("p", null, inline(rows.join(" "))));
  }
  return found;
}

function list(rows) {
  const ordered = /^\s*\d/.test(rows[0]);
  const items = [];
  for (const row of rows) {
    const item = /^\s*(?:[-*]|\d+\.) +(.*)$/.exec(row);
    if (item) items.push(item[1]);
    else items[items.length - 1] += ` ${row.trim()}`;
  }
  return h(ordered ? "ol" : "ul", null, items.map((item) => h("li", null, inline(item))));
}

function table(rows) {
  const cells = rows.filter((row) => !/^[\s|:-]+$/.test(row)).map((row) => row.trim().replace(/^\||\|$/g, "").split("|"));
  const [head, ...body] = cells;
  return h(
    "div",
    { className: "scroll", tabIndex: 0 },
    h(
      "table",
      null,
      h("thead", null, h("tr", null, head.map((cell) => h("th", null, inline(cell.trim()))))),
      h("tbody", null, body.map((row) => h("tr", null, row.map((cell) => h("td", null, inline(cell.trim())))))),
    ),
  );
}

function jump() {
  const place = document.getElementById(location.hash.slice(1));
  if (!place) return;
  place.scrollIntoView();
  (/^H\d$/.test(place.tagName) ? place : (place.nextElementSibling ?? place)).focus({ preventScroll: true });
}

async function problems() {
  const back = h("a", { className: "back", href: "./" }, icon("back"), t.back);
  const answer = await fetch("docs/problems.md").catch(() => undefined);
  const text = answer?.ok ? await answer.text() : undefined;
  const content = text === undefined ? [h("h1", null, t.title), h("p", null, t.missing)] : blocks(text);
  show(t.title, back, h("article", { className: "prose" }, content));
  jump();
}

addEventListener("hashchange", jump);
fill(document.querySelector("header"), h("div", { className: "bar" }, h("a", { className: "brand", href: "./" }, h("img", { src: brand.logo, alt: "", width: 28, height: 28 }), texts.name)));
problems();

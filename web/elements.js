// Creates elements. Text stays text: nothing here parses HTML.
import { texts } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  check: "M4 10.5l4 4 8-9",
  cross: "M5 5l10 10M15 5L5 15",
  warn: "M10 3l8 14H2zM10 8v4M10 14.6v.1",
  clock: "M10 10V5.5M10 10l3 2M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15z",
  question: "M7.2 7.4a2.8 2.8 0 115 1.8c-.9.9-2.2 1.3-2.2 2.8M10 15v.1",
  file: "M5 2.5h6l4 4v11H5zM11 2.5v4h4",
  folder: "M2.5 5h5l2 2.5h8v8.5h-15z",
  down: "M5 7.5l5 5 5-5",
  up: "M10 16V4M5 9l5-5 5 5",
  key: "M6.5 10a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM9.200 10.900L17 3M13.300 6.700l2.700 2.700",
  dot: "M10 7a3 3 0 100 6 3 3 0 000-6z",
  arrow: "M4 10h12M11 5l5 5-5 5",
  next: "M7.5 5l5 5-5 5",
  back: "M16 10H4M9 5l-5 5 5 5",
  pencil: "M4 16l.8-3.600L13 4.200l2.800 2.800-8.200 8.200zM11.500 5.700l2.800 2.800",
  person: "M10 3.500a3 3 0 100 6 3 3 0 000-6zM4 16.500c.5-3.500 3-5 6-5s5.500 1.500 6 5",
};

// Attributes whose property does not take the attribute's text.
const AS_ATTRIBUTE = new Set(["list", "form", "spellcheck"]);

export function h(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !AS_ATTRIBUTE.has(key)) made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  add(made, children);
  return made;
}

function add(parent, children) {
  for (const child of children.flat(3)) {
    if (child !== undefined && child !== null && child !== false && child !== "") parent.append(child);
  }
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  add(parent, children);
  return parent;
}

// What makes an element the same to a person, even after the page has made it again.
function likeness(element) {
  return [element.localName, element.id, element.getAttribute("href"), element.dataset.order, element.getAttribute("aria-label") ?? element.dataset.label ?? element.textContent].join("\n");
}

// Runs `draw`, which may replace or move elements of `root`. What had the focus has it afterwards, or
// else what looks the same; `otherwise` returns where it goes when there is nothing such.
export function keepFocus(root, draw, otherwise) {
  const had = root.contains(document.activeElement) ? document.activeElement : undefined;
  const looked = had && likeness(had);
  const result = draw();
  if (had && document.activeElement !== had && !root.contains(document.activeElement)) {
    const same = had.isConnected ? had : [...root.querySelectorAll(had.localName)].find((element) => likeness(element) === looked && element.checkVisibility());
    (same ?? otherwise?.())?.focus({ preventScroll: true });
  }
  return result;
}

// The HTML that each part was drawn with.
const forms = new WeakMap();

// Draws the parts of `parent` again. Unchanged parts keep their elements and are not moved, so that what
// the user unfolded stays unfolded, and a press that has begun counts.
export function redraw(parent, parts) {
  const drawn = [...parent.children];
  const wanted = parts.filter(Boolean).map((part) => {
    const form = part.outerHTML;
    const same = drawn.find((node) => forms.get(node) === form);
    if (!same) forms.set(part, form);
    return same ?? part;
  });
  for (const node of drawn) if (!wanted.includes(node)) node.remove();
  wanted.forEach((node, i) => {
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
}

// Moves the focus to an element that takes it from a script only.
export function focusOn(element) {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

// Decoration only: the text next to the icon says the same.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function badge(tone, text) {
  const icons = { good: "check", bad: "cross", warn: "warn", busy: "clock", quiet: "dot" };
  return h("span", { className: `badge ${tone}` }, icon(icons[tone]), h("span", null, text));
}

// Says why a list shows nothing.
export function emptyBox(title, text, ...more) {
  return h("div", { className: "empty-box" }, h("p", { className: "empty-title" }, title), text && h("p", null, text), more);
}

export function outside(href, text) {
  return h(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer" },
    text,
    h("span", { className: "hidden-text" }, ` (${texts.newWindow})`),
  );
}

// Returns a link to another page of ours that opens beside this one. The new tab has an opener, so it
// starts with a copy of this tab's session storage, and is signed in.
export function beside(href, text, more) {
  return h("a", { href, target: "_blank", rel: "opener" }, text, h("span", { className: "hidden-text" }, more, ` (${texts.newWindow})`));
}

export function copyable(text, label) {
  const said = h("span", { className: "hidden-text", role: "status" });
  const button = h(
    "button",
    {
      type: "button",
      className: "small",
      "aria-label": `${texts.copy}: ${label ?? text}`,
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(text);
          button.textContent = texts.copied;
          said.textContent = texts.copied;
        } catch {
          getSelection().selectAllChildren(shown);
        }
        setTimeout(() => {
          button.textContent = texts.copy;
          said.textContent = "";
        }, 2000);
      },
    },
    texts.copy,
  );
  const shown = h("code", null, text);
  return h("span", { className: "copyable" }, shown, button, said);
}

// Shows a text of several lines with a button that copies it.
export function copyBlock(name, text) {
  const said = h("span", { className: "hidden-text", role: "status" });
  const copy = h("button", {
    type: "button",
    className: "small",
    "aria-label": `${texts.copy}: ${name}`,
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = texts.copied;
        said.textContent = texts.copied;
      } catch {
        getSelection().selectAllChildren(shown);
      }
      setTimeout(() => {
        copy.textContent = texts.copy;
        said.textContent = "";
      }, 2000);
    },
  }, texts.copy);
  const shown = h("pre", { tabIndex: 0, "aria-label": name, role: "region" }, h("code", null, text));
  return h("div", { className: "copy-block" }, shown, copy, said);
}

export function busy(button, text) {
  const before = [...button.childNodes];
  // What it is known by, see likeness().
  button.dataset.label = button.textContent;
  button.setAttribute("aria-disabled", "true");
  fill(button, text);
  return () => {
    button.removeAttribute("aria-disabled");
    delete button.dataset.label;
    fill(button, before);
  };
}

// Asks for confirmation of an action that cannot be undone. Resolves to true when the user agrees.
export function confirmed({ title, lines, yes, no, danger }) {
  return new Promise((resolve) => {
    const opener = document.activeElement;
    const looked = likeness(opener);
    const stay = h("button", { type: "button", onclick: () => dialog.close("no") }, no);
    const dialog = h(
      "dialog",
      { "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
      h("h2", { id: "dialog-title" }, title),
      h("div", { id: "dialog-text" }, lines.map((line) => h("p", null, line))),
      h(
        "div",
        { className: "actions end" },
        stay,
        h(
          "button",
          { type: "button", className: danger ? "danger" : "primary", onclick: () => dialog.close("yes") },
          yes,
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      // The page may have redrawn its opener meanwhile.
      if (document.activeElement === document.body) [...document.querySelectorAll(opener.localName)].find((element) => likeness(element) === looked)?.focus();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    stay.focus();
  });
}

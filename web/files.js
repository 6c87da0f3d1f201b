// The files of a release's drop, by what each became. Asked for when the user opens the section, and
// again when the release has changed.
import { api } from "./api.js";
import { h, fill } from "./elements.js";
import { bytes, languageName, texts } from "./texts.js";

const t = texts.files;
// A group with more files is folded.
const MOST_OPEN = 12;

// By use; pictures by their display.
function groupsOf(files) {
  const groups = new Map();
  for (const file of files) {
    const name = file.display ? `${t.uses[file.use]}, ${file.display}` : t.uses[file.use];
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  return [...groups];
}

function row(file) {
  const { path, sizeBytes, locale, change, reason } = file;
  const what = [locale && languageName(locale), change && texts.pictures.changes[change]].filter(Boolean).join(" · ");
  return h(
    "li",
    null,
    h("span", null, h("code", null, path), what && h("small", null, what), reason && h("small", { className: "reason" }, reason)),
    sizeBytes !== undefined && h("span", { className: "value" }, bytes(sizeBytes)),
  );
}

function group([name, files]) {
  const sizes = files.map(({ sizeBytes }) => sizeBytes).filter((size) => size !== undefined);
  const total = sizes.length > 0 && bytes(sizes.reduce((sum, size) => sum + size, 0));
  const list = h("ul", { className: "rows files" }, files.map(row));
  const [{ use }] = files;
  const note = use === "LEFT_OUT" && h("p", { className: "aside" }, t.leftOut);
  return h("details", { open: files.length <= MOST_OPEN }, h("summary", null, t.group(name, files.length, total)), note, list);
}

export class FileSection {
  #of;
  #shown;

  constructor(path) {
    this.path = `${path}?files=true`;
    this.list = h("div", { className: "more" });
    this.node = h("details", null, h("summary", null, h("h2", null, t.title)), this.list);
    this.node.addEventListener("toggle", () => this.#look());
  }

  update(release) {
    const form = `${release.state} ${release.updatedAt}`;
    if (form === this.#of) return;
    this.#of = form;
    this.#look();
  }

  async #look() {
    if (!this.node.open || this.#shown === this.#of) return;
    const asked = this.#of;
    this.#shown = asked;
    if (this.list.childNodes.length === 0) fill(this.list, h("p", { className: "aside" }, texts.wait));
    try {
      const { files, filesNotListed } = await api("GET", this.path);
      if (asked !== this.#shown) return;
      const form = JSON.stringify([files, filesNotListed]);
      if (form === this.list.dataset.form) return;
      this.list.dataset.form = form;
      fill(this.list, groupsOf(files).map(group), filesNotListed && h("p", { className: "aside" }, t.notListed(filesNotListed)));
    } catch (e) {
      if (asked !== this.#shown) return;
      this.#shown = undefined;
      delete this.list.dataset.form;
      fill(this.list, h("p", { className: "aside" }, e.message), h("p", null, h("button", { type: "button", className: "small", onclick: () => this.#look() }, texts.pictures.again)));
    }
  }
}

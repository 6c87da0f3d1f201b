// The icon of a release's app: the one of its .ipa where the API has an address for it, else the
// first letter of its name. An element keeps its picture while the address changes: each answer of
// the API may sign a new one for the same icon.
import { h } from "./elements.js";
import { releaseTitle } from "./release-title.js";

// The address of each icon that this page has shown, so that rows of one app ask for it once.
const addresses = new Map();

function addressOf({ id, url, expiresAt }) {
  const known = addresses.get(id);
  if (known && new Date(known.expiresAt) > new Date()) return known.url;
  addresses.set(id, { url, expiresAt });
  return url;
}

function letterOf(release) {
  const [first] = new Intl.Segmenter().segment(releaseTitle(release).trim());
  return first?.segment.toLocaleUpperCase() ?? "";
}

// Returns the form of a release without what changes although nothing happened.
export function lastingForm(release) {
  return JSON.stringify(release.icon ? { ...release, icon: release.icon.id } : release);
}

// Decoration only: the name is next to it.
export class AppIcon {
  #shown;
  #letter;

  constructor() {
    this.node = h("span", { className: "app-icon", "aria-hidden": "true" });
  }

  update(release) {
    const id = release.icon?.id;
    const letter = letterOf(release);
    if (id === this.#shown && letter === this.#letter) return;
    this.#shown = id;
    this.#letter = letter;
    this.node.replaceChildren(letter);
    if (!id) return;
    const picture = h("img", { alt: "", loading: "lazy", decoding: "async", width: 36, height: 36 });
    // An icon expires with its drop. Then the letter stays.
    picture.addEventListener("error", () => picture.remove());
    picture.src = addressOf(release.icon);
    this.node.append(picture);
  }
}

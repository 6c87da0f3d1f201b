// The icon of a release's app: the one of its .ipa where the API has an address for it, else the
// first letter of its name. An element keeps its picture while the address changes: each answer of
// the API may sign a new one for the same icon.
import { h } from "./elements.js";
import { releaseTitle } from "./release-title.js";

// The address of each icon that this page has shown, so that rows of one app ask for it once.
const addresses = new Map();

function isOver({ expiresAt }) {
  return new Date(expiresAt) <= new Date();
}

function addressOf({ id, url, expiresAt }) {
  const known = addresses.get(id);
  if (known && !isOver(known)) return known.url;
  addresses.set(id, { url, expiresAt });
  return url;
}

function letterOf(title) {
  const [first] = new Intl.Segmenter().segment(title.trim());
  return first?.segment.toLocaleUpperCase() ?? "";
}

// Returns the form of a release without what changes although nothing happened.
export function lastingForm(release) {
  return JSON.stringify(release.icon ? { ...release, icon: release.icon.id } : release);
}

// Decoration only: the name is next to it.
export class AppIcon {
  #shown;
  #title;

  constructor() {
    this.node = h("span", { className: "app-icon", "aria-hidden": "true" });
  }

  update(release) {
    const id = release.icon?.id;
    const title = releaseTitle(release);
    if (id === this.#shown && title === this.#title) return;
    this.#shown = id;
    this.#title = title;
    this.node.replaceChildren(letterOf(title));
    if (!id) return;
    const picture = h("img", { alt: "", loading: "lazy", decoding: "async", width: 36, height: 36 });
    picture.src = addressOf(release.icon);
    picture.addEventListener("error", () => {
      picture.remove();
      // An address that expired before the browser came to it is replaced by the next answer's. An icon
      // expires with its drop; then the letter stays.
      if (isOver(addresses.get(id))) this.#shown = undefined;
    });
    this.node.append(picture);
  }
}

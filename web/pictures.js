// Shows the screenshots and previews of a release by language and display, with what happens to
// each. Asks for their addresses when the user opens the section, and again when they have expired.
import { api } from "./api.js";
import { h, fill, icon, keepFocus } from "./elements.js";
import { say } from "./page.js";
import { bytes, languageName, texts } from "./texts.js";

const t = texts.pictures;
const PAGE = 100;
const CHANGES = ["NEW", "MOVED", "REMOVED", "KEPT", "LEFT_OUT"];
const LOOK = {
  NEW: { tone: "busy", sign: "up" },
  MOVED: { tone: "warn", sign: "arrow" },
  REMOVED: { tone: "bad", sign: "cross" },
  KEPT: { tone: "quiet", sign: "check" },
  LEFT_OUT: { tone: "warn", sign: "warn" },
};
// Addresses are asked for again this long before they expire.
const MARGIN_SECONDS = 30;

function keyOf({ locale, displayType, kind, name, file, position }) {
  return [locale, displayType, kind, file ?? name, position].join("\n");
}

function isSet({ displayType }) {
  return displayType !== undefined;
}

// A description for people who do not see the picture.
function description(picture) {
  const what = picture.kind === "VIDEO" ? t.video(picture.position) : t.image(picture.position);
  return [what, picture.display ?? t.noDisplay, languageName(picture.locale), picture.name].join(", ");
}

function badge(change, text) {
  const { tone, sign } = LOOK[change];
  return h("span", { className: `badge ${tone}` }, icon(sign), h("span", null, text));
}

// A box of the picture's form.
function placeholder(text, { widthPixels, heightPixels } = {}) {
  const box = h("div", { className: "no-picture" }, text);
  if (widthPixels) box.style.aspectRatio = `${widthPixels} / ${heightPixels}`;
  return box;
}

// The picture itself; `failed` is called when its address does not answer.
function shown(picture, failed) {
  const { url, unavailable, widthPixels: width, heightPixels: height } = picture;
  if (picture.change === "REMOVED") return placeholder(t.removed, picture);
  if (!url) return placeholder(unavailable ?? t.failed);
  if (picture.kind === "VIDEO") {
    const video = h("video", { controls: true, muted: true, playsInline: true, preload: "none", width, height, "aria-label": description(picture), onerror: failed });
    video.src = url;
    return video;
  }
  return h(
    "a",
    { href: url, target: "_blank", rel: "noopener noreferrer" },
    h("img", { loading: "lazy", width, height, alt: `${description(picture)} (${texts.newWindow})`, onerror: failed, src: url }),
  );
}

function caption(picture) {
  return h(
    "figcaption",
    null,
    h("span", { className: "spot" }, picture.change !== "REMOVED" && isSet(picture) && h("b", null, picture.position), picture.change && badge(picture.change, t.changes[picture.change])),
    h("span", { className: "name" }, picture.name),
    picture.change === "MOVED" && h("small", null, t.movedFrom(picture.formerPosition)),
    h("small", null, picture.widthPixels && h("span", null, t.pixels(picture.widthPixels, picture.heightPixels)), h("span", null, bytes(picture.sizeBytes))),
    picture.kind === "VIDEO" && picture.url && h("a", { className: "open", href: picture.url, target: "_blank", rel: "noopener noreferrer" }, t.open, h("span", { className: "hidden-text" }, ` ${picture.name} (${texts.newWindow})`)),
  );
}

export class PictureSection {
  #release = {};
  #pictures = [];
  #answer;
  #askedAt;
  #askedIn;
  #asking = false;
  #nodes = new Map();
  #open = new Set();

  constructor() {
    this.count = h("span", { className: "count" });
    this.body = h("div", { className: "more" });
    this.node = h("details", { className: "pictures", hidden: true }, h("summary", null, t.title, this.count), this.body);
    this.node.addEventListener("toggle", () => this.node.open && this.#ask());
  }

  // Shows the pictures of this release, or of a newer state of it.
  update(release) {
    this.#release = release;
    this.node.hidden = !release.pictures;
    this.count.textContent = release.pictures ? String(release.pictures) : "";
    this.look();
  }

  // Asks again when addresses have expired, or when the release may have been compared since.
  look() {
    if (!this.node.open || this.node.hidden) return;
    if (!this.#answer?.comparedAt && this.#askedIn !== this.#release.state) this.#ask();
    else if (this.#isOld()) this.#renew();
  }

  #isOld() {
    return this.#answer && performance.now() - this.#askedAt > (this.#answer.addressSeconds - MARGIN_SECONDS) * 1000;
  }

  async #page(next) {
    const position = next === undefined ? "" : `&next=${encodeURIComponent(next)}`;
    return api("GET", `/releases/${encodeURIComponent(this.#release.id)}/pictures?limit=${PAGE}${position}`);
  }

  // Reads the first page, unless it has been read in this state.
  async #ask() {
    if (this.#asking || (this.#answer && (this.#answer.comparedAt || this.#askedIn === this.#release.state))) return;
    await this.#read(async () => {
      this.#askedIn = this.#release.state;
      this.#answer = await this.#page();
      this.#pictures = this.#answer.pictures;
    });
  }

  async #more() {
    const first = this.#pictures.length;
    await this.#read(async () => {
      const page = await this.#page(this.#answer.next);
      this.#pictures = [...this.#pictures, ...page.pictures];
      // The first page's addresses expire first.
      this.#answer = { ...this.#answer, next: page.next };
      this.#open.add(page.pictures[0]?.locale);
    });
    const added = this.#nodes.get(this.#pictures[first] && keyOf(this.#pictures[first]));
    added?.querySelector("a, video")?.focus();
  }

  async #read(reading) {
    this.#asking = true;
    if (!this.#answer) fill(this.body, h("p", { className: "aside" }, texts.wait));
    const askedAt = performance.now();
    try {
      const first = !this.#answer;
      await reading();
      if (first || this.#askedAt === undefined) this.#askedAt = askedAt;
      this.#draw();
    } catch (e) {
      this.#askedIn = undefined;
      const again = h("button", { type: "button", className: "small", onclick: () => (this.#answer ? this.#draw() : this.#ask()) }, t.again);
      fill(this.body, h("p", { role: "alert" }, e.message), h("div", { className: "actions" }, again));
    } finally {
      this.#asking = false;
    }
  }

  // Replaces addresses in place, so that focus and open languages stay.
  async #renew() {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const askedAt = performance.now();
      const pictures = [];
      let answer = await this.#page();
      pictures.push(...answer.pictures);
      const { comparedAt } = answer;
      while (answer.next && pictures.length < this.#pictures.length) {
        answer = await this.#page(answer.next);
        pictures.push(...answer.pictures);
      }
      const same = pictures.length === this.#pictures.length && comparedAt === this.#answer.comparedAt;
      this.#answer = { ...answer, comparedAt };
      this.#pictures = pictures;
      this.#askedAt = askedAt;
      if (same) for (const picture of pictures) this.#address(picture);
      else this.#draw();
    } catch {
      // The next look asks again.
    } finally {
      this.#asking = false;
    }
  }

  #address(picture) {
    const node = this.#nodes.get(keyOf(picture));
    if (!node || !picture.url) return;
    for (const link of node.querySelectorAll("a")) link.href = picture.url;
    const image = node.querySelector("img");
    if (image && !(image.complete && image.naturalWidth > 0)) image.src = picture.url;
    const video = node.querySelector("video");
    if (video?.paused && video.currentTime === 0) video.src = picture.url;
  }

  #failed(picture, item) {
    if (this.#isOld()) this.#renew();
    else item.querySelector("a, video")?.replaceWith(placeholder(t.failed));
  }

  #item(picture) {
    const item = h("li", { className: picture.widthPixels > picture.heightPixels ? "wide" : "" });
    fill(item, h("figure", null, shown(picture, () => this.#failed(picture, item)), caption(picture)));
    this.#nodes.set(keyOf(picture), item);
    return item;
  }

  #display(pictures) {
    const [first] = pictures;
    return h("div", { className: "display" }, h("h4", null, first.display ?? t.noDisplay), !isSet(first) && h("p", { className: "aside" }, t.leftOut), h("ol", { className: "shots" }, pictures.map((picture) => this.#item(picture))));
  }

  #locale(locale, pictures, alone) {
    const displays = [...Map.groupBy(pictures, ({ display }) => display ?? "").values()].map((inside) => this.#display(inside));
    if (alone) return h("div", { className: "locale" }, h("h3", null, languageName(locale)), displays);
    const fold = h(
      "details",
      { className: "locale", open: this.#open.has(locale) },
      h("summary", null, languageName(locale), h("span", { className: "count" }, t.summary(pictures))),
      displays,
    );
    fold.addEventListener("toggle", () => (fold.open ? this.#open.add(locale) : this.#open.delete(locale)));
    return fold;
  }

  #draw() {
    const { counts = {}, total, comparedAt, next } = this.#answer;
    if (total === 0) {
      fill(this.body, h("p", { className: "aside" }, t.none));
      return;
    }
    const locales = Map.groupBy(this.#pictures, ({ locale }) => locale);
    const [focused] = [...this.#nodes].find(([, node]) => node.contains(document.activeElement)) ?? [];
    if (this.#nodes.size === 0) this.#open.add(this.#pictures[0].locale);
    this.#nodes.clear();
    const facts = CHANGES.filter((name) => counts[name]).map((name) => h("li", null, badge(name, t.counted[name](counts[name]))));
    const content = [
      comparedAt ? h("ul", { className: "changes" }, facts) : h("p", { className: "aside" }, t.notCompared),
      [...locales].map(([locale, pictures]) => this.#locale(locale, pictures, locales.size === 1 && !next)),
      next && h("div", { className: "actions" }, h("button", { type: "button", className: "small", onclick: () => !this.#asking && this.#more() }, t.more(this.#pictures.length, total))),
    ];
    // Each answer has new addresses, so that the picture is known by its place.
    keepFocus(this.body, () => fill(this.body, content), () => this.#nodes.get(focused)?.querySelector("a, video") ?? this.node.querySelector("summary"));
    say(t.loaded(this.#pictures.length, total));
  }
}

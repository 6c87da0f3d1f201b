// What a person would meet on this page as it is now: text that is cut off, parts that are wider than
// the window, controls whose focus cannot be seen. Returns sentences; none is good.
window.pageInspection = (() => {
  // The brand's focus ring is 2 px wide; WCAG 2.2 (1.4.11) asks for a contrast of 3.
  const RING_PIXELS = 2;
  const RING_CONTRAST = 3;
  // Room for the arrow of a select.
  const ARROW_PIXELS = 18;
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, video[controls], [tabindex='0']";

  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  function seen(element) {
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden-text, .skip, noscript, [aria-hidden='true'], svg");
  }

  function texts() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() === "" || !seen(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      if (rects.length > 0) found.push({ node, rects });
    }
    return found;
  }

  function tooWide() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const widest = [...document.body.querySelectorAll("*")]
      .filter((element) => seen(element) && element.getBoundingClientRect().right > clientWidth + 1)
      .at(-1);
    return [`The page is ${scrollWidth - clientWidth} px wider than the window: ${widest ? name(widest) : "?"}`];
  }

  function cut() {
    const found = [];
    const window = document.documentElement.clientWidth;
    for (const { node, rects } of texts()) {
      let scrolls = false;
      for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.position === "fixed") break;
        if (/auto|scroll/.test(style.overflowX)) {
          scrolls = true;
          break;
        }
        if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
        const clip = box.getBoundingClientRect();
        if (rects.some(({ left, right, top, bottom }) => right > clip.right + 1 || left < clip.left - 1 || bottom > clip.bottom + 2 || top < clip.top - 2)) {
          found.push(`Cut off: "${node.data.trim().slice(0, 60)}" in ${name(box)}`);
          break;
        }
      }
      if (!scrolls && rects.some(({ left, right }) => right > window + 1 || left < -1)) {
        found.push(`Beyond the window: "${node.data.trim().slice(0, 60)}"`);
      }
    }
    for (const field of document.querySelectorAll("input:not([type=file]):not([type=checkbox]), textarea")) {
      if (seen(field) && field.value && field.scrollWidth > field.clientWidth + 1) found.push(`Cut off: "${field.value}" in ${name(field)}`);
    }
    const pen = document.createElement("canvas").getContext("2d");
    for (const field of document.querySelectorAll("select")) {
      // One that has all the room that there is may have a longer choice.
      if (!seen(field) || !field.selectedOptions[0] || field.offsetWidth >= field.parentElement.clientWidth - 4) continue;
      const style = getComputedStyle(field);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - ARROW_PIXELS;
      const text = field.selectedOptions[0].text;
      if (pen.measureText(text).width > room + 1) found.push(`Cut off: "${text}" in ${name(field)}`);
    }
    return found;
  }

  // Lines of different elements that lie on one another.
  function overlapping() {
    const found = [];
    const lines = texts()
      .filter(({ node }) => !node.parentElement.closest(".toast, dialog") && !document.querySelector("dialog[open]"))
      .flatMap(({ node, rects }) => rects.map((rect) => ({ node, rect })))
      .sort((a, b) => a.rect.top - b.rect.top);
    lines.forEach(({ node, rect }, i) => {
      for (let j = i + 1; j < lines.length && lines[j].rect.top < rect.bottom - 4; j++) {
        const other = lines[j];
        if (other.node === node) continue;
        const wide = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        if (wide > 3 && Math.min(rect.bottom, other.rect.bottom) - other.rect.top > 6) {
          found.push(`On one another: "${node.data.trim().slice(0, 40)}" and "${other.node.data.trim().slice(0, 40)}"`);
        }
      }
    });
    return found;
  }

  // What moves for a person who asked for less motion.
  function moving() {
    const moves = (element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    };
    return [...document.body.querySelectorAll("*")].filter(moves).map((element) => `Moves: ${name(element)}`);
  }

  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((one) => one / 255).map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  const dot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  function rgba(colour) {
    dot.clearRect(0, 0, 1, 1);
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    return [...dot.getImageData(0, 0, 1, 1).data];
  }

  function contrast(colour, other) {
    const [light, dark] = [luminance(rgba(colour)), luminance(rgba(other))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  // The colour outside an element.
  function around(element) {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return "white";
  }

  // A link's ring may be around the card that it covers, an invisible file field's around its zone.
  function ring(element) {
    const places = [[element], [element, "::after"], [element.parentElement], [element.closest(".drop-zone") ?? element]];
    for (const [place, part] of places) {
      const style = getComputedStyle(place, part);
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= RING_PIXELS) return { colour: style.outlineColor, outside: around(place) };
    }
    return undefined;
  }

  function focusable() {
    const root = document.querySelector("dialog[open]") ?? document;
    return [...root.querySelectorAll(FOCUSABLE)].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
    );
  }

  // The last key was one of the keyboard, so that a focus set by a script is shown too.
  function unseenFocus() {
    const before = document.activeElement;
    const [x, y] = [scrollX, scrollY];
    const found = [];
    for (const element of focusable()) {
      element.focus();
      if (document.activeElement !== element) {
        found.push(`Takes no focus: ${name(element)}`);
        continue;
      }
      const shown = ring(element);
      if (!shown) found.push(`No focus ring: ${name(element)}`);
      else if (contrast(shown.colour, shown.outside) < RING_CONTRAST) found.push(`A weak focus ring, ${shown.colour} on ${shown.outside}: ${name(element)}`);
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2 || left + width < 1 || top + height < 1) found.push(`Focus outside the window: ${name(element)}`);
    }
    if (before && before !== document.body) before.focus({ preventScroll: true });
    else document.activeElement?.blur();
    scrollTo({ left: x, top: y, behavior: "instant" });
    return found;
  }

  // What has the focus now, in words, and what is wrong with it.
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body) return { lost: true, name: "the page itself", fault: "", outside: true };
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return {
      lost: false,
      name: label.trim().replace(/\s+/g, " ").slice(0, 80),
      fault: element.tabIndex >= 0 && !ring(element) ? `No focus ring: ${name(element)}` : "",
      outside: right < 1 || bottom < 1 || left > innerWidth - 1 || top > innerHeight - 1,
    };
  }

  async function seriousFindings(context = document) {
    const found = await axe.run(context);
    return found.violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(words);
  }

  function words({ id, nodes }) {
    return `${id}: ${nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join("; ")}`;
  }

  // What axe finds. What depends on the colours alone is all that another scheme can change.
  async function axeFindings(coloursOnly) {
    const found = await axe.run(document, {
      runOnly: coloursOnly
        ? ["color-contrast", "link-in-text-block"]
        : { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
      rules: { "target-size": { enabled: !coloursOnly } },
      resultTypes: ["violations"],
      preload: false,
    });
    return found.violations.map(words);
  }

  return { layout: () => [...tooWide(), ...cut(), ...overlapping(), ...moving()], unseenFocus, focused, axeFindings, seriousFindings };
})();

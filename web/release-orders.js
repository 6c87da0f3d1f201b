// The buttons that order something of a release, with the questions that they ask first.
import { api } from "./api.js";
import { h, busy, confirmed, keepFocus, redraw } from "./elements.js";
import { tell } from "./page.js";
import { nextHint, nextSteps, retryHelps } from "./release-next.js";
import { releaseTitle } from "./release-title.js";
import { texts } from "./texts.js";

const t = texts.board;
// The possible actions, in the order of their buttons; `ask` marks those that need confirmation.
const ORDERS = {
  approve: { className: "primary small", ask: {}, agrees: true, route: "submit" },
  submit: { className: "primary small" },
  "carry-out": { className: "primary small", ask: {}, agrees: true },
  release: { className: "primary small", ask: {} },
  resume: { className: "small", action: "RESUME" },
  pause: { className: "small", action: "PAUSE" },
  complete: { className: "small", action: "COMPLETE", ask: {} },
  retry: { className: "small" },
  cancel: { className: "small", ask: { danger: true } },
};

export class OrderButtons {
  node = h("div", { className: "actions" });
  #card;
  #ordered = new Set();
  // The buttons whose order is being sent.
  #sending = new Map();
  #orderedIn;

  // `card`: what the buttons need of the card around them: `release()` and `whole()`, as it was read last;
  // `readWhole()`, `redraw()` and `changed()`; `heading()`, which takes the focus when the button that
  // had it is gone; `alone` as ReleaseCard has it.
  constructor(card) {
    this.#card = card;
  }

  update(release) {
    const standing = JSON.stringify([release.state, release.phasedRelease?.state, release.problem?.type, release.approval]);
    if (this.#orderedIn !== standing) {
      this.#ordered.clear();
      this.#orderedIn = standing;
    }
    // Once a later drop is out, the same files could only fail again.
    const possible = (release.actions ?? []).filter((name) => name !== "retry" || !release.later);
    const content = [
      ...nextSteps(release, this.#card.alone),
      ...Object.keys(ORDERS).map((name) => {
        if (this.#ordered.has(name)) return h("p", { className: "aside", role: "status", tabIndex: -1 }, t.ordered[name]);
        // Nobody agrees to a plan that is not on the screen yet.
        if (!possible.includes(name) || (ORDERS[name].agrees && !release.plan?.hash)) return undefined;
        // A new one could be pressed while the order is on its way.
        if (this.#sending.has(name)) return this.#sending.get(name);
        const button = h("button", { type: "button", className: name === "retry" && retryHelps(release) ? "primary small" : ORDERS[name].className, onclick: () => this.#order(name, button) }, name === "cancel" && release.state === "NEEDS_ATTENTION" ? t.dismiss : t.orders[name]);
        button.dataset.order = name;
        return button;
      }),
      nextHint(release),
    ];
    const { order } = document.activeElement.dataset;
    // Not another button: a second press of the same key would order what nobody wanted.
    keepFocus(
      this.node,
      () => redraw(this.node, content),
      () => (order && this.node.querySelector(`[data-order="${order}"]`)) || (this.node.querySelector("[role=status]") ?? this.#card.heading()),
    );
  }

  // Names what cannot be undone: app, version, build and effect.
  #confirmed(name, ask) {
    const release = { ...this.#card.whole(), ...this.#card.release() };
    const { title, text, yes, no } = t.questions[name];
    const version = release.version && t.version(release.version, release.buildNumber);
    const what = [releaseTitle(release), version].filter(Boolean).join(" ");
    return confirmed({ title: title(what), lines: [text(release.state, Boolean(release.phasedRelease), release.plan?.actions?.length ?? 0)], yes, no, ...ask });
  }

  async #order(name, button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const { ask, action, agrees, route = name } = ORDERS[name];
    // The plan that is on the screen now, not one that arrives while the user reads.
    const planHash = this.#card.whole().plan?.hash;
    if (agrees && !planHash) {
      this.#card.readWhole();
      return;
    }
    if (ask && !(await this.#confirmed(name, ask))) return;
    const done = busy(button, texts.wait);
    this.#sending.set(name, button);
    // While the user read the question, a new button may have taken its place.
    if (!button.isConnected) this.#card.redraw();
    const path = `/releases/${this.#card.release().id}`;
    try {
      const answer = await (action ? api("POST", `${path}/phased-release`, { action }) : api("POST", `${path}/${route}`, agrees ? { planHash } : undefined));
      if (this.#card.alone && answer.id !== this.#card.release().id) {
        location.assign(`release.html?id=${encodeURIComponent(answer.id)}`);
        return;
      }
      this.#sending.delete(name);
      done();
      this.#ordered.add(name);
      tell(t.ordered[name]);
      this.#card.redraw();
      this.#card.changed();
    } catch (e) {
      this.#sending.delete(name);
      tell(e.message);
      done();
      if (agrees) this.#card.changed();
    }
  }
}

// What needs a person's agreement: a release that waits for approval, and the lines in which its plan
// differs from the one that was agreed to; the switch of a team that asks for approval.
import { api } from "./api.js";
import { h, confirmed } from "./elements.js";
import { tell } from "./page.js";
import { texts } from "./texts.js";

const t = texts.approval;

// Returns the words for a release that waits for agreement instead of those for its state.
export function waitingWords({ approval, actions, state }) {
  if (state !== "PREPARED" || !approval) return undefined;
  if (approval.changed) return t.changed;
  return actions?.includes("approve") ? t.waits : undefined;
}

function line({ present, action }) {
  const { what, where, before, after } = action;
  return h(
    "li",
    null,
    h("strong", null, [what, where].filter(Boolean).join(", ")),
    " ",
    h("span", { className: "aside" }, present ? t.present : t.gone),
    before !== undefined && h("p", null, h("span", { className: "aside" }, `${t.before} `), h("del", null, before)),
    after !== undefined && h("p", null, h("span", { className: "aside" }, `${t.after} `), h("ins", null, after)),
  );
}

// Asks for agreement; nothing where nobody has to agree now.
export function approvalBox(release) {
  const { approval, actions, state } = release;
  const asks = actions?.includes("approve");
  if (!approval || (!asks && !approval.changed)) return undefined;
  const differences = approval.differences ?? [];
  return h(
    "div",
    { className: `note ${approval.changed ? "warn" : "quiet"}` },
    h("h3", null, approval.changed ? t.changedTitle : state === "PREPARED" ? t.waitsTitle : t.willWaitTitle),
    h("p", null, approval.changed ? t.changedText : t.waitsText),
    differences.length > 0 && h("ul", { className: "differences" }, differences.map(line)),
    h("p", null, asks ? t.who : t.goOn),
  );
}

// The switch of a team. Only a person who may approve can change it; the API says so.
export function approvalSwitch(connection, changed) {
  const box = h("input", { type: "checkbox", id: "approval", checked: connection.approval === "BEFORE_SUBMIT", "aria-describedby": "approval-hint" });
  box.addEventListener("change", async () => {
    const wanted = box.checked;
    const agreed = wanted || (await confirmed({ title: t.offTitle, lines: [t.offText], yes: t.offYes, no: t.offNo, danger: true }));
    if (!agreed) {
      box.checked = true;
      return;
    }
    box.disabled = true;
    try {
      const answer = await api("PATCH", `/connections/${connection.id}`, { approval: wanted ? "BEFORE_SUBMIT" : "NONE" });
      tell(wanted ? t.on : t.off);
      changed(answer);
    } catch (e) {
      box.checked = !wanted;
      tell(e.message);
    } finally {
      box.disabled = false;
      box.focus();
    }
  });
  return h(
    "div",
    { className: "field check" },
    box,
    h("div", null, h("label", { htmlFor: "approval" }, t.switch), h("p", { className: "hint", id: "approval-hint" }, t.hint)),
  );
}

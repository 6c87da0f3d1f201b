// Asks a person with the right role for a key: makes a connect link, and shows it with a message to
// send. Its holder needs no account.
import { api } from "./api.js";
import { h, fill, icon, busy, copyable, copyBlock } from "./elements.js";
import { tell, alertBox } from "./page.js";
import { date, texts } from "./texts.js";

const t = texts.ask;

// Returns the button. `team` is the connection that gets the key; without it the link connects a
// team. `name` returns what the person sees as the name of the team.
export function askButton({ team, name }) {
  return h("button", { type: "button", onclick: () => open(team, name()) }, icon("person"), t.button);
}

function open(team, name) {
  const place = h("div", { className: "ask" });
  const dialog = h("dialog", { className: "wide", "aria-labelledby": "ask-title" }, h("h2", { id: "ask-title" }, t.title), place);
  const close = h("button", { type: "button", onclick: () => dialog.close() }, t.close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  fill(place, question(team, name, close, place));
  dialog.showModal();
  dialog.querySelector("input").focus();
}

function question(team, name, close, place) {
  const input = h("input", { id: "ask-name", value: name ?? "", maxLength: 60, autocomplete: "off", required: true, "aria-describedby": "ask-name-hint" });
  const trouble = h("div", { "aria-live": "assertive" });
  const make = h("button", { type: "submit", className: "primary" }, t.make);
  return h(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        if (make.getAttribute("aria-disabled") === "true") return;
        const done = busy(make, t.making);
        const label = input.value.trim();
        try {
          const link = await api("POST", "/connect-links", {
            label,
            returnUrl: new URL("./", location.href).href,
            ...(team && { connectionId: team.id }),
          });
          fill(place, made(link, label, close));
          place.querySelector(".copyable button").focus();
        } catch (e) {
          fill(trouble, refusal(e, label));
        } finally {
          done();
        }
      },
    },
    h("p", null, team ? t.textRenew : t.text),
    h("div", { className: "field" }, h("label", { htmlFor: input.id }, t.name), input, h("p", { className: "hint", id: "ask-name-hint" }, t.nameHint)),
    trouble,
    h("div", { className: "actions end" }, close, make),
  );
}

// Without the right to make links, or where the stack makes none, a person can still ask by hand.
function refusal(e, label) {
  const noRight = e.status === 403;
  const noLinks = e.status === 409 || e.problem?.field === "returnUrl";
  return [
    alertBox(noRight ? t.notAllowed : e.message),
    (noRight || noLinks) && [h("p", null, t.byHand), copyBlock(t.byHandLabel, t.byHandMessage(label, new URL("./#connect", location.href).href))],
  ];
}

function made(link, label, close) {
  const until = date(link.expiresAt);
  const withdraw = h(
    "button",
    {
      type: "button",
      className: "danger quiet",
      onclick: async () => {
        const done = busy(withdraw, t.withdrawing);
        try {
          await api("DELETE", `/connect-links/${link.id}`);
          tell(t.withdrawn);
          withdraw.closest("dialog").close();
        } catch (e) {
          tell(e.message);
        } finally {
          done();
        }
      },
    },
    t.withdraw,
  );
  return [
    h("p", null, t.made(until)),
    h("p", null, copyable(link.url, t.link)),
    h("h3", null, t.messageTitle),
    copyBlock(t.messageLabel, t.message(label, link.url, until)),
    h("p", { className: "aside" }, t.once),
    h("div", { className: "actions end" }, withdraw, close),
  ];
}

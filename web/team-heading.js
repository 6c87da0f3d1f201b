// A team's name as a heading, which a person changes in place.
import { api } from "./api.js";
import { h, fill, icon, busy } from "./elements.js";
import { tell } from "./page.js";
import { individualBadge, plainName } from "./team-name.js";
import { texts } from "./texts.js";

const t = texts.rename;

// Returns what is being typed as the name of a team on its page, so that a heading that is made again
// goes on with it; undefined when the form is closed, or is being sent.
export function typedName({ id }) {
  const input = document.querySelector(`.page-head #team-label-${id}`);
  return input?.form.querySelector("[aria-disabled]") ? undefined : input?.value;
}

// `title` makes the heading of a name; `renamed` gets the connection as it is then. A person
// without the right to connect teams learns so from the answer. With `typed` the form is open.
export function teamHeading(connection, title, renamed, typed) {
  const place = h("div", { className: "team-heading" });

  function show(focus) {
    const button = h("button", { type: "button", className: "small plain", onclick: () => edit(), "aria-label": t.buttonFor(plainName(connection)) }, icon("pencil"), t.button);
    const badge = individualBadge(connection);
    fill(place, title(plainName(connection)), badge && h("span", { className: "badge quiet" }, badge), button);
    if (focus) button.focus();
  }

  function edit(text) {
    const message = h("p", { className: "message", id: `team-label-message-${connection.id}`, "aria-live": "polite" }, t.hint);
    const input = h("input", { id: `team-label-${connection.id}`, value: text ?? connection.label ?? "", maxLength: 60, autocomplete: "off", "aria-describedby": message.id });
    const save = h("button", { type: "submit", className: "small primary" }, t.save);
    const form = h(
      "form",
      {
        className: "rename",
        noValidate: true,
        onsubmit: async (event) => {
          event.preventDefault();
          if (save.getAttribute("aria-disabled") === "true") return;
          const done = busy(save, t.saving);
          try {
            connection = await api("PATCH", `/connections/${connection.id}`, { label: input.value });
            tell(connection.sameLabel ? t.savedSame : connection.label ? t.saved : t.removed);
            show(true);
            renamed?.(connection);
          } catch (e) {
            message.textContent = e.status === 403 && !e.problem?.type ? t.notAllowed : e.message;
            message.classList.add("bad");
            input.setAttribute("aria-invalid", "true");
            input.focus();
          } finally {
            done();
          }
        },
        onkeydown: (event) => {
          if (event.key === "Escape") show(true);
        },
      },
      h("div", { className: "field" }, h("label", { htmlFor: input.id }, t.label), input, message),
      h("div", { className: "actions" }, save, h("button", { type: "button", className: "small", onclick: () => show(true) }, t.cancel)),
    );
    fill(place, form);
    if (text === undefined) input.select();
    input.focus();
  }

  if (typed === undefined) show();
  else edit(typed);
  return place;
}

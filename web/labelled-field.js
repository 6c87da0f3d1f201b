// A labelled input that says what is wrong with its value.
import { h } from "./elements.js";

// Creates a labelled input with a hint and a reserved line for its fault.
export function field({ id, label, hint, attributes }) {
  const message = h("p", { className: "message", id: `${id}-message`, "aria-live": "polite" }, hint);
  const input = h("input", {
    id,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": message.id,
    ...attributes,
  });
  return {
    input,
    node: h("div", { className: "field" }, h("label", { htmlFor: id }, label), input, message),
    fault(text, note) {
      input.setAttribute("aria-invalid", text ? "true" : "false");
      message.classList.toggle("bad", Boolean(text));
      const shown = text ?? note ?? hint;
      if (message.textContent !== shown) message.textContent = shown;
    },
  };
}

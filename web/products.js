// Shows the in-app purchases and subscriptions that go to App Review with a version, each with the
// state of its item in the review submission, in Apple's words.
import { h, badge } from "./elements.js";
import { texts } from "./texts.js";

const t = texts.products;
const FEW = 4;
const TONE = { ACCEPTED: "good", APPROVED: "good", REJECTED: "bad" };

function row({ kind, name, state }) {
  return h(
    "li",
    null,
    h("span", null, h("code", null, name), h("small", null, t.kinds[kind] ?? kind.replaceAll("_", " ").toLowerCase())),
    badge(TONE[state] ?? "quiet", state ? (t.states[state] ?? state.replaceAll("_", " ").toLowerCase()) : t.notIn),
  );
}

// A long list is folded, except when App Review rejected something in it.
export function productsBox(products) {
  const list = h("ul", { className: "rows" }, products.map(row));
  const count = h("span", { className: "count" }, products.length);
  return h(
    "div",
    { className: "products" },
    products.length > FEW
      ? h("details", { open: products.some(({ state }) => state === "REJECTED") }, h("summary", null, t.title, count), list)
      : [h("h3", null, t.title, count), list],
  );
}

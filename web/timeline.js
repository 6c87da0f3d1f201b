// The history of a release or a team, newest first.
import { h } from "./elements.js";
import { ago, date, texts } from "./texts.js";

// A person or a client: "<issuer>#<subject>". What a drop or Slipway itself did needs no name.
function actor(entry) {
  const end = entry.actor?.indexOf("#") ?? -1;
  if (end < 0) return undefined;
  return h("span", { className: "actor", title: entry.actor }, texts.by(entry.actor.slice(end + 1)));
}

export function timeline(entries) {
  return h(
    "ol",
    { className: "timeline" },
    [...(entries ?? [])]
      .reverse()
      .map((entry) =>
        h("li", null, h("time", { dateTime: entry.at, title: ago(entry.at) }, date(entry.at)), h("span", null, entry.message), actor(entry)),
      ),
  );
}

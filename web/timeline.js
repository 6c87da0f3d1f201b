// The history of a release or a team, newest first.
import { h } from "./elements.js";
import { ago, date, day, lasting, texts, timeOfDay } from "./texts.js";

// Returns the name of a person or a client: "<issuer>#<subject>". What a drop or Slipway itself did
// needs no name.
export function actorName(actor) {
  const end = actor?.indexOf("#") ?? -1;
  return end < 0 ? undefined : actor.slice(end + 1);
}

// Returns when a release was dropped, and who did that, as far as it is known: an upload with a page
// is, like any other, an object in the bucket.
export function dropTime(release) {
  const who = actorName(release.timeline?.[0]?.actor);
  return [date(release.drop?.receivedAt ?? release.createdAt), who && texts.by(who)].filter(Boolean).join(" ");
}

// Returns the same as a sentence.
export function droppedWords(release) {
  return `${texts.release.dropped} ${dropTime(release)}`;
}

function by({ actor }) {
  const name = actorName(actor);
  return name && h("span", { className: "actor", title: actor }, texts.by(name));
}

// Returns how long after the entry before it an entry was written; undefined for less than a minute.
function later(entries, index) {
  if (index === 0) return undefined;
  const seconds = (new Date(entries[index].at).getTime() - new Date(entries[index - 1].at).getTime()) / 1000;
  return seconds >= 60 ? h("span", { className: "later" }, texts.later(lasting(seconds))) : undefined;
}

// A day is named once, at the newest entry of it.
function when(entries, index) {
  const next = entries[index + 1];
  return next && day(next.at) === day(entries[index].at) ? timeOfDay(entries[index].at) : date(entries[index].at);
}

// `durations` shows how long each step took.
export function timeline(entries, durations) {
  const all = entries ?? [];
  return h(
    "ol",
    { className: "timeline" },
    all
      .map((entry, index) =>
        h(
          "li",
          null,
          h("time", { dateTime: entry.at, title: ago(entry.at) }, when(all, index), durations && later(all, index)),
          h("span", null, entry.message),
          by(entry),
        ),
      )
      .reverse(),
  );
}

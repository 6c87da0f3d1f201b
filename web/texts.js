// Chooses the texts for the browser's languages; English when no translation exists. They speak in
// the name of the operator's brand.
import { brand, inTheirName } from "./brand.js";
import en from "./texts/en.js";

const all = { en };
const wanted = navigator.languages.map((tag) => tag.split("-")[0]);

function branded(value) {
  if (typeof value === "string") return inTheirName(value);
  if (typeof value === "function") return (...given) => branded(value(...given));
  if (Array.isArray(value)) return value.map(branded);
  if (value && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, branded(part)]));
  }
  return value;
}

const chosen = all[wanted.find((language) => all[language])] ?? en;

export const texts = brand.name ? branded(chosen) : chosen;

document.documentElement.lang = texts.language;

const dateTime = new Intl.DateTimeFormat(texts.language, { dateStyle: "medium", timeStyle: "short" });
const dayOnly = new Intl.DateTimeFormat(texts.language, { dateStyle: "medium" });
const timeOnly = new Intl.DateTimeFormat(texts.language, { timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(texts.language, { numeric: "auto" });
const languages = new Intl.DisplayNames(texts.language, { type: "language" });
const number = new Intl.NumberFormat(texts.language, { maximumFractionDigits: 1 });

export function date(iso) {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : dateTime.format(at);
}

// Returns the day alone, and the time of day alone.
export function day(iso) {
  return date(iso) && dayOnly.format(new Date(iso));
}

export function timeOfDay(iso) {
  return date(iso) && timeOnly.format(new Date(iso));
}

// Returns, for example, "3 minutes ago"; the date when it is more than a week ago, or in the future,
// as times of a local run are whose clock runs ahead.
export function ago(iso, now = Date.now()) {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (Number.isNaN(seconds)) return "";
  const size = Math.abs(seconds);
  if (size < 45) return relative.format(0, "second");
  if (seconds > 0) return date(iso);
  if (size < 45 * 60) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 22 * 3600) return relative.format(Math.round(seconds / 3600), "hour");
  if (size < 7 * 86400) return relative.format(Math.round(seconds / 86400), "day");
  return date(iso);
}

// Returns, for example, "German (Germany)"; a text that is not a language tag stays unchanged.
export function languageName(tag) {
  try {
    return languages.of(tag);
  } catch {
    return tag;
  }
}

export function bytes(count) {
  const units = ["B", "kB", "MB", "GB"];
  let size = count;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${number.format(size)} ${units[unit]}`;
}

export function duration(seconds) {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}

// Returns a time span with its two largest units, for example "2 d 4 h".
export function lasting(seconds) {
  const minutes = Math.max(0, Math.round(seconds / 60));
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [minutes % 60, "min"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return texts.underAMinute;
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

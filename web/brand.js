// The name, logo, accent colour and support address of the operator, from config.json. Without
// them the pages are Slipway's.
import { config } from "./config.js";

const settings = (await config.catch(() => ({}))).brand ?? {};
const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
// As styles/tokens.css has them: the background with the least contrast, and the text on the accent colour.
const PAPERS = { light: [234, 242, 252], dark: [20, 38, 60] };
const TEXTS = { light: [255, 255, 255], dark: [8, 24, 43] };
const CONTRAST = 4.6;

function text(value) {
  return typeof value === "string" && value.trim() ? value.trim() : undefined;
}

// A logo is a file beside the pages; an address elsewhere would tell another host of every visit.
function sameOrigin(value) {
  const url = text(value) && new URL(value, location.href);
  return url && url.origin === location.origin ? url.pathname : undefined;
}

function address(value) {
  const given = text(value);
  if (!given) return undefined;
  if (/^[^\s@]+@[^\s@]+$/.test(given)) return `mailto:${given}`;
  return /^https:\/\//.test(given) ? given : undefined;
}

function rgb(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
}

// WCAG 2.2, "relative luminance" and "contrast ratio".
function luminance(color) {
  const [r, g, b] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// Moves the colour towards black or white until texts in it, and on it, can be read.
function readable(color, scheme) {
  const target = scheme === "light" ? 0 : 255;
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = color.map((value) => Math.round(value + (target - value) * share));
    if (contrast(mixed, PAPERS[scheme]) >= CONTRAST && contrast(mixed, TEXTS[scheme]) >= CONTRAST) return mixed;
  }
  return color.map(() => target);
}

function css(color) {
  return `rgb(${color.join(" ")})`;
}

function paint(hex) {
  const light = readable(rgb(hex), "light");
  const dark = readable(rgb(hex), "dark");
  const stronger = (color, target) => color.map((value) => Math.round(value + (target - value) * 0.2));
  const style = document.documentElement.style;
  style.setProperty("--accent", `light-dark(${css(light)}, ${css(dark)})`);
  style.setProperty("--accent-strong", `light-dark(${css(stronger(light, 0))}, ${css(stronger(dark, 255))})`);
}

export const brand = {
  name: text(settings.name),
  logo: sameOrigin(settings.logo) ?? "icon.svg",
  support: address(settings.support),
  supportText: text(settings.support)?.replace(/^https:\/\//, ""),
};

if (HEX.test(settings.accent ?? "")) paint(settings.accent);

// Texts of the pages and of the API speak in the operator's name.
export function inTheirName(value) {
  return brand.name ? value.replaceAll("Slipway", brand.name) : value;
}

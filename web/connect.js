// The page of a connect link: the wizard without signing in, the verdict of the key, and the way
// back. The token is in one variable of this page; a reload forgets it.
import { api, ApiProblem, mayPass, useConnectLink } from "./api.js";
import { h, icon } from "./elements.js";
import { keyForm } from "./key-form.js";
import { alertBox, open, say, show } from "./page.js";
import { date, texts } from "./texts.js";
import { refuses, verdictBody, verdictHead } from "./verdict.js";
import { showWizard } from "./wizard.js";

const t = texts.link;
const CHECK_EVERY_MILLIS = [400, 600, 800, 1000, 1500, 2000, 3000];

let leave = () => {};
let turn = 0;

function notice(title, text) {
  show(title, h("section", { className: "card narrow" }, h("h1", null, title), h("p", { className: "lead" }, text)));
}

function terms(link) {
  return h(
    "ul",
    { className: "terms" },
    link.bundleId && h("li", null, t.app(link.bundleId)),
    h("li", null, t.until(date(link.expiresAt))),
    link.triesLeft < 20 && h("li", null, t.tries(link.triesLeft)),
  );
}

// What the form of this link needs. `key` is one that was handed in before: its ids are filled in.
function formOf(link, key) {
  return {
    attempt: key && { keyId: key.keyId, issuerId: key.issuerId },
    offer: (body) => api("POST", "/connect-link/connection", body),
    connected: (handedIn) => follow(link, handedIn),
  };
}

function wizard(link, key) {
  turn++;
  leave = showWizard({
    ...formOf(link, key),
    lead: link.renews ? t.renewLead(link.label) : t.lead(link.label),
    extra: terms(link),
  });
}

// Problem pages open beside this one, which would forget the link.
function outsideLinks() {
  for (const anchor of document.querySelectorAll('main a[href^="problems.html"]')) {
    anchor.target = "_blank";
    anchor.rel = "noopener";
  }
}

function placeOf(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

function draw(link, key) {
  const checking = key.state === "CHECKING";
  const verdict = key.verdict ?? (key.problem ? { problem: key.problem, likelyCauses: key.likelyCauses } : undefined);
  const [can, apps] = verdictBody({ verdict: key.verdict });
  const others = !key.connected && (!checking || key.problem);
  // The form is beside a verdict that stays; one that may still change leads to it.
  const form = others && !settling(key) && link.triesLeft > 0 ? keyForm(formOf(link, key)) : undefined;
  const another = others && !form && h("button", { type: "button", className: "primary", onclick: () => again(link, key) }, icon("key"), t.other);
  leave();
  leave = form?.leave ?? (() => {});
  // A person who uses these pages made the link: there is nowhere else to go back to.
  const ours = placeOf(link.returnUrl) === placeOf(new URL("./", location.href));
  show(
    t.verdict,
    h("div", { className: "page-head" }, h("div", null, h("h1", null, t.key(key.keyId)), h("p", { className: "lead" }, link.label))),
    key.connected &&
      h(
        "div",
        { className: "note good", role: "status" },
        h("p", null, ours ? t.doneHere : key.verdict ? t.done : t.doneQuiet),
        !ours && h("div", { className: "actions" }, h("a", { className: "button primary", href: link.returnUrl, rel: "noreferrer" }, t.back(new URL(link.returnUrl).host))),
      ),
    checking && key.problem && h("div", { className: "note quiet" }, h("p", null, t.waits)),
    h(
      "div",
      { "aria-busy": checking ? "true" : "false" },
      verdictHead(
        key.state,
        verdict,
        verdict?.problem && another,
        key.state === "CONNECTED" && key.connected ? t.nothingElse : undefined,
        { keyId: key.keyId, issuerId: key.issuerId, correct: form?.correct },
      ),
    ),
    // A verdict without a problem has no next step of its own.
    !verdict?.problem && another && h("div", { className: "actions" }, another),
    form && [terms(link), form.node],
    key.verdict && h("div", { className: "columns" }, h("div", null, can), h("div", null, apps)),
  );
  outsideLinks();
}

async function again(link, key) {
  try {
    wizard(await api("GET", "/connect-link"), key);
  } catch (e) {
    failed(e, () => again(link, key));
  }
}

// Shows the key until its check has ended.
async function follow(link, first) {
  leave();
  leave = () => {};
  const mine = ++turn;
  let key = first;
  draw(link, key);
  for (let i = 0; mine === turn && settling(key); i++) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MILLIS[Math.min(i, CHECK_EVERY_MILLIS.length - 1)]));
    if (mine !== turn || document.hidden) continue;
    try {
      const found = await api("GET", "/connect-link/connection");
      if (mine !== turn) return;
      const changed = JSON.stringify(found) !== JSON.stringify(key);
      key = found;
      if (!changed) continue;
      const known = settling(key) || key.connected ? link : await api("GET", "/connect-link");
      if (mine !== turn) return;
      draw(known, key);
      say(texts.verdict.states[key.state] ?? key.state);
    } catch (e) {
      if (mine !== turn) return;
      if (!mayPass(e)) return failed(e, begin);
    }
  }
}

// A good verdict binds the link a moment after it is written.
function settling(key) {
  if (key.state === "CHECKING" || key.state === "UNKNOWN") return true;
  return !key.connected && key.state.startsWith("CONNECTED") && !key.verdict?.problem && !refuses(key.verdict);
}

function failed(e, retry) {
  if (e instanceof ApiProblem && e.status === 404) return notice(t.gone, t.goneText);
  return show(t.title, h("section", { className: "card narrow" }, h("h1", null, t.title), alertBox(e.message, retry)));
}

async function begin() {
  turn++;
  leave();
  leave = () => {};
  const token = window.connectLink.token();
  if (!token) return notice(t.reload, t.reloadText);
  useConnectLink(token);
  try {
    const link = await api("GET", "/connect-link");
    const key = link.handedIn ? await handedIn() : undefined;
    if (key) return await follow(link, key);
    if (link.state === "CONNECTED") return notice(t.verdict, t.doneQuiet);
    return wizard(link);
  } catch (e) {
    return failed(e, begin);
  }
}

// Returns undefined when no key of this link is being checked any more.
async function handedIn() {
  try {
    return await api("GET", "/connect-link/connection");
  } catch (e) {
    if (e instanceof ApiProblem && e.status === 404) return undefined;
    throw e;
  }
}

// Another link that is opened in this tab changes nothing but the address.
addEventListener("hashchange", () => {
  if (window.connectLink.take()) begin();
});
// A page in the browser's back/forward cache must not keep the key.
addEventListener("pagehide", () => leave());
open(begin);

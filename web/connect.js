// The page of a connect link: the wizard without signing in, the verdict of the key, and the way
// back. The token is in one variable of this page; a reload forgets it.
import { api, ApiProblem, useConnectLink } from "./api.js";
import { h, icon } from "./elements.js";
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

function wizard(link) {
  turn++;
  leave = showWizard({
    offer: (body) => api("POST", "/connect-link/connection", body),
    lead: link.renews ? t.renewLead(link.label) : t.lead(link.label),
    extra: terms(link),
    connected: (key) => follow(link, key),
  });
}

// Problem pages open beside this one, which would forget the link.
function outsideLinks() {
  for (const anchor of document.querySelectorAll('main a[href^="problems.html"]')) {
    anchor.target = "_blank";
    anchor.rel = "noopener";
  }
}

function draw(link, key) {
  const checking = key.state === "CHECKING";
  const verdict = key.verdict ?? (key.problem ? { problem: key.problem } : undefined);
  const [can, apps] = verdictBody({ verdict: key.verdict });
  const others = !key.connected && (!checking || key.problem);
  show(
    t.verdict,
    h("div", { className: "page-head" }, h("div", null, h("h1", null, t.key(key.keyId)), h("p", { className: "lead" }, link.label))),
    key.connected &&
      h(
        "div",
        { className: "note good", role: "status" },
        h("p", null, key.verdict ? t.done : t.doneQuiet),
        h("div", { className: "actions" }, h("a", { className: "button primary", href: link.returnUrl, rel: "noreferrer" }, t.back(new URL(link.returnUrl).host))),
      ),
    checking && key.problem && h("div", { className: "note quiet" }, h("p", null, t.waits)),
    h(
      "div",
      { "aria-busy": checking ? "true" : "false" },
      verdictHead(
        key.state,
        verdict,
        others && h("button", { type: "button", className: "primary", onclick: () => again(link) }, icon("key"), t.other),
        key.state === "CONNECTED" && key.connected ? t.nothingElse : undefined,
      ),
    ),
    // A verdict without a problem has no next step of its own.
    others && !verdict?.problem && h("div", { className: "actions" }, h("button", { type: "button", onclick: () => again(link) }, t.other)),
    key.verdict && h("div", { className: "columns" }, h("div", null, can), h("div", null, apps)),
  );
  outsideLinks();
}

async function again(link) {
  try {
    wizard(await api("GET", "/connect-link"));
  } catch (e) {
    failed(e, () => again(link));
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
      draw(link, key);
      say(texts.verdict.states[key.state] ?? key.state);
    } catch (e) {
      if (mine !== turn) return;
      if (e instanceof ApiProblem) return failed(e, begin);
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

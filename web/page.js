// The parts that all pages share: header, sign-in, messages and the live region.
import { ApiProblem, mayPass, onVersion, Unreachable } from "./api.js";
import { brand } from "./brand.js";
import { config } from "./config.js";
import { h, fill, keepFocus } from "./elements.js";
import { onSignInNeeded, begin, localToken, session, signOut, SignInFault } from "./sign-in.js";
import { texts } from "./texts.js";

const main = document.querySelector("main");
const spoken = h("div", { className: "hidden-text", "aria-live": "polite" });
const toast = h("div", { className: "toast", role: "status" });
let toastTimer;

// Announces a text to screen readers.
export function say(text) {
  spoken.textContent = text;
}

// Shows a text for a while, and announces it.
export function tell(text) {
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("shown"), 6000);
}

// Replaces the current view and moves the focus to the heading of the new one. A newer state of the
// same view, which has its title and address, leaves the focus and the place where the user reads.
export function show(title, ...content) {
  const view = `${title}\n${location.href}`;
  document.title = `${title} · ${texts.name}`;
  if (view === shownView) {
    keepFocus(main, () => draw(content), () => main.querySelector("h1"));
    return;
  }
  const heading = draw(content);
  if (heading && shownView !== undefined) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  shownView = view;
}
let shownView;

function draw(content) {
  fill(main, ...content);
  const heading = main.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  return heading;
}

export function problemPage(problem) {
  const slug = /^urn:slipway:problem:([a-z0-9-]+)$/.exec(problem?.type ?? "")?.[1];
  return slug ? `problems.html#${slug}` : undefined;
}

export function alertBox(text, retry) {
  return h(
    "div",
    { className: "note bad", role: "alert" },
    h("p", null, text),
    retry && h("div", { className: "actions" }, h("button", { type: "button", onclick: retry }, texts.retry)),
  );
}

// Shows in a line why what is asked again and again has failed; nothing when it has not.
export function showTrouble(line, failure) {
  const isSaid = failure instanceof SignInFault || (failure instanceof ApiProblem && !mayPass(failure));
  const text = isSaid ? failure.message : failure ? texts.trouble.lost : "";
  // The same words again would be read out again.
  if (line.textContent !== text) line.textContent = text;
}

function signInForm(resolve, local) {
  const trouble = h("div", { "aria-live": "assertive" });
  const code = local?.codeNeeded
    ? h("input", { id: "code", autocomplete: "off", required: true, inputMode: "text" })
    : undefined;
  const enter = async (work) => {
    try {
      resolve(await work());
    } catch (e) {
      fill(trouble, alertBox(e instanceof SignInFault ? e.message : texts.trouble.offline));
    }
  };
  const buttons = local
    ? local.users.map((user, index) =>
        h(
          "button",
          {
            type: "button",
            className: index === 0 ? "primary" : "",
            onclick: () => enter(() => localToken(user, code?.value.trim())),
          },
          texts.signIn.as(user),
        ),
      )
    : [h("button", { type: "button", className: "primary", onclick: () => enter(begin) }, texts.signIn.button)];
  show(
    texts.signIn.title,
    h(
      "section",
      { className: "card narrow sign-in" },
      h("h1", null, texts.signIn.title),
      h("p", { className: "lead" }, texts.signIn.product),
      h("p", null, leadOf(local)),
      code &&
        h(
          "div",
          { className: "field" },
          h("label", { htmlFor: "code" }, texts.signIn.code),
          code,
          h("p", { className: "hint" }, texts.signIn.codeHint),
        ),
      trouble,
      h("div", { className: "actions" }, buttons),
    ),
  );
}

function leadOf(local) {
  if (!local) return texts.signIn.lead;
  return local.codeNeeded || local.users.length < 2 ? texts.signIn.local : texts.signIn.demo(...local.users);
}

function nameplate(linked) {
  const parts = [h("img", { src: brand.logo, alt: "", width: 28, height: 28 }), brand.name ?? texts.name];
  return linked ? h("a", { className: "brand", href: "./" }, parts) : h("span", { className: "brand" }, parts);
}

// Without a user, or a current page, there is nothing to go to: the holder of a connect link has no
// account.
function header(current, user, clockSpeed = 1) {
  const links = [
    ["teams", "./"],
    ["board", "board.html"],
  ];
  fill(
    document.querySelector("header"),
    h("a", { className: "skip", href: "#main" }, texts.skip),
    h(
      "div",
      { className: "bar" },
      nameplate(current),
      current && user && h(
        "nav",
        { "aria-label": texts.nav.label },
        links.map(([name, href]) =>
          h("a", { href, "aria-current": name === current ? "page" : undefined }, texts.nav[name]),
        ),
      ),
      user &&
        h(
          "div",
          { className: "who" },
          h("span", null, h("span", { className: "hidden-text" }, `${texts.signedInAs} `), user),
          h("button", { type: "button", className: "plain", onclick: signOut }, texts.signOut),
        ),
    ),
    clockSpeed > 1 && h("p", { className: "demo-clock" }, texts.demoClock(clockSpeed)),
  );
}

// Runs a page that needs no sign-in.
export async function open(run) {
  document.body.append(supportLine() ?? "", spoken, toast);
  header();
  try {
    await run(await config);
  } catch {
    show(texts.name, h("section", { className: "card narrow" }, h("h1", null, texts.name), alertBox(texts.trouble.start, () => location.reload())));
  }
}

function supportLine() {
  return brand.support && h("footer", { className: "version" }, `${texts.support} `, h("a", { href: brand.support }, brand.supportText));
}

// Runs the page as soon as a user is signed in.
export async function start(current, run) {
  const version = h("footer", { className: "version" });
  document.body.append(supportLine() ?? "", version, spoken, toast);
  onVersion((text) => {
    if (version.textContent !== texts.version(text)) version.textContent = texts.version(text);
  });
  header(current);
  try {
    const settings = await config;
    onSignInNeeded(() => new Promise((resolve) => signInForm(resolve, settings.local)));
    const { user } = await session();
    header(current, user, settings.local?.clockSpeed);
    await run(settings);
  } catch (e) {
    if (e instanceof SignInFault) {
      onSignInNeeded(() => new Promise(() => {}));
      signInForm(() => location.reload());
      main.querySelector("[aria-live]").append(alertBox(e.message));
    } else {
      const known = e instanceof ApiProblem || e instanceof Unreachable;
      show(
        texts.name,
        h(
          "section",
          { className: "card narrow" },
          h("h1", null, texts.name),
          alertBox(known ? e.message : texts.trouble.start, () => location.reload()),
        ),
      );
    }
  }
}

// The card that takes builds, and the list of uploads.
import { asPlan, dropOfChosenFolder, dropOfEvent, dropOfFile, NoDrop } from "./drop.js";
import { h, fill, icon, keepFocus } from "./elements.js";
import { alertBox, say, tell } from "./page.js";
import { keepPage, SignInFault } from "./sign-in.js";
import { bytes, duration, texts } from "./texts.js";
import { teamSelect } from "./team-select.js";
import { forgetUpload, rememberedUploads } from "./remembered-uploads.js";
import { DropUpload, PutRefused, Stopped, worthAnotherTry } from "./upload.js";

const t = texts.upload;
// A finished upload is shown this long; by then its release is in the list.
const DONE_MILLIS = 10_000;
const SPEED_MILLIS = 10_000;
// An upload that failed for a cause that may pass resumes after this long, then later and later.
const FIRST_PAUSE_MILLIS = 15_000;
const LONGEST_PAUSE_MILLIS = 300_000;

// `folded`: shows only the title until the card is opened, or a file is dragged over it. Returns
// {node, open, showTeams}; `open` unfolds it for a team, and `showTeams` shows `connections` as they are
// by then. `onRenamed` is called when a team got another name here.
export function uploadCard(connections, chosen, onDropped, folded, onRenamed) {
  const { select, naming, showTeams } = teamSelect("upload-team", connections, chosen, onRenamed);
  const team = h("div", { className: "inline-field", hidden: connections.length < 2 }, h("label", { htmlFor: "upload-team" }, t.team), select, naming);
  const warning = h("p", { className: "message warn" });
  const trouble = h("div", { "aria-live": "assertive" });
  const running = h("ul", { className: "uploads" });
  const file = h("input", { type: "file", id: "ipa", accept: ".ipa", className: "hidden-text", tabIndex: -1 });
  const folder = h("input", { type: "file", id: "folder", webkitdirectory: true, className: "hidden-text", tabIndex: -1 });
  file.setAttribute("aria-label", t.choose);
  folder.setAttribute("aria-label", t.chooseFolder);
  const zone = h(
    "div",
    { className: "drop-zone" },
    icon("up"),
    h(
      "div",
      { className: "words" },
      h("strong", null, t.drop),
      h(
        "span",
        null,
        `${t.or} `,
        h("button", { type: "button", className: "link", onclick: () => file.click() }, t.choose),
        ` ${t.or} `,
        h("button", { type: "button", className: "link", onclick: () => folder.click() }, t.chooseFolder),
      ),
      h("span", { className: "hint" }, t.folderHint),
      h("span", { className: "hint" }, t.startsAtOnce),
    ),
    file,
    folder,
  );
  const planOnly = h("input", { type: "checkbox", id: "plan-only", "aria-describedby": "plan-hint" });

  // Where the focus goes when the row that had it is gone.
  function nextControl() {
    return fold.open ? zone.querySelector("button") : fold.querySelector("summary");
  }

  function warn() {
    const connection = connections.find(({ id }) => id === select.value);
    const bad = ["NOT_CONNECTED", "CONNECTED_WITH_LIMITS"].includes(connection?.state);
    fill(warning, bad && [t.warn(texts.verdict.states[connection.state]), " ", h("a", { href: `./#team/${connection.id}` }, t.openTeam)]);
  }

  async function take(read) {
    fill(trouble);
    try {
      const wantsPlan = planOnly.checked;
      const found = await read();
      const drop = wantsPlan ? await asPlan(found) : found;
      running.prepend(uploadRow(select.value, drop, onDropped, nextControl));
      for (const row of [...unfinished.children]) {
        if (drop.files.some(({ name, file }) => name === row.dataset.name && String(file.size) === row.dataset.size)) row.remove();
      }
    } catch (e) {
      if (!(e instanceof NoDrop)) throw e;
      fill(trouble, alertBox(e.message));
    }
  }

  select.addEventListener("change", warn);
  file.addEventListener("change", () => {
    const [one] = file.files;
    file.value = "";
    if (one) take(() => dropOfFile(one));
  });
  folder.addEventListener("change", () => {
    const files = [...folder.files];
    folder.value = "";
    if (files.length > 0) take(() => dropOfChosenFolder(files));
  });
  const fold = h(
    "details",
    { className: "upload-fold", open: !folded },
    h("summary", null, h("h2", { id: "upload-title" }, t.title)),
    h(
      "div",
      { className: "upload-inside" },
      team,
      zone,
      h(
        "div",
        { className: "upload-options" },
        h(
          "div",
          { className: "field check" },
          planOnly,
          h("div", null, h("label", { htmlFor: "plan-only" }, t.plan), h("p", { className: "hint", id: "plan-hint" }, t.planHint)),
        ),
        h(
          "details",
          null,
          h("summary", null, t.inside),
          h("dl", { className: "inside" }, t.insideFiles.map(([name, text]) => h("div", null, h("dt", null, h("code", null, name)), h("dd", null, text)))),
          h("p", { className: "hint" }, t.insideText),
        ),
      ),
    ),
  );
  const unfinished = unfinishedList(connections, nextControl);
  const card = h("section", { className: "card upload", "aria-labelledby": "upload-title" }, fold, warning, trouble, unfinished, running);
  for (const name of ["dragenter", "dragover"]) {
    card.addEventListener(name, (event) => {
      event.preventDefault();
      fold.open = true;
      zone.classList.add("over-it");
    });
  }
  card.addEventListener("dragleave", (event) => {
    if (!card.contains(event.relatedTarget)) zone.classList.remove("over-it");
  });
  card.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over-it");
    take(() => dropOfEvent(event.dataTransfer));
  });
  warn();
  return {
    node: card,
    open(connectionId) {
      if (connections.some(({ id }) => id === connectionId)) select.value = connectionId;
      // As if the user had chosen it: the warning and the name beside it are of this team.
      select.dispatchEvent(new Event("change"));
      fold.open = true;
      card.scrollIntoView({ block: "center" });
      zone.querySelector("button").focus({ preventScroll: true });
    },
    showTeams() {
      showTeams();
      team.hidden = connections.length < 2;
    },
  };
}

function removeRow(row, nextControl) {
  keepFocus(row, () => row.remove(), nextControl);
}

// Lists what the page had begun to send before it was reloaded.
function unfinishedList(connections, nextControl) {
  const mine = rememberedUploads().filter(({ connectionId }) => connections.some(({ id }) => id === connectionId));
  return h(
    "ul",
    { className: "uploads" },
    mine.map(({ name, sizeBytes, begun, etags }) => {
      const sent = Math.min(sizeBytes, etags.length * begun.partSizeBytes);
      const row = h(
        "li",
        null,
        h("div", { className: "upload-head" }, icon("file"), h("strong", { className: "file-name" }, name), h("span", { className: "value" }, t.sending(bytes(sent), bytes(sizeBytes)))),
        h("p", { className: "aside" }, t.chooseAgain),
        h("div", { className: "actions" }, h("button", { type: "button", className: "small", onclick: () => {
          forgetUpload(begun.uploadId);
          removeRow(row, nextControl);
        } }, t.remove)),
      );
      row.dataset.name = name;
      row.dataset.size = sizeBytes;
      return row;
    }),
  );
}

// What a stopped upload has sent counts too: it resumes as long as the page stays open.
let open = 0;
keepPage(() => open > 0);
let active = 0;
addEventListener("beforeunload", (event) => {
  if (active > 0) event.preventDefault();
});
// Links to other pages open in a new tab meanwhile, so that reading about a release ends no upload.
addEventListener("click", openBeside, true);

function openBeside({ target }) {
  const link = open > 0 && target.closest?.("a[href]");
  if (!link || link.target || link.download || !link.protocol.startsWith("http")) return;
  if (link.origin === location.origin && link.pathname + link.search === location.pathname + location.search) return;
  link.target = "_blank";
  link.rel = link.origin === location.origin ? "opener" : "noopener";
  tell(t.besideIt);
  setTimeout(() => {
    link.removeAttribute("target");
    link.removeAttribute("rel");
  });
}

function uploadRow(connectionId, drop, onDropped, nextControl) {
  const upload = new DropUpload(connectionId, drop);
  const bar = h("progress", { max: 1, value: 0, "aria-label": t.progress(drop.title) });
  const status = h("span", { className: "value" });
  const actions = h("div", { className: "actions" });
  const row = h(
    "li",
    null,
    h(
      "div",
      { className: "upload-head" },
      icon(drop.manifest ? "folder" : "file"),
      h("strong", { className: "file-name" }, drop.title),
      drop.files.length > 1 && h("small", null, t.files(drop.files.length)),
      status,
    ),
    bar,
    actions,
  );
  let control;
  let later;
  let pauses = 0;
  let ended = false;
  open++;

  function end() {
    if (!ended) open--;
    ended = true;
  }

  // The speed is that of the last seconds.
  const samples = [];

  function progress() {
    const total = upload.totalBytes;
    const sent = upload.sentBytes;
    bar.value = total === 0 ? 1 : sent / total;
    const now = Date.now();
    samples.push([now, sent]);
    while (samples.length > 2 && now - samples[0][0] > SPEED_MILLIS) samples.shift();
    const seconds = (now - samples[0][0]) / 1000;
    const speed = seconds > 1 ? (sent - samples[0][1]) / seconds : 0;
    const left = speed > 0 && sent < total ? ` · ${t.speed(bytes(speed))} · ${t.left(duration((total - sent) / speed))}` : "";
    status.textContent = sent >= total && total > 0 ? t.finishing : t.sending(bytes(sent), bytes(total)) + left;
  }

  function cause(e) {
    if (!(e instanceof PutRefused)) return e.message;
    return e.status === 0 ? t.noAnswer : t.answered(e.status);
  }

  function waits(attempt, e) {
    samples.length = 0;
    status.textContent = t.waiting(attempt, cause(e));
  }

  function offer(...buttons) {
    keepFocus(actions, () => fill(actions, ...buttons), () => actions.querySelector("button") ?? nextControl());
  }

  function button(text, act, primary) {
    return h("button", { type: "button", className: primary ? "primary small" : "small", onclick: act }, text);
  }

  async function run() {
    removeEventListener("online", run);
    control = new AbortController();
    clearTimeout(later);
    samples.length = 0;
    row.className = "";
    offer(button(t.abort, stop));
    progress();
    active++;
    try {
      await upload.run(progress, control.signal, waits);
      end();
      row.className = "done";
      bar.value = 1;
      const text = drop.plan ? t.donePlan : t.done;
      status.textContent = text;
      say(`${drop.title}: ${text}`);
      offer();
      onDropped();
      setTimeout(() => row.remove(), DONE_MILLIS);
    } catch (e) {
      if (e instanceof Stopped) return;
      if (!navigator.onLine) addEventListener("online", run, { once: true });
      const passes = navigator.onLine && worthAnotherTry(e);
      if (passes) later = setTimeout(run, Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** pauses++));
      const text = passes ? t.paused(cause(e)) : navigator.onLine ? (e.problem || e instanceof SignInFault ? e.message : t.failed) : t.offline;
      row.className = "failed";
      status.textContent = text;
      say(`${drop.title}: ${text}`);
      offer(button(t.resume, run, true), button(t.remove, stop));
    } finally {
      active--;
    }
  }

  async function stop() {
    removeEventListener("online", run);
    clearTimeout(later);
    control.abort();
    end();
    removeRow(row, nextControl);
    say(t.aborted);
    await upload.abort();
  }

  run();
  return row;
}

// The form that takes the key. One variable of this form holds the key. It is sent to our API and
// cleared as soon as the API has it or the user leaves the view; it is never put into storage.
import { api, ApiProblem } from "./api.js";
import { takeDropped } from "./dropped-key.js";
import { h, fill, icon, busy } from "./elements.js";
import { issuerIdFault, keyIdFault, readKeyFile, readKeyText } from "./key-file.js";
import { keyIdCode, keyIdOf, issuerIdCode, namesIndividualKey, namesOtherService, tidyIssuerId, tidyKeyId } from "./key-ids.js";
import { field } from "./labelled-field.js";
import { say, alertBox } from "./page.js";
import { keepPage } from "./sign-in.js";
import { offerSimulatedKey } from "./simulated-key.js";
import { plainName } from "./team-name.js";
import { texts } from "./texts.js";

const t = texts.wizard;

// `team` is the connection whose key is replaced; without it the form connects a team. `attempt` is
// a failed attempt, {id, keyId, issuerId, label}: all of it is filled in but the file. `teams` are
// the connected ones, for a form that says which team is one of them; `named`: whether the form asks
// for a name. `offer` sends the key. Returns {node, leave, correct}; leave forgets the key, and
// correct leads to the field of a likely cause.
export function keyForm({ team, attempt, teams = [], named, connected, offer = (body) => api("POST", "/connections", body) }) {
  let held;
  let fileName = "";
  let pasted = false;
  let inside = {};
  // The Key ID that the form filled in, with the words for where it is from.
  let filled = attempt && { id: attempt.keyId };
  let filledIssuer = "";
  let failed = attempt?.id;
  let ticked = false;
  let reading = 0;
  const touched = new Set();

  const keyId = field({
    id: "key-id",
    label: t.form.keyId,
    hint: t.form.keyIdHint,
    attributes: { className: "mono", maxLength: 200, autocapitalize: "characters" },
  });
  const issuerId = field({
    id: "issuer-id",
    label: t.form.issuerId,
    hint: t.form.issuerIdHint,
    attributes: { className: "mono", maxLength: 200 },
  });
  const label = field({
    id: "label",
    label: t.form.label,
    hint: t.form.labelHint,
    attributes: { maxLength: 60, value: attempt?.label ?? "" },
  });
  const start = team ?? attempt;
  keyId.input.value = attempt?.keyId ?? "";
  issuerId.input.value = start?.issuerId ?? "";
  const isIndividual = Boolean(start && !start.issuerId);
  const known = h("div", { "aria-live": "polite" });
  const simulated = h("div", null);
  const individual = h("input", { type: "checkbox", id: "individual", checked: isIndividual, "aria-describedby": "individual-message" });
  const individualMessage = h("p", { className: "message", id: "individual-message", "aria-live": "polite" }, t.form.individualHint);
  const fileInput = h("input", {
    type: "file",
    id: "key-file",
    className: "over",
    "aria-describedby": "key-file-message",
  });
  const fileMessage = h("p", { className: "message", id: "key-file-message", "aria-live": "polite" });
  const fileWords = h("span", { className: "words" });
  const zone = h("div", { className: "drop-zone" }, icon("key"), fileWords, fileInput);
  // The browser must not store what is pasted here, so that it can be restored later.
  const keyText = h("textarea", {
    id: "key-text",
    className: "mono",
    rows: 4,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
    "aria-describedby": "key-text-hint key-file-message",
  });
  const paste = h(
    "details",
    { className: "paste" },
    h("summary", null, t.form.paste),
    h("label", { htmlFor: "key-text" }, t.form.pasteLabel),
    keyText,
    h("p", { className: "message", id: "key-text-hint" }, t.form.pasteHint),
  );
  const trouble = h("div", { className: "form-trouble", "aria-live": "assertive" });
  const submit = h("button", { type: "submit", className: "primary wide" }, team ? t.form.submitReplace : attempt ? t.form.submitAgain : t.form.submit);

  function showFile(fault) {
    const doubtful = Boolean(held) && !fault && namesOtherService(fileName);
    const shown = fileName || (pasted && t.form.pasted);
    zone.classList.toggle("bad", Boolean(fault));
    zone.classList.toggle("good", Boolean(held));
    fileInput.setAttribute("aria-invalid", fault ? "true" : "false");
    fileMessage.classList.toggle("bad", Boolean(fault));
    fileMessage.classList.toggle("good", Boolean(held) && !fault && !doubtful);
    fileMessage.classList.toggle("warn", doubtful);
    fileMessage.textContent = fault ?? (doubtful ? t.form.fileOtherService : held ? t.form.fileGood : "");
    fill(
      fileWords,
      shown
        ? [h("strong", { className: "file-name" }, shown), h("span", { className: "link" }, t.form.fileChange)]
        : [h("strong", null, t.form.fileDrop), h("span", null, `${t.form.fileOr} `, h("span", { className: "link" }, t.form.fileChoose))],
    );
  }

  function forget() {
    held = undefined;
    reading++;
    fileName = "";
    pasted = false;
    fileInput.value = "";
    keyText.value = "";
    inside = {};
    showFile();
  }

  async function take(files) {
    if (files.length === 0) return;
    const several = files.length > 1;
    const turn = begin(several ? "" : files[0].name, false);
    if (several) {
      showFile(t.faults.fileOne);
      return;
    }
    fileMessage.textContent = t.form.fileReading;
    end(turn, await readKeyFile(files[0]));
  }

  async function takeText(text) {
    const turn = begin("", true);
    const found = await readKeyText(text);
    if (turn !== reading) return;
    const good = end(turn, found);
    keyText.setAttribute("aria-invalid", good ? "false" : "true");
    if (!good) return;
    const focused = document.activeElement === keyText;
    keyText.value = "";
    paste.open = false;
    // The closed part takes its focus away.
    if (focused) (keyId.input.value ? (individual.checked ? submit : issuerId.input) : keyId.input).focus();
  }

  function begin(name, isPasted) {
    touched.add("file");
    held = undefined;
    takeBack();
    fileName = name;
    pasted = isPasted;
    inside = {};
    keyText.setAttribute("aria-invalid", "false");
    if (!isPasted) keyText.value = "";
    showFile();
    return ++reading;
  }

  // Takes back what the file before has filled in.
  function takeBack() {
    if (filled?.from && tidyKeyId(keyId.input.value) === filled.id) {
      keyId.input.value = attempt?.keyId ?? "";
      filled = attempt && { id: attempt.keyId };
      keyId.fault();
    }
    if (filledIssuer && issuerId.input.value === filledIssuer) issuerId.input.value = attempt?.issuerId ?? "";
    filledIssuer = "";
  }

  // Takes the key, and the ids that come with it. Returns whether there is a key.
  function end(turn, found) {
    if (turn !== reading) return false;
    held = found.pem;
    showFile(found.fault);
    if (found.fault) return false;
    inside = found.inside;
    const id = keyIdOf(fileName) ?? inside.keyId;
    const typed = tidyKeyId(keyId.input.value);
    if (id && (!typed || typed === filled?.id)) {
      keyId.input.value = id;
      filled = { id, from: keyIdOf(fileName) ? t.form.keyIdFilled : t.form.keyIdInside };
    }
    if (inside.issuerId && (!issuerId.input.value || issuerId.input.value === attempt?.issuerId)) {
      issuerId.input.value = inside.issuerId;
      filledIssuer = inside.issuerId;
    }
    tick(namesIndividualKey(fileName));
    checkKeyId(Boolean(keyId.input.value));
    checkIssuerId();
    return true;
  }

  // Ticks “individual key” for a file that is named like one, and takes only that back.
  function tick(named) {
    if (team?.issuerId || (named ? individual.checked : !ticked)) return;
    individual.checked = named || isIndividual;
    ticked = named;
    individualMessage.textContent = named ? t.form.individualTicked : t.form.individualHint;
  }

  function checkKeyId(always) {
    const text = keyId.input.value;
    const id = tidyKeyId(text);
    const due = always || touched.has("keyId") || id.length >= 10 || /[^A-Z0-9]/.test(id);
    if (!id && !touched.has("submit") && !touched.has("keyId")) return keyId.fault();
    keyId.fault(due ? keyIdFault(text, fileName, inside) : undefined, id && id === filled?.id ? filled.from : undefined);
    return showKnown();
  }

  // Says that the team is connected already, before its key is handed in.
  function showKnown() {
    const same = team ? undefined : teams.find((one) => (individual.checked ? !one.issuerId && one.keyId === tidyKeyId(keyId.input.value) : one.issuerId && one.issuerId === tidyIssuerId(issuerId.input.value)));
    if (known.dataset.team === (same?.id ?? "")) return;
    known.dataset.team = same?.id ?? "";
    fill(known, same && h("div", { className: "note quiet" }, h("p", null, t.form.known(plainName(same), same.keyId), " ", h("a", { href: `#team/${same.id}` }, t.form.knownLink))));
  }

  function checkIssuerId() {
    const needed = !individual.checked;
    issuerId.input.disabled = !needed;
    const text = issuerId.input.value;
    const due = touched.has("issuerId") || tidyIssuerId(text).length >= 36;
    issuerId.fault(needed && due ? issuerIdFault(text, team?.issuerId, inside) : undefined);
    showKnown();
  }

  function faults() {
    touched.add("submit").add("keyId").add("issuerId").add("file");
    const found = [];
    if (!held) {
      if (!fileMessage.classList.contains("bad")) showFile(t.faults.fileMissing);
      found.push(fileInput);
    }
    checkKeyId(true);
    checkIssuerId();
    if (keyIdFault(keyId.input.value, fileName, inside)) found.push(keyId.input);
    if (!individual.checked && issuerIdFault(issuerId.input.value, team?.issuerId, inside)) found.push(issuerId.input);
    return found;
  }

  function showProblems({ problem, message }) {
    const places = { keyId, issuerId, label };
    const rest = [];
    let first;
    for (const fault of problem.faults ?? [problem]) {
      const text = fault.detail ?? fault.title ?? message;
      const place = places[fault.field];
      if (place) {
        place.fault(text);
        first ??= place.input;
      } else if (/^(key|privateKey|keyFile|file)/.test(fault.field ?? "")) {
        held = undefined;
        showFile(text);
        first ??= fileInput;
      } else {
        rest.push(text);
      }
    }
    fill(trouble, rest.map((text) => alertBox(text)));
    first?.focus();
  }

  // Sends the key in place of the failed attempt, which may be gone by now.
  async function sent(body) {
    try {
      return await offer(failed ? { ...body, insteadOf: failed } : body);
    } catch (e) {
      if (!failed || e.problem?.field !== "insteadOf") throw e;
      failed = undefined;
      return offer(body);
    }
  }

  async function send(event) {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") === "true") return;
    fill(trouble);
    const found = faults();
    if (found.length > 0) {
      say(t.form.summary(found.length));
      found[0].focus();
      return;
    }
    const done = busy(submit, t.form.sending);
    const body = { keyId: tidyKeyId(keyId.input.value), privateKey: held, keyFileName: fileName };
    if (!individual.checked) body.issuerId = tidyIssuerId(issuerId.input.value);
    if (named && label.input.value.trim()) body.label = label.input.value;
    try {
      const connection = await sent(body);
      forget();
      keyId.input.value = "";
      issuerId.input.value = "";
      connected(connection, body.keyId);
    } catch (e) {
      if (e instanceof ApiProblem) showProblems(e);
      else fill(trouble, alertBox(e.message));
    } finally {
      body.privateKey = "";
      done();
    }
  }

  keyId.input.addEventListener("input", () => checkKeyId());
  keyId.input.addEventListener("blur", () => {
    if (keyId.input.value) touched.add("keyId");
    if (keyId.input.value && !keyIdCode(keyId.input.value)) keyId.input.value = tidyKeyId(keyId.input.value);
    checkKeyId();
  });
  issuerId.input.addEventListener("input", () => checkIssuerId());
  issuerId.input.addEventListener("blur", () => {
    if (issuerId.input.value) touched.add("issuerId");
    if (issuerId.input.value && !issuerIdCode(issuerId.input.value)) issuerId.input.value = tidyIssuerId(issuerId.input.value);
    checkIssuerId();
  });
  individual.addEventListener("change", () => {
    ticked = false;
    individualMessage.textContent = t.form.individualHint;
    checkIssuerId();
  });
  // A pasted text is complete; a typed one is read when it is.
  keyText.addEventListener("input", (event) => {
    if (keyText.value.trim() && event.inputType !== "insertText") takeText(keyText.value);
  });
  keyText.addEventListener("change", () => {
    if (keyText.value.trim()) takeText(keyText.value);
  });
  fileInput.addEventListener("change", () => take([...fileInput.files]));
  // The whole form takes a dropped file: next to the zone, the browser would open it.
  const form = h(
    "form",
    { noValidate: true, onsubmit: send, className: "card key-form", "aria-labelledby": "form-title" },
    h("h2", { id: "form-title" }, attempt ? t.form.titleAgain : t.form.title),
    simulated,
    h("div", { className: "field" }, h("label", { htmlFor: "key-file" }, t.form.file), zone, fileMessage, paste),
    keyId.node,
    issuerId.node,
    known,
    !team?.issuerId &&
      h(
        "div",
        { className: "field check" },
        individual,
        h("div", null, h("label", { htmlFor: "individual" }, t.form.individual), individualMessage),
      ),
    named && label.node,
    trouble,
    submit,
    h("p", { className: "promise" }, t.form.promise),
  );
  takeDropped(form, zone, take, takeText);
  offerSimulatedKey(
    simulated,
    async ({ issuerId: issuer, file }) => {
      individual.checked = false;
      issuerId.input.value = issuer;
      keyId.input.value = "";
      await take([file]);
      submit.focus();
    },
    trouble,
  );
  showFile();
  checkIssuerId();
  const leave = keepPage(() => Boolean(held));
  return {
    node: form,
    leave: () => {
      leave();
      forget();
    },
    // Leads to the field that a likely cause is about.
    correct(cause) {
      const isTick = cause === "INDIVIDUAL_KEY_WITH_ISSUER" || cause === "ISSUER_ID_MISSING";
      if (isTick && !team?.issuerId) {
        individual.checked = cause === "INDIVIDUAL_KEY_WITH_ISSUER";
        ticked = false;
        checkIssuerId();
      }
      const place = { WRONG_KEY_ID: keyId.input, WRONG_ISSUER_ID: issuerId.input, ISSUER_ID_MISSING: issuerId.input }[cause] ?? fileInput;
      form.scrollIntoView({ block: "nearest" });
      place.focus();
      place.select?.();
    },
  };
}

// Shows every component as the modules of the pages make it.
import { findings, history, icon as appPicture, plan, release, team, verdicts } from "./samples.js";
import { useConnectLink } from "../../web/api.js";
import { AppIcon } from "../../web/app-icon.js";
import { approvalSwitch } from "../../web/approval.js";
import { ciSnippets } from "../../web/ci-snippets.js";
import { badge, busy, confirmed, copyable, emptyBox, fill, h, icon, outside } from "../../web/elements.js";
import { FileSection } from "../../web/files.js";
import { findingsBox } from "../../web/findings.js";
import { alertBox, open, tell } from "../../web/page.js";
import { readinessCard } from "../../web/readiness.js";
import { ReleaseCard } from "../../web/release-card.js";
import { filterBar, filterOf } from "../../web/release-filter.js";
import { rememberUpload } from "../../web/remembered-uploads.js";
import { keyFacts, teamCard } from "../../web/team-card.js";
import { texts } from "../../web/texts.js";
import { timeline } from "../../web/timeline.js";
import { uploadCard } from "../../web/upload-card.js";
import { stateBadge, verdictBody, verdictHead } from "../../web/verdict.js";
import { showWizard } from "../../web/wizard.js";

const main = document.querySelector("main");
const guide = h("div", { className: "guide" });
const scheme = new URLSearchParams(location.search).get("scheme");
if (["light", "dark"].includes(scheme)) document.documentElement.style.colorScheme = scheme;
// The answers of samples.js need no sign-in.
useConnectLink("style-guide");

function component(name, ...content) {
  const section = h("section", null, h("h2", null, name), h("div", null, ...content));
  section.dataset.component = name.toLowerCase().replaceAll(" ", "-");
  guide.append(section);
}

function card(state, more, options) {
  const made = new ReleaseCard(release(state, more), () => {}, options);
  for (const fold of made.node.querySelectorAll(".plan details, .products details")) fold.open = true;
  return made;
}

// Returns the dialog as a part of the page, not over it.
function dialog(question) {
  confirmed(question);
  const made = document.querySelector("body > dialog");
  made.remove();
  return made;
}

// Resolves when a part has everything that its module asks for.
async function until(node, ...wanted) {
  while (!wanted.every((css) => node.querySelector(css))) await new Promise((resolve) => setTimeout(resolve, 10));
}

function appIcon(more) {
  const made = new AppIcon();
  made.update(release("PLANNED", more));
  return made.node;
}

async function files() {
  const made = new FileSection("/releases/files");
  made.node.open = true;
  made.update(release("PLANNED"));
  await until(made.node, ".files");
  return made.node;
}

function wizardForm(fillIn) {
  showWizard({ connected: () => {} });
  const form = main.querySelector(".key-form");
  fillIn?.(form);
  return { form, steps: main.querySelector(".steps").parentElement };
}

function buttons() {
  const waits = h("button", { type: "button", className: "primary" }, "Connect");
  busy(waits, texts.wait);
  const make = (className, text) => h("button", { type: "button", className }, text);
  return [
    h("div", { className: "actions" }, make("primary", "Connect"), make("", "Check again"), make("danger", "Disconnect"), make("danger quiet", "Disconnect"), make("small", "Copy"), make("plain", "Show 3 more"), waits),
    h("div", { className: "actions" }, h("a", { className: "button primary", href: "#" }, icon("up"), "Upload a build"), h("a", { className: "button", href: "#" }, "Replace the key"), h("a", { href: "#" }, "All teams"), outside("#", "appstoreconnect.apple.com")),
  ];
}

async function uploads() {
  rememberUpload({ connectionId: "team", name: "Interrupted.ipa", sizeBytes: 80_000_000, modified: 0, begun: { uploadId: "1", partSizeBytes: 16_000_000 }, etags: [[1, "a"], [2, "b"]] });
  const made = uploadCard([team("CONNECTED"), team("NOT_CONNECTED", { id: "other", label: "Other team" })], "other", () => {}, false).node;
  for (const name of ["Running.ipa", "Failed.ipa", "Done.ipa"]) {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["x".repeat(3_000_000)], name));
    const input = made.querySelector("#ipa");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  }
  await until(made, ".uploads .done", ".uploads .failed");
  const wrong = new DataTransfer();
  wrong.items.add(new File(["x"], "notes.txt"));
  made.querySelector("#ipa").files = wrong.files;
  made.querySelector("#ipa").dispatchEvent(new Event("change"));
  return made;
}

async function show() {
  const empty = wizardForm();
  const faulty = wizardForm((form) => {
    form.querySelector("#key-id").value = "BAD!";
    form.querySelector("#issuer-id").value = "ABC123DEFG";
    form.requestSubmit();
  });
  fill(main, h("h1", null, "Style guide"), h("p", { className: "lead" }, "Every component, made by the modules of the pages. ", h("a", { href: "?scheme=light" }, "Light"), " · ", h("a", { href: "?scheme=dark" }, "Dark")), guide);

  component("Buttons", buttons());
  component("Badges", h("div", { className: "actions" }, ["good", "warn", "bad", "busy", "quiet"].map((tone) => badge(tone, tone))), h("div", { className: "actions" }, Object.keys(verdicts).map(stateBadge)));
  component("Notes", alertBox("Can’t reach Slipway. Check your connection and try again.", () => {}), ["good", "warn", "quiet"].map((tone) => h("div", { className: `note ${tone}` }, h("p", null, "Key ABC123DEFG replaced key HIJ456KLMN."))));
  component("Copying", copyable("aws s3 cp App.ipa s3://drops/team/"), ciSnippets(team("CONNECTED"), { dropBucket: "drops", dropEndpoint: "https://drops.s3.eu-west-1.amazonaws.com" }));
  component("Form", empty.form);
  component("Form with faults", faulty.form);
  component("Steps", empty.steps);
  component("Switch", approvalSwitch(team("CONNECTED", { approval: "BEFORE_SUBMIT" }), () => {}));
  component("Teams", h("ul", { className: "cards" }, Object.keys(verdicts).map((state) => teamCard(team(state)))));
  component("Key", h("div", { className: "card" }, keyFacts(team("CONNECTED"))));
  for (const [state, verdict] of Object.entries(verdicts)) component(`Verdict ${state.replaceAll("_", " ")}`, verdictHead(state, verdict, verdict?.problem && h("a", { className: "button primary", href: "#" }, texts.team.replace)));
  component("Abilities", h("div", { className: "columns" }, verdictBody(team("CONNECTED_WITH_LIMITS")).map((part) => h("div", null, part))));
  component("Filter", filterBar([team("CONNECTED"), team("CONNECTED", { id: "other", label: "Other team" })], filterOf(""), () => {}).node);
  component("Release rows", h("ul", { className: "cards rows-of-releases" }, Object.keys(texts.board.states).map((state) => card(state, {}, { open: false, team: "Harbour Ltd" }).node)));
  component("Release that uploads", h("ul", { className: "cards" }, card("UPLOADING", { actions: ["cancel"], upload: { totalBytes: 4_200_000, finishedBytes: 1_600_000 } }).node));
  component("Release with faults", h("ul", { className: "cards" }, card("NEEDS_ATTENTION", { open: false, actions: ["retry", "cancel"], findings, problem: { type: "urn:slipway:problem:drop-has-errors", title: "The drop has errors", detail: "Slipway found 2 errors before it sent anything to Apple." } }).node));
  component("Plan", h("ul", { className: "cards" }, card("PLANNED", { actions: ["carry-out", "cancel"], findings: findings.slice(2), plan }).node));
  component("Approval", h("ul", { className: "cards" }, card("PREPARED", { actions: ["approve", "cancel"], approval: { changed: true, differences: [{ present: true, action: plan.actions[2] }, { present: false, action: plan.actions[4] }] }, plan: { ...plan, actions: plan.actions.slice(5) } }).node));
  component("Release that is out", h("ul", { className: "cards" }, card("READY_FOR_DISTRIBUTION", {
    stateSince: "2026-11-29T12:00:00Z", actions: ["pause", "complete"], phasedRelease: { state: "ACTIVE" }, testFlight: { groups: ["Crew"], externalState: "IN_BETA_TESTING", publicLinks: { Crew: "https://testflight.apple.com/join/abc" } },
    purchases: [{ kind: "SUBSCRIPTION", name: "harbour.yearly", state: "APPROVED" }, { kind: "IN_APP_PURCHASE", name: "harbour.charts", state: "REJECTED" }],
  }).node));
  const pictures = card("IN_REVIEW", { id: "pictures", pictures: 5 });
  component("Pictures", h("ul", { className: "cards" }, pictures.node));
  pictures.pictures.node.open = true;
  component("App icon", h("div", { className: "actions" }, appIcon({ icon: appPicture }), appIcon()));
  component("Files", h("section", { className: "card drop-files" }, await files()));
  component("Release page", h("ul", { className: "cards" }, card("IN_REVIEW", { actions: ["cancel"] }, { alone: true }).node), h("div", { className: "card beside" }, h("section", null, h("h2", null, texts.board.timeline), timeline(history, true))));
  component("Findings", h("div", { className: "card" }, findingsBox(findings, true)));
  component("Upload", await uploads());
  component("Readiness", readinessCard([team("CONNECTED")], ["team", "1", "IOS"]).node);
  component("Empty", emptyBox(texts.board.none, texts.board.noneText), emptyBox(texts.board.noneTeam, texts.board.noneTeamText, h("a", { className: "button primary", href: "#" }, texts.board.noneTeamLink)));
  const ask = (name, danger) => ({ title: texts.board.questions[name].title("Harbour Pilot 2.4.0 (41)"), lines: [texts.board.questions[name].text("IN_REVIEW", true, 6)], yes: texts.board.questions[name].yes, no: texts.board.questions[name].no, danger });
  component("Dialogs", dialog(ask("release")), dialog(ask("cancel", true)));
  component("Prose", h("div", { className: "prose" }, h("h3", null, "drop-has-errors"), h("p", null, "Slipway checks a drop ", h("code", null, "before"), " it sends anything."), h("ul", null, h("li", null, "Read the findings."), h("li", null, "Drop the folder again.")), h("table", null, h("tr", null, h("th", null, "Field"), h("th", null, "Meaning")), h("tr", null, h("td", null, "findings"), h("td", null, "what is wrong, and where")))));
  tell(texts.team.checkedNow);
  component("Toast", document.querySelector(".toast"));
  await until(guide, ".pictures .shots", ".readiness .findings");
  for (const image of guide.querySelectorAll("img")) {
    image.loading = "eager";
    await image.decode();
  }
  document.documentElement.dataset.ready = "true";
}

open(() =>
  show().catch((e) => {
    console.error(e);
    throw e;
  }),
);

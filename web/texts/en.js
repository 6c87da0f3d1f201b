// Every English text of the pages, by what shows it. Another language is a file of the same shape, listed in texts.js.
import { approval } from "./en/approval.js";
import { ask } from "./en/ask-for-key.js";
import { board } from "./en/board.js";
import { link } from "./en/connect-link.js";
import { files } from "./en/files.js";
import { findings, products, readiness } from "./en/findings.js";
import { pictures } from "./en/pictures.js";
import { plan } from "./en/plan.js";
import { problems } from "./en/problems.js";
import { release } from "./en/release.js";
import { signIn } from "./en/sign-in.js";
import { attempt, teams, team, now, rename } from "./en/teams.js";
import { upload } from "./en/upload.js";
import { verdict } from "./en/verdict.js";
import { wizard } from "./en/wizard.js";

export default {
  language: "en",
  name: "Slipway",
  nav: { label: "Pages", teams: "Teams", board: "Releases" },
  skip: "Skip to the content",
  signedInAs: "Signed in as",
  signOut: "Sign out",
  wait: "One moment…",
  copy: "Copy",
  copied: "Copied",
  yes: "yes",
  retry: "Try again",
  details: "More about this",
  appleSaid: "What Apple said",
  newWindow: "opens in a new tab",
  support: "Questions?",
  by: (person) => `by ${person}`,
  later: (time) => ` · ${time} later`,
  underAMinute: "less than a minute",
  version: (text) => `Slipway ${text}`,
  demoClock: (speed) =>
    `Demo clock: it runs ${speed} times faster while a release waits, ahead of your clock.`,
  signIn,
  trouble: {
    offline: "Can’t reach Slipway. Check your connection and try again.",
    unknown: (status) => `Something went wrong (HTTP status ${status}). Try again in a moment.`,
    forbidden: "You don’t have the right to do this. Ask a person who has it.",
    start: "This page can’t start: config.json is missing or invalid.",
    lost: "Can’t reach Slipway. Retrying…",
  },
  teams,
  team,
  attempt,
  rename,
  ask,
  verdict,
  now,
  wizard,
  link,
  board,
  release,
  findings,
  products,
  readiness,
  approval,
  pictures,
  files,
  plan,
  upload,
  problems,
};

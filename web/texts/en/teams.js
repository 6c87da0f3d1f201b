export const teams = {
  title: "Connected teams",
  lead: "One key per Apple developer team covers all of its apps.",
  connect: "Connect another team",
  issuer: "Issuer ID",
  key: "Key ID",
  checked: "Checked",
  never: "not yet",
  older: "Show more teams",
  none: "No team is connected yet.",
  connectFirst: "Connect a team",
  unnamed: (issuer) => `Apple team ${issuer}`,
  teamOf: (app) => `Team of ${app}`,
  individual: (key) => `Individual key ${key}`,
  individualKey: "Individual key",
  withIndividual: (name) => `${name} (individual key)`,
  withKey: (name, key) => `${name} · ${key}`,
  appsOf: (names, more, count) =>
    `${count === 1 ? "1 app" : `${count} apps`}: ${names}${more > 0 ? ` and ${more} more` : ""}`,
  attempts: "Not connected yet",
  attemptsLead: "Apple has not accepted these keys, so no release uses them. Slipway removes each after 7 days.",
};

export const team = {
  back: "All teams",
  checkAgain: "Check again",
  checking: "Checking…",
  checkedNow: "Checked just now.",
  replace: "Replace the key",
  disconnect: "Disconnect",
  manage: "This connection",
  history: "History",
  pending: (key) => `Key ${key} is waiting to be checked. Until then the current key stays in use.`,
  disconnectTitle: "Disconnect this team?",
  disconnectText:
    "Releases in progress stop, and Slipway deletes the key. Nothing changes at Apple: a version in review stays in review.",
  disconnectKey:
    "The key stays valid at Apple until you revoke it in App Store Connect (Users and Access, Integrations).",
  disconnectYes: "Disconnect",
  disconnectNo: "Keep it",
  disconnected: "The team was disconnected.",
  gone: "This team is no longer connected.",
  rejectedWaits: (key) =>
    `A key made minutes ago may not be known to Apple yet, so Slipway checks ${key} again. Nothing changes for your releases.`,
  rejectedFor: (key) => `Slipway no longer checks ${key}. Nothing changes for your releases.`,
  replaceAgain: "Enter the new key again",
  sameTeam: "This team is connected already.",
  sameTeamText: "The keys see the same apps. One key is enough for a team: keep the team key, and disconnect the other.",
  sameLabel: (name) => `Another team is named ${name}, too.`,
  sameLabelText: "Rename one of them so that you can tell them apart.",
};

export const now = {
  title: "What to do now",
  lead: "Upload a build. Slipway does the rest automatically, up to App Review.",
  page: "From this page",
  upload: "Upload a build",
  shell: "From a terminal or CI",
  shellHint: "Needs an AWS role with write access to this connection’s folder in the bucket.",
  shellLabel: "Command that uploads a build",
  role: "SLIPWAY_ROLE_ARN is a role that your CI may assume, with write access to this connection’s folder in the bucket. Keep its name in a variable of your CI.",
  folder:
    "To set metadata, screenshots or a release date, upload a folder in fastlane’s layout with a release.json. It also controls the release type, phased release and TestFlight.",
  shellHintLocal: "In the demo, first run in that terminal, in the folder of Slipway: . .slipway/aws.env",
};

export const attempt = {
  name: (key) => `Key ${key}`,
  title: "Steps in App Store Connect",
  lead: "Apple has not accepted this key, so no team is connected by it yet.",
  sentence: "Check the likely causes, correct the form below, and choose the file again.",
  steps: "Show the steps in App Store Connect",
  resume: "Continue",
  discard: "Discard",
  discarded: "Discarded.",
};

export const rename = {
  button: "Rename",
  buttonFor: (name) => `Rename ${name}`,
  label: "Name of the team",
  hint: "At most 60 characters; only your organisation sees it. Leave it empty to remove the name.",
  save: "Save",
  saving: "Saving…",
  cancel: "Cancel",
  saved: "Renamed.",
  savedSame: "Renamed. Another of your teams has the same name.",
  removed: "The name was removed.",
  notAllowed: "You can’t rename teams. Ask a person who may connect teams.",
};

export const teams = {
  title: "Connected teams",
  lead: "One key per Apple developer team covers all of its apps.",
  connect: "Connect another team",
  none: "No team is connected yet.",
  apps: (count) => (count === 1 ? "1 app" : `${count} apps`),
  unnamed: (issuer) => `Apple team ${issuer}`,
  individual: (key) => `Individual key ${key}`,
  more: (count) => `and ${count} more`,
  issuer: "Issuer ID",
  key: "Key ID",
  checked: "Checked",
  never: "not yet",
  older: "Show more teams",
};

export const team = {
  back: "All teams",
  checkAgain: "Check again",
  checking: "Checking…",
  checkedNow: "Checked just now.",
  replace: "Replace the key",
  connectAgain: "Enter the key again",
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
};

export const verdict = {
  states: {
    CHECKING: "Checking",
    CONNECTED: "Connected",
    CONNECTED_WITH_LIMITS: "Connected, with limits",
    NOT_CONNECTED: "Not connected",
    UNKNOWN: "Not known yet",
    DISCONNECTED: "Disconnected",
  },
  headlines: {
    CHECKING: "Asking Apple about this key…",
    CONNECTED: "This key can do everything a release needs",
    CONNECTED_WITH_LIMITS: "The key works, but can’t release",
    NOT_CONNECTED: "Apple does not accept this key for releases",
    UNKNOWN: "Slipway couldn’t reach Apple",
    DISCONNECTED: "This team was disconnected",
  },
  sentences: {
    CHECKING: "This takes a few seconds.",
    CONNECTED: "You’re all set. Upload a build.",
    CONNECTED_WITH_LIMITS: "Apple accepts the key, but a release would fail with it.",
    NOT_CONNECTED: "Releases can’t start until you fix this. Here’s how.",
    UNKNOWN: "Nothing suggests that the key is wrong. Slipway checks again automatically.",
    DISCONNECTED: "Connect it again with its .p8 file.",
  },
  again: (at) => `Next check: ${at}.`,
  next: "What to do next",
  causes: "Likely causes",
  notes: "Also good to know",
  can: "What this key can do",
  capabilities: {
    readApps: "Read your apps",
    uploadBuilds: "Upload builds",
    editVersions: "Create and edit versions",
    submitForReview: "Submit for App Review",
  },
  evidence: { YES: "Yes", LIKELY: "Very likely", NO: "No", UNKNOWN: "Not known" },
  honest:
    "Slipway only reads from Apple during a check, so it can’t prove write access before your first release.",
  role: "Role",
  roles: {
    ADMIN: "likely Admin",
    APP_MANAGER: "likely App Manager",
    BELOW_APP_MANAGER: "below App Manager",
    UNKNOWN: "not known",
  },
  apps: "Apps",
  noApps: "This key can’t see any app. Create the app in App Store Connect (Apps, +, New App), then check again.",
  noAppsYet: "Your apps appear here after a successful check.",
  moreApps: (count) => `Show ${count} more`,
  platforms: { IOS: "iOS", MAC_OS: "macOS", TV_OS: "tvOS", VISION_OS: "visionOS" },
  known:
    "This key is already connected, so Slipway uses the existing connection. One connection covers all apps of the team.",
  replaced: (now, before) =>
    `Key ${now} replaced key ${before}. Releases in progress now use it.`,
  notReplaced: (offered, kept) =>
    `Key ${offered} was not accepted. Key ${kept} stays in use; nothing changes for your releases.`,
  slow: "Apple is taking a long time to respond. The result appears here as soon as it is available.",
};

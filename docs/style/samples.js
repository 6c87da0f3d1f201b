// What the style guide shows, and the world around it: a clock that stands still, and an API that answers from
// here. It is imported before the modules of the pages.
const NOW = new Date("2026-12-01T12:00:00Z").getTime();

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length > 0 ? given : [NOW]));
  }

  static now() {
    return NOW;
  }
};

// What a page does later, such as to remove a finished upload, does not happen here.
const later = globalThis.setTimeout;
globalThis.setTimeout = (work, millis = 0, ...given) => (millis > 500 ? 0 : later(work, millis, ...given));

const picture = (color) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="1290" height="2796"><rect width="1290" height="2796" fill="${color}"/></svg>`)}`;
const shot = (position, change, more) => ({
  locale: "en-US", displayType: "APP_IPHONE_67", display: "iPhone 6.9\"", kind: "IMAGE", position, change,
  name: `0${position}_harbour.png`, widthPixels: 1290, heightPixels: 2796, sizeBytes: 812_000, url: picture("#5b8fb9"), ...more,
});

export const icon = { id: "harbour", url: picture("#2f6f8f"), expiresAt: "2026-12-01T13:00:00Z" };

export const findings = [
  { check: "support-url", severity: "ERROR", file: "metadata/en-US/support_url.txt", found: "htp:/example.com/support", limit: "an address that begins with https://", remedy: "Write a whole address, for example https://example.com/support.", type: "urn:slipway:problem:drop-has-errors" },
  { check: "screenshot-size", severity: "ERROR", file: "screenshots/en-US/01.png", found: "1000 × 2000", limit: "1290 × 2796", remedy: "Export the screenshot in a size of a display." },
  { check: "release-notes", severity: "WARNING", file: "metadata/de-DE/release_notes.txt", remedy: "Write what is new in German: this text is the same as in English." },
];

const answers = {
  "config.json": () => ({ apiUrl: "", brand: { logo: "../web/icon.svg" } }),
  "/releases/pictures/pictures": () => ({
    total: 5, comparedAt: "2026-12-01T11:00:00Z", addressSeconds: 900, counts: { NEW: 1, MOVED: 1, KEPT: 1, REMOVED: 1, LEFT_OUT: 1 },
    pictures: [
      shot(1, "NEW"), shot(2, "MOVED", { formerPosition: 4, url: picture("#c98b2b") }), shot(3, "KEPT", { url: picture("#4e9a6b") }), shot(4, "REMOVED", { url: undefined }),
      shot(5, "LEFT_OUT", { displayType: undefined, display: undefined, widthPixels: 1000, heightPixels: 800, url: undefined, unavailable: "This file can’t be shown." }),
    ],
  }),
  "/releases/files": () => ({
    files: [
      { path: "Harbour.ipa", sizeBytes: 4_200_000, use: "BUILD" },
      { path: "metadata/en-US/release_notes.txt", sizeBytes: 180, use: "TEXT", locale: "en-US" },
      { path: "screenshots/en-US/02.png", sizeBytes: 812_000, use: "SCREENSHOT", display: "iPhone 6.9\"", locale: "en-US", change: "NEW" },
      { path: "screenshots/en-US/notes.txt", sizeBytes: 40, use: "LEFT_OUT", reason: "Slipway does not know this file." },
    ],
  }),
  "/connections/team/apps": () => ({ apps: [{ id: "1", name: "Harbour Pilot", latestVersions: [{ platform: "IOS" }] }] }),
  "/connections/team/apps/1/readiness": () => ({
    answer: {
      appName: "Harbour Pilot", at: "2026-12-01T11:40:00Z", ready: false, version: { version: "2.4.0", buildNumber: "41", state: "PREPARE_FOR_SUBMISSION" },
      findings: findings.slice(0, 1), media: [{ locale: "en-US", kind: "SCREENSHOTS", displayType: "APP_IPHONE_67", count: 4 }],
      ageRating: { file: { gambling: null }, open: [{ question: "gambling", answers: ["true", "false"], required: true }] },
    },
  }),
};

function answer(status, document) {
  return new Response(JSON.stringify(document), { status, headers: { "content-type": "application/json" } });
}

globalThis.fetch = async (address, { method = "GET", body } = {}) => {
  const path = String(address).split("?")[0];
  if (method === "POST" && path.endsWith("/uploads")) {
    const { name } = JSON.parse(body);
    if (name.startsWith("Failed")) return answer(403, { type: "urn:slipway:problem:quota", title: "The quota is used up", detail: "This organisation has used up its drops of today. Try again tomorrow, or raise the quota." });
    if (name.startsWith("Done")) return answer(200, { method: "PUT", url: "data:,", expiresAt: "2026-12-01T13:00:00Z" });
    return new Promise(() => {});
  }
  return answers[path] ? answer(200, answers[path]()) : answer(404, {});
};

// The bucket: it takes every file at once.
globalThis.XMLHttpRequest = class {
  upload = {};
  status = 200;

  open() {}

  getResponseHeader() {
    return "etag";
  }

  send() {
    this.onload();
    this.onloadend();
  }
};

const capabilities = { readApps: "YES", uploadBuilds: "LIKELY", editVersions: "LIKELY", submitForReview: "NO" };
const problem = {
  type: "urn:slipway:problem:role-too-low", title: "The key’s role is too low",
  detail: "Apple lets this key read apps, but not change them. Create a key with the role App Manager.",
  appleErrors: ["403 FORBIDDEN_ERROR: The API key in use does not allow this request"],
};
const apps = [
  { id: "1", name: "Harbour Pilot", bundleId: "com.example.harbour", latestVersions: [{ platform: "IOS", version: "2.4.0", state: "READY_FOR_SALE" }] },
  { id: "2", name: "Tide Tables of the North Sea", bundleId: "com.example.tides", latestVersions: [{ platform: "MAC_OS", version: "1.0", state: "IN_REVIEW" }] },
];

export const verdicts = {
  CHECKING: undefined,
  CONNECTED: { state: "CONNECTED", capabilities: { ...capabilities, submitForReview: "LIKELY" }, likelyRole: "APP_MANAGER", apps, notes: ["Two apps of this team are removed from the App Store."] },
  CONNECTED_WITH_LIMITS: { state: "CONNECTED_WITH_LIMITS", capabilities, evidence: { submitForReview: "Apple answered 403 when the key asked for it." }, likelyRole: "BELOW_APP_MANAGER", apps, problem },
  NOT_CONNECTED: { state: "NOT_CONNECTED", problem: { ...problem, title: "Apple rejects this key", detail: "Compare the Key ID and the Issuer ID with App Store Connect." }, likelyCauses: ["The key was revoked.", "The Issuer ID belongs to another team."] },
  UNKNOWN: { state: "UNKNOWN", nextCheckAt: "2026-12-01T12:05:00Z" },
  DISCONNECTED: undefined,
};

export function team(state, more) {
  return {
    id: "team", state, keyId: "ABC123DEFG", issuerId: "57246542-96fe-1a63-e053-0824d011072a", label: "Harbour Ltd",
    verdict: verdicts[state] && { checkedAt: "2026-12-01T11:50:00Z", ...verdicts[state] }, ...more,
  };
}

export const history = [
  { at: "2026-12-01T09:00:00Z", message: "The drop arrived: Harbour Pilot 2.4.0." },
  { at: "2026-12-01T09:12:00Z", message: "Apple processed the build." },
  { at: "2026-12-01T10:00:00Z", message: "Submitted to App Review.", actor: "https://issuer.example#maria@example.com" },
];

export function release(state, more) {
  return {
    id: state.toLowerCase(), connectionId: "team", state, open: !["SUPERSEDED", "CANCELED", "READY_FOR_DISTRIBUTION"].includes(state),
    app: { id: "6446000000", name: "Harbour Pilot" }, bundleId: "com.example.harbour", platform: "IOS", version: "2.4.0", buildNumber: "41",
    createdAt: "2026-12-01T09:00:00Z", stateSince: "2026-12-01T10:00:00Z", updatedAt: "2026-12-01T11:59:00Z", timeline: history, actions: [],
    drop: { bucket: "drops", key: "team/Harbour Pilot 2.4.0/release.json", receivedAt: "2026-12-01T09:00:00Z" }, ...more,
  };
}

const notes = "Harbour Pilot now shows tides and currents for every harbour of the North Sea. The chart loads faster, and it works without a network once you have opened it.";
export const plan = {
  hash: "v1:9f86d081884c7d659a2feaa0c55ad015", writeCalls: 5, readCalls: 40, uploadBytes: 4_200_000,
  actions: [
    { kind: "CREATE", what: "Version 2.4.0", after: "2.4.0", calls: ["POST /v1/appStoreVersions"] },
    { kind: "CHANGE", what: "What’s New", where: "English (U.S.)", before: notes, after: notes.replace("every harbour", "all harbours").replace(" once you have opened it", ""), file: "metadata/en-US/release_notes.txt", calls: ["PATCH /v1/appStoreVersionLocalizations/{id}"] },
    { kind: "CHANGE", what: "Keywords", where: "German", before: "hafen,gezeiten", after: "hafen,gezeiten,strömung", file: "metadata/de-DE/keywords.txt" },
    { kind: "UPLOAD", what: "Build 41", file: "App.ipa", sizeBytes: 4_200_000 },
    { kind: "DELETE", what: "Screenshot 4", where: "English (U.S.), iPhone 6.9\"", before: "04_harbour.png" },
    { kind: "SUBMIT", what: "Version 2.4.0 to App Review" },
  ],
};

export const findings = {
  errors: "Fix these first",
  warnings: (count) => (count === 1 ? "1 warning" : `${count} warnings`),
  warningsText: "Warnings don’t block the release, but Apple may disagree.",
  found: "Found: ",
  limit: "Expected: ",
  where: "Without a drop: ",
  places: (count) => `In ${count} places:`,
  moreFiles: (count) => (count === 1 ? "and 1 other file" : `and ${count} other files`),
  kept: "An upload removes nothing. To leave a file out, delete it from the bucket too, or use a new folder name.",
  more: (count) => `Show ${count} more`,
};

export const products = {
  title: "In-app purchases and subscriptions",
  kinds: { IN_APP_PURCHASE: "In-app purchase", SUBSCRIPTION: "Subscription", SUBSCRIPTION_GROUP: "Subscription group" },
  states: {
    READY_FOR_REVIEW: "Ready for review",
    ACCEPTED: "Accepted",
    APPROVED: "Approved",
    REJECTED: "Rejected",
    REMOVED: "Removed",
  },
  notIn: "Not in the submission",
};

export const readiness = {
  title: "Ready for review?",
  lead: "What App Review would miss of an app now, without uploading anything. Slipway looks at App Store Connect and changes nothing there.",
  which: "App",
  app: (name, platform) => `${name} · ${platform}`,
  look: "Look now",
  looking: "Looking at App Store Connect…",
  looked: "The answer is below.",
  late: "The answer takes longer than usual. Look again in a minute.",
  never: "Slipway has not looked at this app yet. Choose Look now.",
  noApps: "The last check of your teams saw no app. Check the team again after adding one.",
  ready: "Nothing known is missing",
  missing: (count) => (count === 1 ? "1 thing is missing" : `${count} things are missing`),
  version: (version, build) => (build ? `Version ${version} (${build})` : `Version ${version}, no build`),
  asOf: (time) => `as of ${time}`,
  media: "Screenshots and previews",
  set: (isPreview, count) => (isPreview ? (count === 1 ? "1 preview" : `${count} previews`) : count === 1 ? "1 screenshot" : `${count} screenshots`),
  ageRating: (open) => (open === 0 ? "Age rating: all answered" : open === 1 ? "Age rating: 1 open question" : `Age rating: ${open} open questions`),
  ageRatingText: "Put this into app_rating_config.json of a drop. Replace each null by one of the answers listed, or leave it to keep the question open.",
  optional: "optional",
  file: "app_rating_config.json",
  limits: "App Privacy answers and agreements can only be seen in App Store Connect.",
};

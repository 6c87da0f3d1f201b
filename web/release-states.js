// What states of a release have in common.

export const TONE = {
  READY_FOR_DISTRIBUTION: "good",
  IN_BETA_TESTING: "good",
  PLANNED: "good",
  REJECTED: "bad",
  NEEDS_ATTENTION: "bad",
  SUPERSEDED: "quiet",
  CANCELED: "quiet",
  PREPARED: "warn",
  PENDING_DEVELOPER_RELEASE: "warn",
};
export const OUT = new Set(["READY_FOR_DISTRIBUTION", "IN_BETA_TESTING"]);
// Checks that also concern an app on the App Store: in which countries Apple does not offer it.
export const OFFER = /^(trader-status|territory|korea|brazil|china)-/;
// The user decides what happens next.
export const STANDS = new Set(["PREPARED", "PLANNED"]);
// Only the timeline is still of interest.
export const OVER = new Set(["SUPERSEDED", "CANCELED"]);

// Addresses of Apple's web pages about an app. The paths are those that App Store Connect shows in
// the browser; Apple does not document them.
const CONNECT = "https://appstoreconnect.apple.com/apps";

// Returns [name, address] pairs, the one that matters most in this state first. The names are keys
// of texts.release.apple.
export function appleLinks({ app, state, reviewSubmissionId, testFlight }) {
  if (!app) return [];
  const reviews = `${CONNECT}/${app.id}/distribution/reviewsubmissions`;
  const review = ["review", reviewSubmissionId ? `${reviews}/details/${reviewSubmissionId}` : reviews];
  const store = ["store", `https://apps.apple.com/app/id${app.id}`];
  const others = [
    ["app", `${CONNECT}/${app.id}/distribution`],
    (testFlight || state === "IN_BETA_TESTING") && ["testFlight", `${CONNECT}/${app.id}/testflight`],
  ].filter(Boolean);
  if (state === "READY_FOR_DISTRIBUTION") return [store, ...others, review];
  if (state === "REJECTED" || reviewSubmissionId) return [review, ...others];
  return others;
}

export const signIn = {
  title: "Sign in",
  product: "Slipway takes your builds to the App Store: it uploads them, prepares the version and submits it to App Review. You don’t need a Mac.",
  lead: "Sign in to see your teams and releases.",
  button: "Sign in",
  local: "Local run. Choose a user to continue.",
  demo: (first, second) => `Local demo. ${first} has a connected team; ${second} starts from scratch.`,
  as: (user) => `Continue as ${user}`,
  code: "One-time code",
  codeHint: "The terminal that started Slipway shows this code.",
  failed: "Sign-in failed.",
  refused: (reason) => `The sign-in service said: ${reason}`,
  foreign:
    "This sign-in did not start in this tab, so it was ignored. Sign in again.",
  expired: "Your sign-in has ended. Reload the page to sign in again, then choose your file again.",
};

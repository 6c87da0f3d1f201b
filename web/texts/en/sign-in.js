export const signIn = {
  title: "Sign in",
  lead: "Sign in to see your teams and releases.",
  button: "Sign in",
  local: "Local demo. Choose a user to continue.",
  as: (user) => `Continue as ${user}`,
  code: "One-time code",
  codeHint: "The terminal that started Slipway shows this code.",
  failed: "Sign-in failed.",
  refused: (reason) => `The sign-in service said: ${reason}`,
  foreign:
    "This sign-in did not start in this tab, so it was ignored. Sign in again.",
  expired: "Your sign-in has ended. Reload the page to sign in again, then choose your file again.",
};

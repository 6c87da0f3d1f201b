export const problems = {
  title: "When something is wrong",
  back: "Back to Slipway",
  missing: "The problem descriptions are not available on this site. The error message says what to do.",
};

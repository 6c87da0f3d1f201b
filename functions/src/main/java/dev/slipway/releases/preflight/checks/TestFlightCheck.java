package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.BETA_GROUP_NOT_FOUND;
import static dev.slipway.problems.ProblemType.METADATA_MISSING;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;
import static dev.slipway.problems.ProblemType.REVIEW_INFORMATION_INCOMPLETE;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks for what TestFlight and Beta App Review require, and neither the drop nor Apple has.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum TestFlightCheck implements Check {
  TESTFLIGHT_GROUP_MISSING(
      Rule.error(
          BETA_GROUP_NOT_FOUND,
          "The app has no TestFlight group with this name",
          "the name of a group that the app has",
          "Correct the name, or add \"createGroups\": true to testFlight.",
          "a rule of Slipway's: it creates only what it is asked to create")),
  TESTFLIGHT_LINK_OF_TEAM_GROUP(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The group is for users of the team, and only a group of external testers has a public"
              + " link",
          null,
          "Take publicLink out, or name another group.",
          "App Store Connect Help, Invite external testers; first-release-live.md, F")),
  TESTFLIGHT_DESCRIPTION_MISSING(
      Rule.error(
          METADATA_MISSING,
          "Beta App Review needs a description of the app in its primary language",
          null,
          "Add it to testFlight.description.",
          "error MISSING_BETA_APP_DESCRIPTION (media-live.md, 4)")),
  TESTFLIGHT_FEEDBACK_EMAIL_MISSING(
      Rule.error(
          METADATA_MISSING,
          "Beta App Review needs an e-mail address for feedback in the app's primary language",
          null,
          "Add feedbackEmail to testFlight.",
          "App Store Connect Help, Provide test information; error MISSING_REQUIRED_DATA"
              + " (media-live.md, K13)")),
  TESTFLIGHT_CONTACT_INCOMPLETE(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact for Beta App Review is incomplete",
          "first name, last name, phone and e-mail address",
          "Add what is missing, each as a file.",
          "App Store Connect Help, Provide test information; error MISSING_REQUIRED_DATA"
              + " (media-live.md, K13)")),
  TESTFLIGHT_AGE_RATING_MISSING(
      Rule.error(
          METADATA_MISSING,
          "Beta App Review takes no build of an app without an age rating",
          null,
          "Answer the questions in the file, or in App Store Connect under App Information.",
          "error MISSING_REQUIRED_DATA (media-live.md, K13)"));

  private final Rule rule;

  TestFlightCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

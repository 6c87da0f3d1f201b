package dev.slipway.releases.preflight.live;

import static dev.slipway.problems.ProblemType.LIVE_VERSION_MISSING;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of a drop that changes the version on the App Store, against what Apple has.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum LiveVersionCheck implements Check {
  NO_LIVE_VERSION(
      Rule.error(
          LIVE_VERSION_MISSING,
          "No version of the app is on the App Store on this platform",
          "a version that is READY_FOR_DISTRIBUTION",
          "Release a version first, or set platform in release.json to the one that you meant.",
          "App Store Connect API, AppStoreVersion.appVersionState")),
  LIVE_LOCALE_MISSING(
      Rule.error(
          METADATA_INVALID,
          "The version on the App Store lacks this locale, and Apple adds none to it",
          "a locale of the version",
          "Remove the file, or add the locale with a new version.",
          "review-live.md F: everything but promotionalText is locked on a live version")),
  LIVE_TEXT_ENDS_WITH_NEXT_VERSION(
      Rule.warning(
          METADATA_INVALID,
          "The next version has another promotional text or none, which replaces this one when it"
              + " is released",
          null,
          "If this text is to stay, set it in the next version, too.",
          "App Store Connect API: each version has promotional texts of its own"));

  private final Rule rule;

  LiveVersionCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

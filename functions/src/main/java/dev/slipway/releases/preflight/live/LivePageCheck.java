package dev.slipway.releases.preflight.live;

import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of a drop without a version of its own, from the drop alone.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum LivePageCheck implements Check {
  LIVE_FILE_NOT_TAKEN(
      Rule.error(
          METADATA_INVALID,
          "Apple does not let this be changed on the version that is on the App Store",
          "promotional_text.txt in metadata/<locale>/, and nothing else",
          "Remove it from the folder, or release it with a new version, without \"live\" in"
              + " release.json.",
          "review-live.md A4, F; media-live.md K1: a live version takes promotionalText alone")),
  FILE_BESIDE_PURCHASES(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json submits purchases and nothing else, and the folder has something else",
          "release.json alone",
          "Remove it from the folder, or add the version and the build that it belongs to.",
          "review-live.md A12: a submission without a version holds no texts, pictures or build")),
  LIVE_TEXT_MISSING(
      Rule.error(
          DROP_FILE_MISSING,
          "release.json says \"live\": true, and the folder has no promotional text",
          "metadata/<locale>/promotional_text.txt",
          "Add the text, then upload release.json again as the last file.",
          "review-live.md A4: nothing else can be changed on a live version"));

  private final Rule rule;

  LivePageCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

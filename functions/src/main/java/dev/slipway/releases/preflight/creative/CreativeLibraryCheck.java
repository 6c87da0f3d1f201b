package dev.slipway.releases.preflight.creative;

import static dev.slipway.problems.ProblemType.MEDIA_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the files for product page headers and search results that only Apple's answers allow.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum CreativeLibraryCheck implements Check {
  CREATIVE_LIBRARY_MISSING(
      Rule.error(
          MEDIA_INVALID,
          "Apple shows no asset library of the app, which files for product page headers and search"
              + " results need",
          "an asset library that the key may use",
          "Connect a key with the role Admin or App Manager.",
          "asset-library.md, 1: other roles get 403, and an app without a library 404")),
  CREATIVE_SOUND_MISSING(
      Rule.error(
          MEDIA_INVALID,
          "A video for the product page header or search results has no sound, which Apple requires"
              + " there",
          "a sound track",
          "Add a sound track; it may be silent.",
          "App Store Connect API, AppAssetLibraryRefData: audioRequired"));

  private final Rule rule;

  CreativeLibraryCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

package dev.slipway.releases.preflight.creative;

import static dev.slipway.problems.ProblemType.MEDIA_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the files for product page headers and search results, from the files themselves. What
/// Apple takes is in `creative-specs.tsv`; Apple's reference data win where they were read.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum CreativeCheck implements Check {
  CREATIVE_TOO_MANY(
      Rule.error(
          MEDIA_INVALID,
          "Too many files for the product page header or the search results of one locale",
          "one file for each of the two, a picture or a video",
          "Keep one file in the folder. This file is the first one above the limit.",
          CreativeCheck.LIMITS)),
  CREATIVE_EMPTY(
      Rule.error(
          MEDIA_INVALID,
          "A file for the product page header or search results is empty",
          "more than 0 bytes",
          "Upload the complete file again.",
          "App Store Connect API, AppAssetLibraryImageCreateRequest: fileSize")),
  CREATIVE_TOO_LARGE(
      Rule.error(
          MEDIA_INVALID,
          "A file for the product page header or search results is too large",
          "at most 524,288,000 bytes",
          "Export it with a stronger compression.",
          CreativeCheck.SPECS)),
  CREATIVE_PIXELS(
      Rule.error(
          MEDIA_INVALID,
          "A file for the product page header or search results has a size in pixels that Apple"
              + " does not take there",
          "header: 3840×1646, or 5244×2950 as a picture; search results: 3:2 from 1920×1280 to"
              + " 3840×2560, or 5244×2950 as a picture",
          "Export it in such a size.",
          CreativeCheck.SPECS)),
  CREATIVE_FORMAT(
      Rule.error(
          MEDIA_INVALID,
          "A file for the product page header or search results has a format that Apple does not"
              + " take in this size",
          ".png, for 3:2 also .jpg; .mp4, .m4v or .mov",
          "Export it in a format that Apple takes.",
          CreativeCheck.SPECS)),
  CREATIVE_ALPHA(
      Rule.error(
          MEDIA_INVALID,
          "A picture for the product page header or search results has transparent pixels",
          "no transparency",
          "Export it without transparency.",
          CreativeCheck.SPECS)),
  CREATIVE_ALPHA_OPAQUE(
      Rule.warning(
          MEDIA_INVALID,
          "A picture for the product page header or search results has an alpha channel in which"
              + " Slipway found no transparent pixel",
          "no alpha channel",
          "To be safe, export it without an alpha channel.",
          "App Store Connect API, AppAssetLibraryRefData: alphaAllowed; unconfirmed whether Apple"
              + " takes an opaque alpha channel")),
  CREATIVE_DURATION(
      Rule.error(
          MEDIA_INVALID,
          "A video for the product page header or search results is too short or too long",
          "5 to 30 seconds",
          "Cut it to such a length.",
          CreativeCheck.SPECS)),
  CREATIVE_FRAME_RATE(
      Rule.error(
          MEDIA_INVALID,
          "A video for the product page header or search results has a frame rate that Apple does"
              + " not take",
          "30 or 60 frames per second",
          "Export it with a constant rate of 30 frames per second.",
          CreativeCheck.SPECS)),
  CREATIVE_FRAME_RATE_NEAR(
      Rule.warning(
          MEDIA_INVALID,
          "A video for the product page header or search results does not quite have a frame rate"
              + " that Apple takes",
          "30 or 60 frames per second; 29.97 counts as 30",
          "To be safe, export it with a constant rate of 30 frames per second.",
          "App Store Connect API, AppAssetLibraryRefData: frameRates; asset-library.md, 8;"
              + " unconfirmed for rates such as 59.94")),
  CREATIVE_UNMEASURED(
      Rule.warning(
          MEDIA_INVALID,
          "Slipway cannot read the duration, frame rate or size of a video for the product page"
              + " header or search results",
          null,
          "Make sure that it has 30 or 60 frames per second and lasts 5 to 30 seconds.",
          CreativeCheck.SPECS));

  private static final String SPECS =
      "App Store Connect API, AppAssetLibraryRefData; asset-library.md, 5";
  private static final String LIMITS =
      "App Store Connect API, AppAssetLibraryRefData: maxCount; asset-library.md, 5";

  private final Rule rule;

  CreativeCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

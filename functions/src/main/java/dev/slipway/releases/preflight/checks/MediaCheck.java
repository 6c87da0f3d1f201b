package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.MEDIA_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of screenshots and previews, from their headers.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum MediaCheck implements Check {
  TOO_MANY_SCREENSHOTS(
      Rule.error(
          MEDIA_INVALID,
          "Too many screenshots of one display type in one locale",
          "at most 10",
          "Remove some. This file is the first one above the limit.",
          "App Store Connect Help, Screenshot specifications")),
  TOO_MANY_PREVIEWS(
      Rule.error(
          MEDIA_INVALID,
          "Too many previews of one display type in one locale",
          "at most 3",
          "Remove some. This file is the first one above the limit.",
          "App Store Connect Help, App preview specifications")),
  MEDIA_EMPTY(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot or preview is empty",
          "more than 0 bytes",
          "Upload the complete file again.",
          "App Store Connect API, AppScreenshotCreateRequest: fileSize")),
  SCREENSHOT_FORMAT(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot is not a PNG or JPEG file",
          "PNG or JPEG",
          "Export it as PNG or JPEG.",
          "App Store Connect Help, Screenshot specifications")),
  SCREENSHOT_ALPHA(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot has an alpha channel",
          "no transparency",
          "Export it without transparency, or as JPEG.",
          "App Store Connect Help, Screenshot specifications; reference 6.1")),
  PREVIEW_FORMAT(
      Rule.error(
          MEDIA_INVALID,
          "A preview is not a video that Apple accepts",
          ".mp4, .m4v or .mov",
          "Export it as .mp4, .m4v or .mov.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_TOO_LARGE(
      Rule.error(
          MEDIA_INVALID,
          "A preview is too large",
          "at most 500 MB (524,288,000 bytes)",
          "Export it with a lower bit rate.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_TOO_SHORT(
      Rule.error(
          MEDIA_INVALID,
          "A preview is too short",
          "15 to 30 seconds",
          "Make it longer.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_TOO_LONG(
      Rule.error(
          MEDIA_INVALID,
          "A preview is too long",
          "15 to 30 seconds",
          "Shorten it.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_CODEC(
      Rule.error(
          MEDIA_INVALID,
          "A preview has a codec that Apple does not accept",
          "H.264 (avc1) or ProRes 422 HQ (apch)",
          "Export it as H.264.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_PRORES_CONTAINER(
      Rule.error(
          MEDIA_INVALID,
          "A ProRes preview is not a QuickTime file",
          ".mov",
          "Export it as .mov, or as H.264.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_PIXELS(
      Rule.error(
          MEDIA_INVALID,
          "A preview does not have the size of its display type",
          "for example 886×1920 for IPHONE_67; docs/drops.md has the table",
          "Export it in that size, portrait or landscape.",
          "App Store Connect Help, App preview specifications; fastlane, app_preview_set.rb")),
  PREVIEW_UNMEASURED(
      Rule.warning(
          MEDIA_INVALID,
          "Slipway cannot read the duration, codec or size of a preview",
          null,
          "Make sure that it is an H.264 video of 15 to 30 seconds.",
          "App Store Connect Help, App preview specifications"));

  private final Rule rule;

  MediaCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

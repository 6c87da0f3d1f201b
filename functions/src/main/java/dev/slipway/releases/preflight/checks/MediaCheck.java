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
  DISPLAY_UNKNOWN(
      Rule.error(
          MEDIA_INVALID,
          "A folder names a display that Apple does not have for such files",
          "a ScreenshotDisplayType or PreviewType of Apple's, such as APP_IPHONE_67 or IPHONE_DUO;"
              + " docs/drops.md has the list",
          "Correct the folder's name. A display that Slipway does not know yet is accepted once a"
              + " version of the app has a set of it.",
          "App Store Connect API, ScreenshotDisplayType, PreviewType; apple-2026.md, 2")),
  SCREENSHOT_PIXELS(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot does not have a size of the display that its folder names",
          "for example 1290×2796 for APP_IPHONE_67; the table is media-sizes.csv, which"
              + " docs/drops.md links",
          "Export it in a size of that display, or move it to the folder of its own.",
          "App Store Connect Help, Screenshot specifications; error IMAGE_INCORRECT_DIMENSIONS")),
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
          "A screenshot has transparent pixels",
          "no transparency",
          "Export it without transparency, or as JPEG.",
          "App Store Connect Help, Screenshot specifications; App Store Connect API,"
              + " AppAssetLibraryRefData; error IMAGE_ALPHA_NOT_ALLOWED")),
  SCREENSHOT_ALPHA_UNSURE(
      Rule.warning(
          MEDIA_INVALID,
          "A screenshot has transparent pixels, which Apple may refuse for this display",
          "no transparency",
          "To be safe, export it without transparency, or as JPEG.",
          "App Store Connect API, AppAssetLibraryRefData; unconfirmed")),
  SCREENSHOT_ALPHA_OPAQUE(
      Rule.warning(
          MEDIA_INVALID,
          "Screenshots have an alpha channel in which Slipway found no transparent pixel; Apple's"
              + " own downloads have one, too",
          "no alpha channel",
          "If Apple refuses them, export them without an alpha channel, or as JPEG.",
          "App Store Connect API, AppAssetLibraryRefData; unconfirmed whether Apple takes an opaque"
              + " alpha channel")),
  SCREENSHOT_COLOURS(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot has other colours than RGB",
          "RGB",
          "Export it in RGB (sRGB).",
          "App Store Connect Help, Screenshot specifications; error IMG_BAD_COLOR_SPACE")),
  SCREENSHOT_GREY(
      Rule.warning(
          MEDIA_INVALID,
          "Screenshots have grey values instead of RGB colours, which Apple may refuse",
          "RGB",
          "To be safe, export them in RGB (sRGB), and let no optimiser change that.",
          "App Store Connect Help, Screenshot specifications; error IMG_BAD_COLOR_SPACE;"
              + " unconfirmed for grey")),
  SCREENSHOT_TURNED(
      Rule.warning(
          MEDIA_INVALID,
          "A screenshot has an EXIF orientation; Apple turns it, and the App Store may show it on"
              + " its side",
          "no orientation, or 1",
          "Export it upright, without an EXIF orientation.",
          "a public report of App Store Connect (PNG with eXIf); unconfirmed for JPEG")),
  SCREENSHOT_SIXTEEN_BIT(
      Rule.warning(
          MEDIA_INVALID,
          "A screenshot has 16 bits per colour; Apple processes it, but may refuse it at the"
              + " submission",
          "8 bits per colour",
          "Export it with 8 bits per colour.",
          "a public report of App Store Connect; unconfirmed")),
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
  PREVIEW_BARELY_LONG_ENOUGH(
      Rule.warning(
          MEDIA_INVALID,
          "A preview, or its picture or sound, barely reaches 15 seconds, so Apple may find it too"
              + " short",
          "more than 15.5 seconds",
          "Make picture and sound longer than 15.5 seconds: Apple's copy can be some milliseconds"
              + " shorter.",
          "App Store Connect Help, App preview specifications; error MOV_RESAVE_LONGER")),
  PREVIEW_TRACKS_UNEQUAL(
      Rule.warning(
          MEDIA_INVALID,
          "The picture and the sound of a preview do not have the same length",
          "less than a second apart",
          "Cut all tracks to the same length, more than 15.5 seconds.",
          "error MOV_RESAVE_LONGER; unconfirmed how much Apple accepts")),
  PREVIEW_TOO_LONG(
      Rule.error(
          MEDIA_INVALID,
          "A preview is too long",
          "15 to 30 seconds",
          "Shorten it.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_NOT_STEREO(
      Rule.error(
          MEDIA_INVALID,
          "A preview has no stereo sound",
          "a sound track with two channels, or two with one each",
          "Add a stereo track; it may be silent.",
          "App Store Connect Help, App preview specifications; error MOV_RESAVE_STEREO")),
  PREVIEW_SOUND_CODEC(
      Rule.error(
          MEDIA_INVALID,
          "The sound of a preview has a codec that Apple does not accept",
          "AAC; in .mov also PCM",
          "Export it with AAC sound.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_FRAME_RATE_HIGH(
      Rule.error(
          MEDIA_INVALID,
          "A preview has too many frames per second",
          "at most 30",
          "Export it with a constant rate of 30 frames per second.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_FRAME_RATE_LOW(
      Rule.error(
          MEDIA_INVALID,
          "A preview has too few frames per second",
          "23 to 30",
          "Export it with a constant rate of 30 frames per second.",
          "App Store Connect API, AppAssetLibraryRefData; error MOV_RESAVE_FRAME_RATE_LARGER")),
  PREVIEW_FRAME_RATE_UNEVEN(
      Rule.warning(
          MEDIA_INVALID,
          "The frames of a preview do not follow each other evenly, which Apple may refuse",
          "no frame longer than 0.05 seconds",
          "Export it with a constant rate of 30 frames per second.",
          "error MOV_RESAVE_FRAME_RATE_LARGER; unconfirmed how uneven is too much")),
  PREVIEW_CODEC(
      Rule.error(
          MEDIA_INVALID,
          "A preview has a codec that Apple does not accept",
          "H.264 (avc1) or ProRes 422 HQ (apch)",
          "Export it as H.264.",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_PROFILE(
      Rule.error(
          MEDIA_INVALID,
          "A preview has more colour than H.264 High Profile: 10 bits, 4:2:2 or 4:4:4",
          "up to High Profile, 8 bits, 4:2:0",
          "Export it with 8 bits and 4:2:0 (yuv420p).",
          "App Store Connect Help, App preview specifications")),
  PREVIEW_LEVEL(
      Rule.warning(
          MEDIA_INVALID,
          "A preview has a higher H.264 level than Apple names",
          "up to level 4.0",
          "If Apple refuses it, export it with level 4.0 (fewer reference frames).",
          "App Store Connect Help, App preview specifications; unconfirmed")),
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
          "for example 886×1920 for IPHONE_67; the table is media-sizes.csv, which docs/drops.md"
              + " links",
          "Export it in that size, portrait or landscape.",
          "App Store Connect Help, App preview specifications; fastlane, app_preview_set.rb")),
  PREVIEW_UNMEASURED(
      Rule.warning(
          MEDIA_INVALID,
          "Slipway cannot read the duration, codec or size of a preview",
          null,
          "Make sure that it is an H.264 video of 15.5 to 30 seconds with stereo sound.",
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

package dev.slipway.drops.media.folders;

import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A folder within the folder of a locale that names the display of its files by Apple's
/// ScreenshotDisplayType or PreviewType: `screenshots/en-US/APP_IPHONE_67/`. One name serves both
/// kinds of files, so `IPHONE_67/` may have screenshots, too.
///
/// Apple's names are an open list. A name of Apple's form that Slipway does not know is a display
/// folder as well: preflight compares it with what Apple has.
///
/// @param name as it is in the drop
/// @param device the display without the prefixes of Apple's names, such as `IPHONE_67`
/// @param iMessage whether the name is that of screenshots of an iMessage app
public record DisplayFolder(String name, String device, boolean iMessage) {
  private static final String IMESSAGE = "IMESSAGE_";
  private static final String APP = "APP_";

  /// Names that Slipway does not know, in Apple's spelling. The slots of product pages have other
  /// names, such as `APP_STORE_SEARCH_RESULTS`.
  private static final Pattern OF_APPLE =
      Pattern.compile(
          "(IMESSAGE_)?APP_(?!STORE_)[A-Z0-9]+(_[A-Z0-9]+)*|(IPHONE|IPAD|WATCH)(_[A-Z0-9]+)+");

  /// Returns the display that a folder names, known names in any case; empty when it names none.
  public static Optional<DisplayFolder> of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    boolean iMessage = upper.startsWith(IMESSAGE);
    String device = without(APP, without(IMESSAGE, upper));
    boolean known =
        DisplayTypes.isKnown(MediaKind.SCREENSHOT, APP + device)
            || DisplayTypes.isKnown(MediaKind.PREVIEW, device);
    return known || OF_APPLE.matcher(name).matches()
        ? Optional.of(new DisplayFolder(name, device, iMessage))
        : Optional.empty();
  }

  /// Returns the known name that was probably meant by one that Slipway does not know, in the same
  /// form: with `APP_` or without it.
  public static Optional<String> closest(String name) {
    boolean prefixed = name.toUpperCase(Locale.ROOT).matches("(IMESSAGE|APP)[-_ .].*");
    List<String> known = DisplayTypes.known(MediaKind.SCREENSHOT);
    return SimilarNames.closest(
        name,
        prefixed
            ? known
            : known.stream()
                .filter(type -> !type.startsWith(IMESSAGE))
                .map(type -> without(APP, type))
                .toList());
  }

  /// Returns Apple's display type of the files of one kind in this folder. Apple may not have it:
  /// there is no PreviewType for Apple Watch.
  ///
  /// @param forIMessage whether the folder of the locale is in `iMessage/`
  String displayType(MediaKind kind, boolean forIMessage) {
    return switch (kind) {
      case SCREENSHOT -> (iMessage || forIMessage ? IMESSAGE : "") + APP + device;
      case PREVIEW -> device;
    };
  }

  private static String without(String prefix, String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}

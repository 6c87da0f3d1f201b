package dev.slipway.releases.pictures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names Apple's displays as people know them.
///
/// The sizes are those of App Store Connect Help, "Screenshot specifications": Apple's names of
/// types are older than the devices, so `APP_IPHONE_67` is the 6.9-inch display and `APP_IPHONE_58`
/// the 6.1-inch one.
public final class DisplayNames {
  private static final String IMESSAGE = "IMESSAGE_";
  private static final String APP = "APP_";
  private static final String NO_DISPLAY = "";

  /// In the order in which people look at them: the display that Apple asks for first.
  private static final List<Display> DISPLAYS =
      List.of(
          new Display("IPHONE_DUO", "iPhone Duo"),
          new Display("IPHONE_67", "iPhone 6.9-inch"),
          new Display("IPHONE_65", "iPhone 6.5-inch"),
          new Display("IPHONE_61", "iPhone 6.3-inch"),
          new Display("IPHONE_58", "iPhone 6.1-inch"),
          new Display("IPHONE_55", "iPhone 5.5-inch"),
          new Display("IPHONE_47", "iPhone 4.7-inch"),
          new Display("IPHONE_40", "iPhone 4-inch"),
          new Display("IPHONE_35", "iPhone 3.5-inch"),
          new Display("IPAD_PRO_3GEN_129", "iPad 13-inch"),
          new Display("IPAD_PRO_129", "iPad 12.9-inch (2nd generation)"),
          new Display("IPAD_PRO_3GEN_11", "iPad 11-inch"),
          new Display("IPAD_105", "iPad 10.5-inch"),
          new Display("IPAD_97", "iPad 9.7-inch"),
          new Display("DESKTOP", "Mac"),
          new Display("APPLE_TV", "Apple TV"),
          new Display("APPLE_VISION_PRO", "Apple Vision Pro"),
          new Display("WATCH_ULTRA", "Apple Watch Ultra"),
          new Display("WATCH_SERIES_10", "Apple Watch Series 10"),
          new Display("WATCH_SERIES_7", "Apple Watch Series 7"),
          new Display("WATCH_SERIES_4", "Apple Watch Series 4"),
          new Display("WATCH_SERIES_3", "Apple Watch Series 3"),
          new Display("PRODUCT_PAGE_HEADER_ASSET", "Product page header"),
          new Display("STORE_SEARCH_RESULTS_ASSET", "Search results"));

  private DisplayNames() {}

  /// A display that has both a ScreenshotDisplayType and a PreviewType, or one of them.
  private record Display(String device, String name) {}

  /// Returns the name of a display; Apple's own for one that Slipway does not know, and an empty
  /// text for null.
  ///
  /// @param type a ScreenshotDisplayType or PreviewType
  public static String of(@Nullable String type) {
    if (type == null) {
      return NO_DISPLAY;
    }
    String device = device(type);
    String name =
        DISPLAYS.stream()
            .filter(display -> display.device.equals(device))
            .map(Display::name)
            .findFirst()
            .orElse(device);
    return type.startsWith(IMESSAGE) ? "iMessage, " + name : name;
  }

  /// Returns a number by which displays are sorted for people: iMessage after the app's own, and
  /// unknown displays last.
  static int rank(@Nullable String type) {
    int last = 2 * DISPLAYS.size();
    if (type == null) {
      return last;
    }
    String device = device(type);
    for (int i = 0; i < DISPLAYS.size(); i++) {
      if (DISPLAYS.get(i).device.equals(device)) {
        return type.startsWith(IMESSAGE) ? DISPLAYS.size() + i : i;
      }
    }
    return last;
  }

  private static String device(String type) {
    String plain = type.startsWith(IMESSAGE) ? type.substring(IMESSAGE.length()) : type;
    return plain.startsWith(APP) ? plain.substring(APP.length()) : plain;
  }
}

package dev.slipway.simulator.media;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The pixel sizes that Apple accepts for each display type (apple-help: Screenshot specifications,
/// App preview specifications; iPhone Duo: apple-2026.md, 2), and which types accept an alpha
/// channel (asset-library.md, 5).
public final class DisplaySizes {
  private static final Map<String, Set<String>> SCREENSHOTS = new HashMap<>();
  private static final Map<String, Set<String>> PREVIEWS = new HashMap<>();

  /// The types with a1 in Apple's reference data; APP_IPAD_PRO_129 has a specification of either
  /// kind.
  private static final Set<String> WITH_ALPHA =
      Set.of(
          "APP_IPHONE_55",
          "APP_IPHONE_47",
          "APP_IPHONE_40",
          "APP_IPHONE_35",
          "APP_IPAD_PRO_129",
          "APP_IPAD_105",
          "APP_IPAD_97",
          "APP_DESKTOP",
          "APP_APPLE_TV",
          "APP_APPLE_VISION_PRO",
          "APP_WATCH_SERIES_4");

  static {
    turned(SCREENSHOTS, "APP_IPHONE_DUO", "1398x2034 2007x2853");
    turned(SCREENSHOTS, "APP_IPHONE_67", "1260x2736 1290x2796 1320x2868");
    turned(SCREENSHOTS, "APP_IPHONE_65", "1242x2688 1284x2778");
    turned(SCREENSHOTS, "APP_IPHONE_61", "1179x2556 1206x2622");
    turned(SCREENSHOTS, "APP_IPHONE_58", "1170x2532 1125x2436 1080x2340");
    turned(SCREENSHOTS, "APP_IPHONE_55", "1242x2208");
    turned(SCREENSHOTS, "APP_IPHONE_47", "750x1334");
    exact(SCREENSHOTS, "APP_IPHONE_40", "640x1096 640x1136 1136x600 1136x640");
    exact(SCREENSHOTS, "APP_IPHONE_35", "640x920 640x960 960x600 960x640");
    turned(SCREENSHOTS, "APP_IPAD_PRO_3GEN_129", "2048x2732 2064x2752");
    turned(SCREENSHOTS, "APP_IPAD_PRO_129", "2048x2732");
    turned(SCREENSHOTS, "APP_IPAD_PRO_3GEN_11", "1488x2266 1640x2360 1668x2388 1668x2420");
    turned(SCREENSHOTS, "APP_IPAD_105", "1668x2224");
    exact(
        SCREENSHOTS,
        "APP_IPAD_97",
        "1024x748 1024x768 2048x1496 2048x1536 768x1004 768x1024 1536x2008 1536x2048");
    exact(SCREENSHOTS, "APP_DESKTOP", "1280x800 1440x900 2560x1600 2880x1800");
    exact(SCREENSHOTS, "APP_WATCH_ULTRA", "410x502 422x514");
    exact(SCREENSHOTS, "APP_WATCH_SERIES_10", "416x496");
    exact(SCREENSHOTS, "APP_WATCH_SERIES_7", "396x484");
    exact(SCREENSHOTS, "APP_WATCH_SERIES_4", "368x448");
    exact(SCREENSHOTS, "APP_WATCH_SERIES_3", "312x390");
    exact(SCREENSHOTS, "APP_APPLE_TV", "1920x1080 3840x2160");
    exact(SCREENSHOTS, "APP_APPLE_VISION_PRO", "3840x2160");

    for (String phone : "IPHONE_DUO IPHONE_67 IPHONE_65 IPHONE_61 IPHONE_58".split(" ", -1)) {
      turned(PREVIEWS, phone, "886x1920");
    }
    turned(PREVIEWS, "IPHONE_55", "1080x1920");
    turned(PREVIEWS, "IPHONE_47", "750x1334");
    turned(PREVIEWS, "IPHONE_40", "1080x1920");
    for (String pad : "IPAD_PRO_3GEN_129 IPAD_PRO_3GEN_11 IPAD_105".split(" ", -1)) {
      turned(PREVIEWS, pad, "1200x1600");
    }
    turned(PREVIEWS, "IPAD_PRO_129", "1200x1600 900x1200");
    turned(PREVIEWS, "IPAD_97", "900x1200");
    exact(PREVIEWS, "DESKTOP", "1920x1080");
    exact(PREVIEWS, "APPLE_TV", "1920x1080");
    exact(PREVIEWS, "APPLE_VISION_PRO", "3840x2160");
  }

  private DisplaySizes() {}

  /// Returns whether a set of this type accepts a screenshot of this size.
  static boolean acceptsScreenshot(String displayType, int width, int height) {
    return accepts(SCREENSHOTS, displayType.replaceFirst("^IMESSAGE_", ""), width, height);
  }

  /// Returns whether a set of this type accepts screenshots with an alpha channel.
  static boolean acceptsAlpha(String displayType) {
    return WITH_ALPHA.contains(displayType.replaceFirst("^IMESSAGE_", ""));
  }

  /// Returns whether a set of this type accepts a preview of this size. No sizes are known for some
  /// old types; they accept any.
  static boolean acceptsPreview(String previewType, int width, int height) {
    return !PREVIEWS.containsKey(previewType) || accepts(PREVIEWS, previewType, width, height);
  }

  /// Returns the first size of a screenshot display type, as width and height.
  public static int[] screenshotSize(String displayType) {
    Set<String> sizes = SCREENSHOTS.get(displayType.replaceFirst("^IMESSAGE_", ""));
    if (sizes == null) {
      throw new IllegalArgumentException("Not a screenshot display type: " + displayType);
    }
    String[] numbers = sizes.stream().sorted().findFirst().orElseThrow().split("x", -1);
    return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
  }

  /// Returns the platform of the versions that sets of this type belong to: IOS for phones, pads,
  /// watches and iMessage.
  static String platform(String type) {
    return switch (type.replaceFirst("^APP_", "")) {
      case "DESKTOP" -> "MAC_OS";
      case "APPLE_TV" -> "TV_OS";
      case "APPLE_VISION_PRO" -> "VISION_OS";
      default -> "IOS";
    };
  }

  private static boolean accepts(
      Map<String, Set<String>> sizes, String type, int width, int height) {
    return sizes.getOrDefault(type, Set.of()).contains(width + "x" + height);
  }

  private static void exact(Map<String, Set<String>> sizes, String type, String list) {
    sizes.put(type, Set.of(list.split(" ", -1)));
  }

  private static void turned(Map<String, Set<String>> sizes, String type, String list) {
    exact(sizes, type, list + " " + list.replaceAll("(\\d+)x(\\d+)", "$2x$1"));
  }
}

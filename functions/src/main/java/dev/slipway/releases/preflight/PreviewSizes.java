package dev.slipway.releases.preflight;

import java.util.List;
import java.util.Map;

/// The pixels of previews by Apple's PreviewType, upright; lying is as good (fastlane,
/// models/app_preview_set.rb; App Store Connect Help, App preview specifications). The last three
/// are unconfirmed.
final class PreviewSizes {
  private record Size(int widthPixels, int heightPixels) {
    boolean is(int width, int height) {
      return (width == widthPixels && height == heightPixels)
          || (width == heightPixels && height == widthPixels);
    }
  }

  private static final Size PHONE = new Size(886, 1920);
  private static final Size OLD_PHONE = new Size(1080, 1920);
  private static final Size PAD = new Size(1200, 1600);
  private static final Size OLD_PAD = new Size(900, 1200);

  private static final Map<String, List<Size>> SIZES =
      Map.ofEntries(
          Map.entry("IPHONE_67", List.of(PHONE)),
          Map.entry("IPHONE_65", List.of(PHONE)),
          Map.entry("IPHONE_61", List.of(PHONE)),
          Map.entry("IPHONE_58", List.of(PHONE)),
          Map.entry("IPHONE_55", List.of(OLD_PHONE)),
          Map.entry("IPHONE_47", List.of(new Size(750, 1334))),
          Map.entry("IPHONE_40", List.of(OLD_PHONE)),
          Map.entry("IPAD_PRO_3GEN_129", List.of(PAD)),
          Map.entry("IPAD_PRO_3GEN_11", List.of(PAD)),
          Map.entry("IPAD_105", List.of(PAD)),
          Map.entry("IPAD_PRO_129", List.of(PAD, OLD_PAD)),
          Map.entry("IPAD_97", List.of(OLD_PAD)),
          Map.entry("DESKTOP", List.of(new Size(1920, 1080))),
          Map.entry("APPLE_TV", List.of(new Size(1920, 1080))),
          Map.entry("APPLE_VISION_PRO", List.of(new Size(3840, 2160))));

  private PreviewSizes() {}

  /// Whether a preview of these pixels fits; a type that is not in the table fits anything.
  static boolean allow(String previewType, int widthPixels, int heightPixels) {
    var sizes = SIZES.get(previewType);
    return sizes == null || sizes.stream().anyMatch(size -> size.is(widthPixels, heightPixels));
  }
}

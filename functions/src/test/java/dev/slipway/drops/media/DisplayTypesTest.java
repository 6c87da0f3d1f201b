package dev.slipway.drops.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.media.DisplayTypes.Alpha;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisplayTypesTest {
  private static final String PATH = "screenshots/en-US/1.png";

  @Test
  void tellsTheDisplayFromThePixels() {
    Map.ofEntries(
            Map.entry("1398x2034", "APP_IPHONE_DUO"),
            Map.entry("2034x1398", "APP_IPHONE_DUO"),
            Map.entry("2007x2853", "APP_IPHONE_DUO"),
            Map.entry("2853x2007", "APP_IPHONE_DUO"),
            Map.entry("1290x2796", "APP_IPHONE_67"),
            Map.entry("2796x1290", "APP_IPHONE_67"),
            Map.entry("1320x2868", "APP_IPHONE_67"),
            Map.entry("1260x2736", "APP_IPHONE_67"),
            Map.entry("1284x2778", "APP_IPHONE_65"),
            Map.entry("1242x2688", "APP_IPHONE_65"),
            Map.entry("1206x2622", "APP_IPHONE_61"),
            Map.entry("2532x1170", "APP_IPHONE_58"),
            Map.entry("1242x2208", "APP_IPHONE_55"),
            Map.entry("750x1334", "APP_IPHONE_47"),
            Map.entry("1136x600", "APP_IPHONE_40"),
            Map.entry("640x960", "APP_IPHONE_35"),
            Map.entry("2064x2752", "APP_IPAD_PRO_3GEN_129"),
            Map.entry("2732x2048", "APP_IPAD_PRO_3GEN_129"),
            Map.entry("1668x2388", "APP_IPAD_PRO_3GEN_11"),
            Map.entry("2224x1668", "APP_IPAD_105"),
            Map.entry("1536x2008", "APP_IPAD_97"),
            Map.entry("2880x1800", "APP_DESKTOP"),
            Map.entry("422x514", "APP_WATCH_ULTRA"),
            Map.entry("416x496", "APP_WATCH_SERIES_10"),
            Map.entry("396x484", "APP_WATCH_SERIES_7"),
            Map.entry("368x448", "APP_WATCH_SERIES_4"),
            Map.entry("312x390", "APP_WATCH_SERIES_3"),
            Map.entry("1920x1080", "APP_APPLE_TV"),
            Map.entry("3840x2160", "APP_APPLE_TV"))
        .forEach((pixels, type) -> assertThat(screenshot(PATH, pixels)).isEqualTo(type));
  }

  @Test
  void orientationCountsWhereADisplayHasOnlyOne() {
    for (String pixels : List.of("1800x2880", "390x312", "1080x1920", "600x1136", "0x0", "9x9")) {
      assertThat(screenshot(PATH, pixels)).as(pixels).isNull();
    }
  }

  @Test
  void pathDecidesBetweenDisplaysWithTheSamePixels() {
    assertThat(screenshot("screenshots/ja/APP_IPAD_PRO_129_1.png", "2048x2732"))
        .isEqualTo("APP_IPAD_PRO_129");
    assertThat(
            screenshot("screenshots/ja/iPad Pro (12.9-inch) (2nd generation)-1.png", "2732x2048"))
        .isEqualTo("APP_IPAD_PRO_129");
    assertThat(screenshot("screenshots/ja/APP_IPAD_PRO_3GEN_129_1.png", "2048x2732"))
        .isEqualTo("APP_IPAD_PRO_3GEN_129");
    assertThat(screenshot("screenshots/ja/iPad Pro (12.9-inch) (6th generation).png", "2048x2732"))
        .isEqualTo("APP_IPAD_PRO_3GEN_129");
    assertThat(screenshot("screenshots/ja/Apple Vision Pro.png", "3840x2160"))
        .isEqualTo("APP_APPLE_VISION_PRO");
  }

  @Test
  void iMessageHasItsOwnTypesOfPhonesAndPads() {
    assertThat(DisplayTypes.ofScreenshot(PATH, 1290, 2796, true, null))
        .contains("IMESSAGE_APP_IPHONE_67");
    assertThat(DisplayTypes.ofScreenshot(PATH, 2048, 2732, true, null))
        .contains("IMESSAGE_APP_IPAD_PRO_3GEN_129");
    assertThat(DisplayTypes.ofScreenshot(PATH, 312, 390, true, null)).isEmpty();
    assertThat(DisplayTypes.ofScreenshot(PATH, 640, 960, true, null)).isEmpty();
  }

  @Test
  void nameOfAPreviewDecidesBeforeItsPixels() {
    assertThat(DisplayTypes.ofPreview("a/ja/IPHONE_65_01.mp4", 886, 1920, null))
        .contains("IPHONE_65");
    assertThat(DisplayTypes.ofPreview("a/ja/iphone_35.mp4", 0, 0, null)).contains("IPHONE_35");
    assertThat(DisplayTypes.ofPreview("a/ja/IPAD_PRO_3GEN_129.mp4", 1, 1, null))
        .contains("IPAD_PRO_3GEN_129");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1920, 886, null)).contains("IPHONE_67");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1200, 1600, null))
        .contains("IPAD_PRO_3GEN_129");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1080, 1920, null)).contains("IPHONE_55");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1920, 1080, null)).isEmpty();
    assertThat(DisplayTypes.ofPreview("a/appleTV/ja/1.mp4", 1920, 1080, null)).contains("APPLE_TV");
    assertThat(DisplayTypes.ofPreview("a/ja/DESKTOP.mp4", 1920, 1080, null)).contains("DESKTOP");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 0, 0, null)).isEmpty();
  }

  @Test
  void platformOfTheAppDecidesBetweenDisplaysOfSeveralPlatforms() {
    assertThat(screenshot(PATH, "3840x2160", AppPlatform.VISION_OS))
        .isEqualTo("APP_APPLE_VISION_PRO");
    assertThat(screenshot(PATH, "3840x2160", AppPlatform.TV_OS)).isEqualTo("APP_APPLE_TV");
    assertThat(screenshot(PATH, "3840x2160", AppPlatform.IOS)).isEqualTo("APP_APPLE_TV");
    assertThat(screenshot("screenshots/ja/television.png", "3840x2160", AppPlatform.TV_OS))
        .isEqualTo("APP_APPLE_TV");
    assertThat(screenshot(PATH, "2048x2732", AppPlatform.IOS)).isEqualTo("APP_IPAD_PRO_3GEN_129");
    assertThat(screenshot("s/ja/APP_IPAD_PRO_129_1.png", "2048x2732", AppPlatform.IOS))
        .isEqualTo("APP_IPAD_PRO_129");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1920, 1080, AppPlatform.TV_OS))
        .contains("APPLE_TV");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1920, 1080, AppPlatform.MAC_OS))
        .contains("DESKTOP");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 1920, 1080, AppPlatform.IOS))
        .contains("IPHONE_55");
    assertThat(DisplayTypes.ofPreview("a/ja/stomach.mp4", 1920, 1080, AppPlatform.IOS))
        .contains("IPHONE_55");
    assertThat(DisplayTypes.ofPreview("a/ja/1.mp4", 3840, 2160, AppPlatform.IOS))
        .contains("APPLE_VISION_PRO");
  }

  @Test
  void pathThatNamesAnotherPlatformIsOfThatPlatform() {
    assertThat(screenshot("screenshots/ja/Apple Vision Pro.png", "3840x2160", AppPlatform.TV_OS))
        .isEqualTo("APP_APPLE_VISION_PRO");
    assertThat(screenshot("screenshots/appleTV/ja/1.png", "3840x2160", AppPlatform.VISION_OS))
        .isEqualTo("APP_APPLE_TV");
    assertThat(DisplayTypes.ofPreview("a/appleTV/ja/1.mp4", 1920, 1080, AppPlatform.IOS))
        .contains("APPLE_TV");
    assertThat(DisplayTypes.ofPreview("a/ja/iPhone-1.mp4", 1920, 1080, AppPlatform.MAC_OS))
        .contains("IPHONE_55");
  }

  @Test
  void everyTypeHasItsPlatform() {
    assertThat(DisplayTypes.platform("APP_DESKTOP")).isEqualTo(AppPlatform.MAC_OS);
    assertThat(DisplayTypes.platform("APPLE_TV")).isEqualTo(AppPlatform.TV_OS);
    assertThat(DisplayTypes.platform("APP_APPLE_VISION_PRO")).isEqualTo(AppPlatform.VISION_OS);
    for (String type :
        List.of("APP_IPHONE_67", "IPAD_97", "APP_WATCH_ULTRA", "IMESSAGE_APP_IPAD_97")) {
      assertThat(DisplayTypes.platform(type)).isEqualTo(AppPlatform.IOS);
    }
  }

  @Test
  void tellsWhichPixelsATypeTakes() {
    assertThat(DisplayTypes.accepts("IPHONE_65", 1920, 886)).isTrue();
    assertThat(DisplayTypes.accepts("IPHONE_65", 1080, 1920)).isFalse();
    assertThat(DisplayTypes.accepts("IMESSAGE_APP_IPHONE_47", 750, 1334)).isTrue();
    assertThat(DisplayTypes.accepts("IPHONE_35", 1, 1)).isTrue();
    assertThat(DisplayTypes.accepts("APP_SOMETHING_NEW", 1, 1)).isTrue();
    assertThat(DisplayTypes.acceptedPixels("APP_IPHONE_55")).isEqualTo("1242×2208, 2208×1242");
    assertThat(DisplayTypes.acceptedPixels("IMESSAGE_APP_IPHONE_55"))
        .isEqualTo("1242×2208, 2208×1242");
    assertThat(DisplayTypes.acceptedPixels("IPHONE_35")).isEmpty();
  }

  @Test
  void knowsTypesByTheKindOfTheirFiles() {
    assertThat(DisplayTypes.isKnown(MediaKind.SCREENSHOT, "APP_IPHONE_DUO")).isTrue();
    assertThat(DisplayTypes.isKnown(MediaKind.SCREENSHOT, "IMESSAGE_APP_IPHONE_DUO")).isTrue();
    assertThat(DisplayTypes.isKnown(MediaKind.PREVIEW, "IPHONE_DUO")).isTrue();
    assertThat(DisplayTypes.isKnown(MediaKind.PREVIEW, "APP_IPHONE_DUO")).isFalse();
    assertThat(DisplayTypes.isKnown(MediaKind.PREVIEW, "WATCH_ULTRA")).isFalse();
    assertThat(DisplayTypes.isKnown(MediaKind.SCREENSHOT, "IMESSAGE_APP_WATCH_ULTRA")).isFalse();
    assertThat(DisplayTypes.isKnown(MediaKind.SCREENSHOT, "APP_IPHONE_70")).isFalse();
  }

  @Test
  void knowsWhichTypesMayHaveAlpha() {
    assertThat(DisplayTypes.alpha("APP_IPHONE_67")).isEqualTo(Alpha.REFUSED);
    assertThat(DisplayTypes.alpha("APP_IPAD_PRO_3GEN_129")).isEqualTo(Alpha.REFUSED);
    assertThat(DisplayTypes.alpha("APP_WATCH_SERIES_4")).isEqualTo(Alpha.ACCEPTED);
    assertThat(DisplayTypes.alpha("IMESSAGE_APP_IPHONE_55")).isEqualTo(Alpha.ACCEPTED);
    assertThat(DisplayTypes.alpha("APP_DESKTOP")).isEqualTo(Alpha.UNSURE);
    assertThat(DisplayTypes.alpha("APP_IPAD_PRO_129")).isEqualTo(Alpha.UNSURE);
    assertThat(DisplayTypes.alpha("APP_SOMETHING_NEW")).isEqualTo(Alpha.UNSURE);
  }

  private static @Nullable String screenshot(String path, String pixels) {
    return screenshot(path, pixels, null);
  }

  private static @Nullable String screenshot(
      String path, String pixels, @Nullable AppPlatform platform) {
    String[] sides = pixels.split("x");
    return DisplayTypes.ofScreenshot(
            path, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), false, platform)
        .orElse(null);
  }
}

package dev.slipway.runner.sample;

import dev.slipway.runner.sample.SampleFolder.Part;

/// Generates the drop that takes an app record, just made on the web, to the App Store: texts in
/// two languages, ten screenshots for iPhone and iPad, a price, an availability, and all answers
/// that App Review asks for.
public final class SampleFirstRelease {
  private static final String RELEASE_JSON =
      """
      {
        "price": "FREE",
        "availability": {"territories": "ALL", "newTerritories": true},
        "contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT"
      }
      """;

  private SampleFirstRelease() {}

  /// Returns the folder.
  ///
  /// @param ipa an app for iPhone and iPad
  public static SampleFolder of(SampleIpa.Spec ipa) {
    return SampleFolder.of(ipa)
        .locales(2)
        .displays(2)
        .screenshots(2)
        .previews(0)
        .without(Part.WHATS_NEW)
        .file(screenshot(SampleDisplay.PHONE_67), SamplePicture.of(SampleDisplay.PHONE_67, 0, 3))
        .file(screenshot(SampleDisplay.PAD_129), SamplePicture.of(SampleDisplay.PAD_129, 0, 3))
        .releaseJson(RELEASE_JSON);
  }

  /// Returns the path of a third screenshot in the primary language.
  private static String screenshot(SampleDisplay display) {
    return "screenshots/%s/%s-03.png".formatted(SampleLocale.EN_US.code(), display.device());
  }
}

package dev.slipway.drops.locales;

import java.util.List;

/// The locales of the App Store (fastlane, fastlane_core/lib/fastlane_core/languages.rb; Apple has
/// no endpoint for them).
public final class StoreLocales {
  /// All locales, in alphabetical order.
  public static final List<String> ALL =
      List.of(
          "ar-SA", "bn-BD", "ca", "cs", "da", "de-DE", "el", "en-AU", "en-CA", "en-GB", "en-US",
          "es-ES", "es-MX", "fi", "fr-CA", "fr-FR", "gu-IN", "he", "hi", "hr", "hu", "id", "it",
          "ja", "kn-IN", "ko", "ml-IN", "mr-IN", "ms", "nl-NL", "no", "or-IN", "pa-IN", "pl",
          "pt-BR", "pt-PT", "ro", "ru", "sk", "sl-SI", "sv", "ta-IN", "te-IN", "th", "tr", "uk",
          "ur-PK", "vi", "zh-Hans", "zh-Hant");

  private StoreLocales() {}
}

package dev.slipway.drops.locales;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which locale of the App Store a name means.
class LocaleNamesTest {
  @ParameterizedTest
  @CsvSource({
    "fr, fr-FR",
    "en_US, en-US",
    "enUS, en-US",
    "en, en-US",
    "English, en-US",
    "english, en-US",
    "English (U.K.), en-GB",
    "English (UK), en-GB",
    "en-UK, en-GB",
    "English (United Kingdom), en-GB",
    "en-NZ, en-AU",
    "en-IE, en-GB",
    "en-USA, en-US",
    "us, en-US",
    "gb, en-GB",
    "nb, no",
    "nb-NO, no",
    "nn, no",
    "no_NO, no",
    "Norwegian, no",
    "Norwegian Bokmål, no",
    "de, de-DE",
    "de-AT, de-DE",
    "deu, de-DE",
    "ger, de-DE",
    "German, de-DE",
    "Deutsch, de-DE",
    "de.lproj, de-DE",
    "es, es-ES",
    "spa, es-ES",
    "Español, es-ES",
    "es-419, es-MX",
    "es-AR, es-MX",
    "Spanish (Mexico), es-MX",
    "Latin American Spanish, es-MX",
    "fr-BE, fr-FR",
    "French (Canada), fr-CA",
    "fra, fr-FR",
    "pt-AO, pt-BR or pt-PT",
    "pt, pt-BR or pt-PT",
    "Portuguese (Brazil), pt-BR",
    "Brazilian Portuguese, pt-BR",
    "br, pt-BR",
    "zh, zh-Hans or zh-Hant",
    "zh-CN, zh-Hans",
    "zh_TW, zh-Hant",
    "zh-Hans-CN, zh-Hans",
    "zh-Hant-HK, zh-Hant",
    "Chinese (Simplified), zh-Hans",
    "Traditional Chinese, zh-Hant",
    "cn, zh-Hans",
    "ja-JP, ja",
    "jp, ja",
    "Japanese, ja",
    "ko_KR, ko",
    "it-IT, it",
    "ar, ar-SA",
    "Arabic, ar-SA",
    "nl, nl-NL",
    "nl-BE, nl-NL",
    "Dutch, nl-NL",
    "iw, he",
    "in, id",
    "sl, sl-SI",
    "bn-IN, bn-BD",
    "Bengali, bn-BD",
    "hindi, hi",
    "ukrainian, uk",
    "se, sv",
    "EN-gb , en-GB"
  })
  void namesTheLocaleThatIsMeant(String name, String meant) {
    assertThat(LocaleNames.suggestion(name, true))
        .isEqualTo("Did you mean \"" + meant.replace(" or ", "\" or \"") + "\"?");
  }

  @Test
  void knowsEveryLanguageByItsCodesAndItsEnglishName() {
    for (String locale : StoreLocales.ALL) {
      var language = Locale.of(locale.split("-", 2)[0]);
      for (String name :
          new String[] {
            language.getLanguage(),
            language.getISO3Language(),
            language.getDisplayLanguage(Locale.ENGLISH),
            locale.replace('-', '_')
          }) {
        assertThat(LocaleNames.suggestion(name, true))
            .as(name)
            .contains("\"" + language.getLanguage());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"bg, Bulgarian", "sr-Latn, Serbian", "et, Estonian"})
  void namesALanguageThatTheAppStoreDoesNotHave(String name, String language) {
    assertThat(LocaleNames.suggestion(name, true))
        .isEqualTo("The App Store has no locale for " + language + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "test", "old stuff", "2024", "", "__MACOSX", "notes-backup"})
  void saysNothingOfOtherNames(String name) {
    assertThat(LocaleNames.suggestion(name, true)).isEmpty();
  }

  @Test
  void defaultIsAFolderOnly() {
    assertThat(LocaleNames.suggestion("Base.lproj", true)).isEqualTo("Did you mean \"default\"?");
    assertThat(LocaleNames.suggestion("default", false)).startsWith("Name each locale");
  }
}

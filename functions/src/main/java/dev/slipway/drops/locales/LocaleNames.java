package dev.slipway.drops.locales;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the locales of the App Store that a name means: a code of another standard, a name in
/// English, or a name as other tools write it (`en_US`, `de.lproj`, `nb`, `Brazilian Portuguese`).
/// Reads Java's names of languages, so it is for names that are wrong.
public final class LocaleNames {
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}");
  private static final String BUNDLE = ".lproj";

  /// Codes and names of languages that Java names otherwise, with the App Store's code.
  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("nb", "no"),
          Map.entry("nn", "no"),
          Map.entry("nob", "no"),
          Map.entry("nno", "no"),
          Map.entry("bokmal", "no"),
          Map.entry("nynorsk", "no"),
          Map.entry("iw", "he"),
          Map.entry("in", "id"),
          Map.entry("cmn", "zh"),
          Map.entry("yue", "zh"),
          Map.entry("mandarin", "zh"),
          Map.entry("cantonese", "zh"),
          Map.entry("ger", "de"),
          Map.entry("fre", "fr"),
          Map.entry("dut", "nl"),
          Map.entry("flemish", "nl"),
          Map.entry("gre", "el"),
          Map.entry("cze", "cs"),
          Map.entry("slo", "sk"),
          Map.entry("rum", "ro"),
          Map.entry("chi", "zh"),
          Map.entry("may", "ms"),
          Map.entry("bengali", "bn"),
          Map.entry("oriya", "or"),
          Map.entry("panjabi", "pa"),
          Map.entry("castilian", "es"),
          Map.entry("brazilian", "pt"));

  /// Regions and scripts by other words, with those of the App Store.
  private static final Map<String, String> REGIONS =
      Map.ofEntries(
          Map.entry("uk", "GB"),
          Map.entry("british", "GB"),
          Map.entry("britain", "GB"),
          Map.entry("england", "GB"),
          Map.entry("american", "US"),
          Map.entry("america", "US"),
          Map.entry("australian", "AU"),
          Map.entry("nz", "AU"),
          Map.entry("canadian", "CA"),
          Map.entry("brazilian", "BR"),
          Map.entry("european", "PT"),
          Map.entry("mexican", "MX"),
          Map.entry("latin", "MX"),
          Map.entry("latam", "MX"),
          Map.entry("simplified", "Hans"),
          Map.entry("china", "Hans"),
          Map.entry("cn", "Hans"),
          Map.entry("sg", "Hans"),
          Map.entry("cmn", "Hans"),
          Map.entry("traditional", "Hant"),
          Map.entry("taiwan", "Hant"),
          Map.entry("tw", "Hant"),
          Map.entry("hk", "Hant"),
          Map.entry("mo", "Hant"),
          Map.entry("yue", "Hant"),
          Map.entry("cantonese", "Hant"));

  /// Countries whose code is no language of the App Store.
  private static final Map<String, String> COUNTRIES =
      Map.ofEntries(
          Map.entry("jp", "ja"),
          Map.entry("kr", "ko"),
          Map.entry("cn", "zh-Hans"),
          Map.entry("tw", "zh-Hant"),
          Map.entry("hk", "zh-Hant"),
          Map.entry("cz", "cs"),
          Map.entry("dk", "da"),
          Map.entry("se", "sv"),
          Map.entry("gr", "el"),
          Map.entry("ua", "uk"),
          Map.entry("vn", "vi"),
          Map.entry("il", "he"),
          Map.entry("at", "de-DE"));

  /// The locale that is meant without a region, and with one that the App Store does not have.
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "en", List.of("en-US", "en-GB"),
          "es", List.of("es-ES", "es-MX"),
          "fr", List.of("fr-FR", "fr-FR"));

  private static final Set<String> FALLBACK =
      Set.of("base", "root", "defaults", "defualt", "fallback", "all");

  private LocaleNames() {}

  /// Returns a sentence that names the locales that are probably meant, or the language that the
  /// App Store does not have; empty when the name says nothing.
  ///
  /// @param folder whether the name is that of a folder, which may be `default`
  public static String suggestion(String name, boolean folder) {
    var words = words(name);
    if (folder && words.size() == 1 && FALLBACK.contains(words.getFirst())) {
      return "Did you mean \"" + LocaleFolders.DEFAULT + "\"?";
    }
    if (!folder && name.equalsIgnoreCase(LocaleFolders.DEFAULT)) {
      return "Name each locale: only a folder of metadata can be for all of them.";
    }
    var meant = meant(words);
    if (!meant.isEmpty()) {
      return "Did you mean "
          + meant.stream().map(one -> '"' + one + '"').collect(Collectors.joining(" or "))
          + "?";
    }
    String language = words.isEmpty() ? "" : words.getFirst();
    return language.length() == 2 && Arrays.asList(Locale.getISOLanguages()).contains(language)
        ? "The App Store has no locale for " + english(language) + "."
        : "";
  }

  private static List<String> meant(List<String> words) {
    String together = String.join("", words);
    for (String locale : StoreLocales.ALL) {
      if (String.join("", words(locale)).equals(together)) {
        return List.of(locale);
      }
    }
    for (String word : words) {
      String language = language(word);
      if (language != null) {
        // Its own code may be that of a country: "es" says nothing of Spain.
        var others = words.stream().filter(o -> !o.equals(word) || REGIONS.containsKey(o)).toList();
        return ofLanguage(language, others);
      }
    }
    if (words.size() == 1) {
      String country = words.getFirst();
      var ofCountry = StoreLocales.ALL.stream().filter(l -> region(l).equalsIgnoreCase(country));
      var found = new ArrayList<>(ofCountry.toList());
      if (found.isEmpty() && COUNTRIES.containsKey(country)) {
        found.add(COUNTRIES.get(country));
      }
      return found;
    }
    return List.of();
  }

  /// @param words those that may name a region
  private static List<String> ofLanguage(String language, List<String> words) {
    var candidates =
        StoreLocales.ALL.stream().filter(locale -> languageOf(locale).equals(language)).toList();
    if (candidates.size() == 1) {
      return candidates;
    }
    for (String locale : candidates) {
      if (words.stream().anyMatch(word -> isRegion(word, region(locale)))
          || String.join(" ", words).contains(countryName(locale))) {
        return List.of(locale);
      }
    }
    var usual = USUAL.get(language);
    if (usual != null) {
      return List.of(usual.get(words.isEmpty() ? 0 : 1));
    }
    return candidates;
  }

  private static boolean isRegion(String word, String region) {
    return region.equalsIgnoreCase(word)
        || region.equals(REGIONS.get(word))
        || iso3Country(region).equals(word);
  }

  private static @Nullable String language(String word) {
    String alias = LANGUAGES.get(word);
    if (alias != null) {
      return alias;
    }
    for (String locale : StoreLocales.ALL) {
      String language = languageOf(locale);
      var named = Locale.of(language);
      if (word.equals(language)
          || word.equals(named.getISO3Language())
          || word.equals(folded(english(language)))
          || word.equals(folded(named.getDisplayLanguage(named)))) {
        return language;
      }
    }
    return null;
  }

  private static String english(String language) {
    return Locale.of(language).getDisplayLanguage(Locale.ENGLISH);
  }

  private static String countryName(String locale) {
    String region = region(locale);
    String name =
        region.length() == 2 ? Locale.of("", region).getDisplayCountry(Locale.ENGLISH) : "";
    return name.isEmpty() ? "?" : folded(name);
  }

  private static String iso3Country(String region) {
    try {
      return region.length() == 2
          ? Locale.of("", region).getISO3Country().toLowerCase(Locale.ROOT)
          : "?";
    } catch (MissingResourceException e) {
      return "?";
    }
  }

  private static String languageOf(String locale) {
    int hyphen = locale.indexOf('-');
    return hyphen < 0 ? locale : locale.substring(0, hyphen);
  }

  /// Returns the region or script of a locale; empty for none.
  private static String region(String locale) {
    return locale.substring(Math.min(locale.length(), languageOf(locale).length() + 1));
  }

  private static List<String> words(String name) {
    String plain = folded(name);
    if (plain.endsWith(BUNDLE)) {
      plain = plain.substring(0, plain.length() - BUNDLE.length());
    }
    return Arrays.stream(SEPARATORS.split(plain, -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static String folded(String name) {
    return MARKS
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }
}

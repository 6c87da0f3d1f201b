package dev.slipway.drops.manifest;

import dev.slipway.drops.SimilarNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The App Store's codes of countries and regions: those of ISO 3166 with three letters, and `XKS`
/// for Kosovo (spec: TerritoryCode). Which of them the App Store has, only Apple's list says.
public final class TerritoryCodes {
  private static final Pattern FORM = Pattern.compile("[A-Z]{3}");
  private static final String KOSOVO = "XKS";

  /// Codes that people write and ISO 3166 does not have, such as those of sports federations.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("UK", "GBR"),
          Map.entry("ENG", "GBR"),
          Map.entry("EL", "GRC"),
          Map.entry("GRE", "GRC"),
          Map.entry("XK", KOSOVO),
          Map.entry("KOS", KOSOVO),
          Map.entry("GER", "DEU"),
          Map.entry("SUI", "CHE"),
          Map.entry("NED", "NLD"),
          Map.entry("DEN", "DNK"),
          Map.entry("POR", "PRT"),
          Map.entry("CRO", "HRV"),
          Map.entry("SLO", "SVN"),
          Map.entry("BUL", "BGR"),
          Map.entry("LAT", "LVA"),
          Map.entry("CHI", "CHL"),
          Map.entry("RSA", "ZAF"),
          Map.entry("KSA", "SAU"),
          Map.entry("UAE", "ARE"),
          Map.entry("VIE", "VNM"),
          Map.entry("PHI", "PHL"),
          Map.entry("INA", "IDN"),
          Map.entry("MAS", "MYS"));

  private static final Map<String, String> BY_TWO_LETTERS = byTwoLetters();

  private TerritoryCodes() {}

  /// Returns whether a text has the form of a code.
  static boolean isCode(String text) {
    return FORM.matcher(text).matches();
  }

  /// Returns the code that was probably meant by a text that is not one; empty when none is near,
  /// and for the code of a country that the App Store does not have.
  ///
  /// @param known the codes that can be meant
  public static Optional<String> closest(String text, List<String> known) {
    String written = text.strip();
    if (BY_TWO_LETTERS.containsValue(written)) {
      return Optional.empty();
    }
    String code = written.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(MEANT.get(code))
        .or(() -> Optional.ofNullable(BY_TWO_LETTERS.get(code)))
        .or(() -> byName(written))
        .filter(known::contains)
        .or(() -> SimilarNames.closest(written, known));
  }

  /// Returns every code that a territory may have.
  public static List<String> all() {
    return List.copyOf(BY_TWO_LETTERS.values());
  }

  private static Optional<String> byName(String name) {
    return BY_TWO_LETTERS.entrySet().stream()
        .filter(
            country ->
                Locale.of("", country.getKey())
                    .getDisplayCountry(Locale.ENGLISH)
                    .equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> byTwoLetters() {
    var codes = new TreeMap<String, String>();
    for (String country : Locale.getISOCountries()) {
      codes.put(country, Locale.of("", country).getISO3Country());
    }
    codes.put("XK", KOSOVO);
    return codes;
  }
}

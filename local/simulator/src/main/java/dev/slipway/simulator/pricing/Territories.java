package dev.slipway.simulator.pricing;

import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `territories`: the 175 in which the App Store is open, the same for every team. That there are
/// 175: first-release-live.md, B2; ids and currencies: clients that list them.
final class Territories implements Computed {
  static final String TYPE = "territories";

  /// A currency and the territories that pay in it.
  ///
  /// @param code ISO 4217 code
  /// @param toTheDollar how much of it the simulator takes for a dollar; not Apple's rate
  private record Currency(String code, double toTheDollar, String territories) {}

  private static final List<Currency> CURRENCIES =
      List.of(
          new Currency("AED", 4, "ARE"),
          new Currency("AUD", 1.5, "AUS"),
          new Currency("BRL", 5, "BRA"),
          new Currency("CAD", 1.4, "CAN"),
          new Currency("CHF", 1, "CHE"),
          new Currency("CLP", 900, "CHL"),
          new Currency("CNY", 7, "CHN"),
          new Currency("COP", 4000, "COL"),
          new Currency("CZK", 25, "CZE"),
          new Currency("DKK", 7, "DNK"),
          new Currency("EGP", 50, "EGY"),
          new Currency(
              "EUR",
              1.1,
              "AUT BEL BGR BIH CYP DEU ESP EST FIN FRA GRC HRV IRL ITA LTU LUX LVA MLT MNE NLD PRT"
                  + " SRB SVK SVN XKS"),
          new Currency("GBP", 1, "GBR"),
          new Currency("HKD", 8, "HKG"),
          new Currency("HUF", 400, "HUN"),
          new Currency("IDR", 16000, "IDN"),
          new Currency("ILS", 4, "ISR"),
          new Currency("INR", 100, "IND"),
          new Currency("JPY", 150, "JPN"),
          new Currency("KRW", 1500, "KOR"),
          new Currency("KZT", 500, "KAZ"),
          new Currency("MXN", 20, "MEX"),
          new Currency("MYR", 5, "MYS"),
          new Currency("NGN", 1600, "NGA"),
          new Currency("NOK", 11, "NOR"),
          new Currency("NZD", 1.7, "NZL"),
          new Currency("PEN", 4, "PER"),
          new Currency("PHP", 60, "PHL"),
          new Currency("PKR", 300, "PAK"),
          new Currency("PLN", 5, "POL"),
          new Currency("QAR", 4, "QAT"),
          new Currency("RON", 5, "ROU"),
          new Currency("RUB", 100, "RUS"),
          new Currency("SAR", 4, "SAU"),
          new Currency("SEK", 12, "SWE"),
          new Currency("SGD", 1.4, "SGP"),
          new Currency("THB", 35, "THA"),
          new Currency("TRY", 40, "TUR"),
          new Currency("TWD", 30, "TWN"),
          new Currency("TZS", 2500, "TZA"),
          new Currency(
              "USD",
              1,
              "AFG AGO AIA ALB ARG ARM ATG AZE BEN BFA BHR BHS BLR BLZ BMU BOL BRB BRN BTN BWA CIV"
                  + " CMR COD COG CPV CRI CYM DMA DOM DZA ECU FJI FSM GAB GEO GHA GMB GNB GRD GTM"
                  + " GUY HND IRQ ISL JAM JOR KEN KGZ KHM KNA KWT LAO LBN LBR LBY LCA LKA MAC MAR"
                  + " MDA MDG MDV MKD MLI MMR MNG MOZ MRT MSR MUS MWI NAM NER NIC NPL NRU OMN PAN"
                  + " PLW PNG PRY RWA SEN SLB SLE SLV STP SUR SWZ SYC TCA TCD TJK TKM TON TTO TUN"
                  + " UGA UKR URY USA UZB VCT VEN VGB VUT YEM ZMB ZWE"),
          new Currency("VND", 25000, "VNM"),
          new Currency("ZAR", 20, "ZAF"));

  private static final Map<String, Currency> BY_TERRITORY = byTerritory();

  private final Map<String, Resource> resources = new LinkedHashMap<>();

  Territories() {
    BY_TERRITORY.forEach(
        (id, currency) ->
            resources.put(id, Resource.computed(TYPE, id, "").set("currency", currency.code())));
  }

  private static Map<String, Currency> byTerritory() {
    Map<String, Currency> found = new TreeMap<>();
    for (Currency currency : CURRENCIES) {
      for (String id : currency.territories().split(" ", -1)) {
        found.put(id, currency);
      }
    }
    return found;
  }

  /// Returns the ids of all territories in alphabetical order.
  static Collection<String> ids() {
    return BY_TERRITORY.keySet();
  }

  /// Returns how much of its currency the simulator takes for a dollar.
  static double toTheDollar(String territory) {
    Currency currency = BY_TERRITORY.get(territory);
    if (currency == null) {
      throw new IllegalArgumentException("No territory " + territory);
    }
    return currency.toTheDollar();
  }

  static boolean exists(String territory) {
    return BY_TERRITORY.containsKey(territory);
  }

  @Override
  public @Nullable Resource find(String id) {
    return resources.get(id);
  }

  @Override
  public Collection<Resource> all() {
    return resources.values();
  }
}

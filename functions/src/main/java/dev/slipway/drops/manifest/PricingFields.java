package dev.slipway.drops.manifest;

import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `price` and `availability` of a `release.json`, and collects their faults.
final class PricingFields {
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");
  private static final int MAX_TERRITORIES = 300;
  private static final String BASE_TERRITORY = "baseTerritory";
  private static final String CUSTOMER_PRICE = "customerPrice";
  private static final String TERRITORIES = "territories";
  private static final String EXCEPT = "except";
  private static final String CODES = "a code of three capital letters, such as \"USA\"";

  private PricingFields() {}

  static @Nullable PriceTerms price(ManifestFields manifest) {
    String name = "price";
    if (!manifest.has(name)) {
      return null;
    }
    if ("FREE".equals(manifest.raw(name))) {
      return new PriceTerms.Free();
    }
    if (!(manifest.raw(name) instanceof Map<?, ?>)) {
      manifest.fault(
          name,
          "The value must be \"FREE\", or an object such as {\"baseTerritory\": \"USA\","
              + " \"customerPrice\": \"4.99\"}.");
      return null;
    }
    ManifestFields fields = manifest.object(name);
    if (fields == null) {
      return null;
    }
    fields.refuseOthersThan(List.of(BASE_TERRITORY, CUSTOMER_PRICE));
    String territory = baseTerritory(fields);
    BigDecimal price = customerPrice(fields);
    return territory == null || price == null ? null : new PriceTerms.Paid(territory, price);
  }

  private static @Nullable String baseTerritory(ManifestFields fields) {
    Object raw = fields.raw(BASE_TERRITORY);
    if (raw instanceof String code && TerritoryCodes.isCode(code)) {
      return code;
    }
    fields.fault(
        BASE_TERRITORY,
        fields.has(BASE_TERRITORY)
            ? "The value must be " + CODES + "." + suggestion(raw)
            : "A price needs the territory in whose currency it is, by " + CODES + ".");
    return null;
  }

  private static @Nullable BigDecimal customerPrice(ManifestFields fields) {
    Object raw = fields.raw(CUSTOMER_PRICE);
    if (raw instanceof String price && PRICE.matcher(price).matches()) {
      return new BigDecimal(price);
    }
    fields.fault(CUSTOMER_PRICE, wrong(fields, raw));
    return null;
  }

  private static String wrong(ManifestFields fields, @Nullable Object customerPrice) {
    if (!fields.has(CUSTOMER_PRICE)) {
      return "A price needs the amount that customers pay, such as \"4.99\".";
    }
    return customerPrice instanceof Number
        ? "The price must be text: \"" + customerPrice + "\"."
        : "The value must be an amount with a decimal point and without a currency, such as"
            + " \"4.99\".";
  }

  static @Nullable AvailabilityTerms availability(ManifestFields manifest) {
    String name = "availability";
    if (!manifest.has(name)) {
      return null;
    }
    if (!(manifest.raw(name) instanceof Map<?, ?>)) {
      manifest.fault(name, "The value must be an object, such as {\"territories\": \"ALL\"}.");
      return null;
    }
    ManifestFields fields = manifest.object(name);
    if (fields == null) {
      return null;
    }
    fields.refuseOthersThan(List.of(TERRITORIES, "newTerritories"));
    Boolean newTerritories = fields.truth("newTerritories");
    Territories territories = territories(fields);
    return territories == null ? null : new AvailabilityTerms(territories, newTerritories);
  }

  private static @Nullable Territories territories(ManifestFields fields) {
    return switch (fields.raw(TERRITORIES)) {
      case String all when all.equals("ALL") -> new Territories.All();
      case List<?> _ -> {
        List<String> codes = codes(fields, TERRITORIES);
        yield codes == null ? null : new Territories.Only(codes);
      }
      case Map<?, ?> _ -> except(fields);
      case null, default -> {
        fields.fault(
            TERRITORIES,
            "The value must be \"ALL\", a list of territories such as [\"DEU\", \"FRA\"], or all"
                + " but some: {\"except\": [\"CHN\"]}.");
        yield null;
      }
    };
  }

  private static @Nullable Territories except(ManifestFields availability) {
    ManifestFields fields = availability.object(TERRITORIES);
    if (fields == null) {
      return null;
    }
    fields.refuseOthersThan(List.of(EXCEPT));
    if (!(fields.raw(EXCEPT) instanceof List<?>)) {
      fields.fault(EXCEPT, "The value must be a list of territories, such as [\"CHN\"].");
      return null;
    }
    List<String> codes = codes(fields, EXCEPT);
    return codes == null ? null : new Territories.Except(codes);
  }

  /// Returns the codes of a list; null when one of them has a fault, so that a part of a list is
  /// never taken for the whole.
  private static @Nullable List<String> codes(ManifestFields fields, String name) {
    if (!(fields.raw(name) instanceof List<?> items)
        || items.isEmpty()
        || items.size() > MAX_TERRITORIES) {
      fields.fault(name, "The list must have 1 to " + MAX_TERRITORIES + " territories.");
      return null;
    }
    var codes = new ArrayList<String>();
    boolean sound = true;
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      if (!(item instanceof String code) || !TerritoryCodes.isCode(code)) {
        fields.faultAt(
            name + "[" + i + "]", item, "The value must be " + CODES + "." + suggestion(item));
        sound = false;
      } else if (codes.contains(code)) {
        fields.faultAt(name + "[" + i + "]", item, "The territory is repeated.");
        sound = false;
      } else {
        codes.add(code);
      }
    }
    return sound ? codes : null;
  }

  private static String suggestion(@Nullable Object written) {
    return written instanceof String text
        ? TerritoryCodes.closest(text, TerritoryCodes.all())
            .map(code -> " Did you mean \"" + code + "\"?")
            .orElse("")
        : "";
  }
}

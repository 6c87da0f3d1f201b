package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `appPrices`: the prices of a schedule with their intervals. The manual ones are those that
/// someone has set; in every other territory an automatic price equals that of the base territory.
final class AppPrices implements Computed {
  static final String TYPE = "appPrices";

  /// Apple has no operation that reads a single one.
  @Override
  public @Nullable Resource find(String id) {
    return null;
  }

  @Override
  public List<Resource> related(
      Resource schedule, String relationship, Map<String, List<String>> filters) {
    List<Resource> manual = new ArrayList<>();
    Set<String> territories = new HashSet<>();
    List<Price> ofBase = new ArrayList<>();
    for (JsonNode json : schedule.hidden().path(AppPriceSchedules.PRICES)) {
      Price price = Price.of(json);
      territories.add(price.point().territory());
      manual.add(resource(schedule, price, true));
      if (price.point().territory().equals(schedule.relation("baseTerritory"))) {
        ofBase.add(price);
      }
    }
    if (relationship.equals("manualPrices")) {
      return manual;
    }
    List<Resource> automatic = new ArrayList<>();
    for (String territory : Territories.ids()) {
      for (Price price : territories.contains(territory) ? List.<Price>of() : ofBase) {
        automatic.add(resource(schedule, price.in(territory), false));
      }
    }
    return automatic;
  }

  private static Resource resource(Resource schedule, Price price, boolean manual) {
    PricePoint point = price.point();
    Resource resource =
        Resource.computed(TYPE, price.id(), schedule.issuerId())
            .set("manual", manual)
            .set("startDate", text(price.startDate()))
            .set("endDate", text(price.endDate()));
    return resource.relate("appPricePoint", point.id()).relate("territory", point.territory());
  }

  private static @Nullable String text(@Nullable LocalDate date) {
    return Objects.toString(date, null);
  }
}

package dev.slipway.releases.plan;

import static java.util.stream.Collectors.joining;

import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.SetPrice;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.plan.PlannedContent.Named;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns changes of price and availability into the actions of a plan.
final class PlannedPricing {
  private static final String AVAILABILITY = "$.availability";

  /// A list of so many codes is still short.
  private static final int LONG = 9;

  private PlannedPricing() {}

  static List<PlannedAction> of(SetPrice change) {
    return PlannedContent.values(
        List.of(new Named("Price", new NewValue<>(change.before(), change.after(), "$.price"))),
        null,
        "POST /v1/appPriceSchedules");
  }

  static List<PlannedAction> of(CreateAvailability change) {
    var available =
        change.territories().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .toList();
    var others =
        change.territories().entrySet().stream()
            .filter(territory -> !territory.getValue())
            .map(Map.Entry::getKey)
            .toList();
    String words = words(available, others);
    return PlannedContent.values(
        List.of(
            new Named("Countries and regions", new NewValue<>(null, words, AVAILABILITY)),
            new Named(
                "Countries and regions that Apple adds later",
                new NewValue<>(
                    null,
                    change.inNewTerritories() ? "available" : "not available",
                    AVAILABILITY))),
        null,
        "POST /v2/appAvailabilities");
  }

  /// One action for all territories with the same answer, with a call for each: Apple has none for
  /// several.
  static List<PlannedAction> of(ChangeAvailability change) {
    var territories = change.territories().stream().map(TerritoryAvailability::territory).toList();
    String all = counted(territories);
    String shown = changed(territories, change.others());
    String words = PlannedContent.shortened(shown);
    // The hash of a plan depends on all codes, however they are shown.
    @Nullable String digest =
        shown.equals(all) ? PlannedContent.digest(null, all) : PlanHash.digest(null, all);
    var calls =
        Collections.nCopies(
            territories.size(), PlannedContent.patch("/v1/territoryAvailabilities"));
    return List.of(
        change.available()
            ? new PlannedAction(
                Kind.CREATE,
                "Countries and regions",
                null,
                null,
                words,
                AVAILABILITY,
                0,
                calls,
                digest)
            : new PlannedAction(
                Kind.DELETE,
                "Countries and regions",
                null,
                words,
                null,
                AVAILABILITY,
                0,
                calls,
                digest));
  }

  /// Returns a choice by the shorter list of the two.
  private static String words(List<TerritoryId> available, List<TerritoryId> others) {
    if (others.isEmpty()) {
      return "all " + available.size();
    }
    return others.size() < available.size() ? "all but " + counted(others) : counted(available);
  }

  /// Returns a long change by what it leaves out. Some of the others may have the answer already.
  private static String changed(List<TerritoryId> territories, List<TerritoryId> others) {
    if (territories.size() <= LONG || others.size() >= territories.size()) {
      return counted(territories);
    }
    return others.isEmpty() ? "all" : "all but " + counted(others);
  }

  /// Returns the codes, with their number before a long list, whose end is not shown.
  private static String counted(List<TerritoryId> territories) {
    String codes = territories.stream().map(TerritoryId::value).sorted().collect(joining(", "));
    return territories.size() > LONG ? territories.size() + ": " + codes : codes;
  }
}

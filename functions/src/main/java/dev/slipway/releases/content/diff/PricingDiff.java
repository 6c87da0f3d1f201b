package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.pricing.AppPricePoint;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.content.diff.ContentChange.SetPrice;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Computes what must change of the app's price and availability. Pure.
final class PricingDiff {
  private PricingDiff() {}

  static List<ContentChange> of(
      @Nullable PriceTerms price, @Nullable AvailabilityTerms availability, PricingFacts facts) {
    var changes = new ArrayList<ContentChange>();
    if (price != null) {
      price(price, facts).ifPresent(changes::add);
    }
    if (availability != null) {
      changes.addAll(availability(availability, facts));
    }
    return changes;
  }

  private static Optional<ContentChange> price(PriceTerms terms, PricingFacts facts) {
    var present = facts.price();
    AppPricePoint point = facts.wanted() == null ? null : facts.wanted().exact();
    return present == null || point == null
        ? Optional.empty()
        : Optional.of(
            new SetPrice(
                present.words(),
                present.words(terms),
                present.baseTerritory(terms),
                present.replacedBy(terms, point.id())));
  }

  private static List<ContentChange> availability(AvailabilityTerms terms, PricingFacts facts) {
    var present = facts.availability();
    if (present == null) {
      return List.of();
    }
    if (!present.isSet()) {
      return List.of(
          new CreateAvailability(present.createdBy(terms.territories()), terms.inNewTerritories()));
    }
    var changes = new ArrayList<ContentChange>();
    for (boolean available : new boolean[] {true, false}) {
      var changed = present.changedBy(terms.territories(), available);
      if (!changed.isEmpty()) {
        changes.add(
            new ChangeAvailability(
                available, changed, present.having(terms.territories(), !available)));
      }
    }
    return changes;
  }
}

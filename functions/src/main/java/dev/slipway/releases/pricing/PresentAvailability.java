package dev.slipway.releases.pricing;

import dev.slipway.appstoreconnect.pricing.AppAvailability;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Where an app is available at Apple. Pure.
///
/// @param availability null when it was never set
/// @param territories every territory with its answer; empty when it was never set, or Apple does
///   not show them
/// @param all the App Store's territories; read only when the app has none and is to get some
public record PresentAvailability(
    @Nullable AppAvailability availability,
    List<TerritoryAvailability> territories,
    List<TerritoryId> all) {
  public PresentAvailability {
    territories = List.copyOf(territories);
    all = List.copyOf(all);
  }

  /// Returns whether availability was set, so that it can be changed and no longer be created.
  public boolean isSet() {
    return availability != null && !territories.isEmpty();
  }

  /// Returns whether the app will be in a store somewhere.
  public boolean isSomewhere() {
    return territories.stream().anyMatch(TerritoryAvailability::willBeAvailable);
  }

  /// Returns whether the app would be in a store somewhere with this choice.
  public boolean isSomewhere(Territories wanted) {
    return codes().stream().anyMatch(wanted::contains);
  }

  /// Returns the codes of the App Store's territories, as far as they were read.
  public List<String> codes() {
    return territories.isEmpty()
        ? all.stream().map(TerritoryId::value).toList()
        : territories.stream().map(row -> row.territory().value()).toList();
  }

  /// Returns the territories whose answer this choice changes.
  ///
  /// @param available the answer that they are to get
  public List<TerritoryAvailability> changedBy(Territories wanted, boolean available) {
    return territories.stream()
        .filter(row -> wanted.contains(row.territory().value()) == available)
        .filter(row -> row.willBeAvailable() != available)
        .toList();
  }

  /// Returns the territories that have this answer after the choice.
  public List<TerritoryId> having(Territories wanted, boolean available) {
    return territories.stream()
        .map(TerritoryAvailability::territory)
        .filter(territory -> wanted.contains(territory.value()) == available)
        .toList();
  }

  /// Returns the answer of every territory for an app that has none.
  public SequencedMap<TerritoryId, Boolean> createdBy(Territories wanted) {
    var created = new LinkedHashMap<TerritoryId, Boolean>();
    all.forEach(territory -> created.put(territory, wanted.contains(territory.value())));
    return created;
  }
}

package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.content.diff.ContentChange.SetPrice;
import dev.slipway.releases.refusals.CarriedContent;
import java.util.ArrayList;

/// Carries out changes of the app's price and availability, one call after the other. For one
/// round.
final class PricingWork {
  private final AppStoreConnectClient apple;
  private final AppId app;
  private final Journal journal;

  PricingWork(AppStoreConnectClient apple, AppId app, Journal journal) {
    this.apple = apple;
    this.app = app;
    this.journal = journal;
  }

  /// Replaces the price schedule. What Apple refuses may have changed since it was read, such as a
  /// price that ends today, so a conflict leads to another look.
  void set(SetPrice change) {
    journal.complete(
        () -> apple.appPriceSchedules().create(app, change.baseTerritory(), change.prices()));
  }

  /// Creates the availability. A conflict may mean that it exists, or that Apple has added a
  /// territory since the list was read.
  void create(CreateAvailability change) {
    journal.complete(
        () ->
            apple.appAvailabilities().create(app, change.inNewTerritories(), change.territories()));
  }

  /// Changes territory by territory; the next round continues with those that still differ.
  void change(ChangeAvailability change) {
    var ignored = new ArrayList<String>();
    for (TerritoryAvailability territory : change.territories()) {
      RefusedCalls.carrying(
          CarriedContent.of(territory, change.available()),
          () -> {
            boolean now =
                journal.write(
                    () -> apple.appAvailabilities().update(territory.id(), change.available()));
            if (now != change.available()) {
              ignored.add("$.availability for " + territory.territory());
            }
          });
    }
    if (!ignored.isEmpty()) {
      throw new RoundEndedException(LookAgain.ignored(ignored));
    }
  }
}

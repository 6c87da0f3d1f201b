package dev.slipway.releases.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.pricing.AppAvailability;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresentAvailabilityTest {
  private static final Territories EXCEPT_CHINA = new Territories.Except(List.of("CHN"));
  private static final Territories GERMANY = new Territories.Only(List.of("DEU"));

  @Test
  void answersForEveryTerritoryAtCreation() {
    assertThat(Pricing.NEVER_SET.isSet()).isFalse();
    assertThat(Pricing.NEVER_SET.isSomewhere()).isFalse();
    assertThat(Pricing.NEVER_SET.createdBy(EXCEPT_CHINA))
        .containsExactly(
            java.util.Map.entry(new TerritoryId("CHN"), false),
            java.util.Map.entry(new TerritoryId("DEU"), true),
            java.util.Map.entry(new TerritoryId("FRA"), true),
            java.util.Map.entry(new TerritoryId("USA"), true));
    assertThat(Pricing.NEVER_SET.createdBy(GERMANY).values())
        .containsExactly(false, true, false, false);
    assertThat(Pricing.NEVER_SET.createdBy(new Territories.All()).values())
        .containsOnly(true)
        .hasSize(4);
  }

  @Test
  void changesOnlyWhatDiffers() {
    var present = Pricing.available("CHN", "DEU");

    assertThat(codes(present.changedBy(EXCEPT_CHINA, true))).containsExactly("FRA", "USA");
    assertThat(codes(present.changedBy(EXCEPT_CHINA, false))).containsExactly("CHN");
    assertThat(present.changedBy(GERMANY, true)).isEmpty();
    assertThat(codes(present.changedBy(GERMANY, false))).containsExactly("CHN");
  }

  /// After a change Apple shows the old answer for a while, beside what it is about to do.
  @Test
  void countsWhatAppleIsProcessing() {
    var processing =
        new PresentAvailability(
            new AppAvailability(new AppAvailabilityId("1"), true),
            List.of(
                Pricing.row(
                    new TerritoryId("DEU"), false, "CANNOT_SELL", "PROCESSING_TO_AVAILABLE"),
                Pricing.row(
                    new TerritoryId("FRA"), true, "AVAILABLE", "PROCESSING_TO_NOT_AVAILABLE")),
            List.of());

    assertThat(processing.isSomewhere()).isTrue();
    assertThat(processing.changedBy(GERMANY, true)).isEmpty();
    assertThat(processing.changedBy(GERMANY, false)).isEmpty();
  }

  /// Just after the creation Apple may show no territories.
  @Test
  void withoutTerritoriesItIsNotKnownToBeSet() {
    var shell =
        new PresentAvailability(
            new AppAvailability(new AppAvailabilityId("1"), false), List.of(), Pricing.ALL);

    assertThat(shell.isSet()).isFalse();
    assertThat(shell.codes()).containsExactly("CHN", "DEU", "FRA", "USA");
    assertThat(shell.isSomewhere(GERMANY)).isTrue();
    assertThat(shell.isSomewhere(new Territories.Only(List.of("AUT")))).isFalse();
  }

  private static List<String> codes(List<TerritoryAvailability> rows) {
    return rows.stream().map(row -> row.territory().value()).toList();
  }
}

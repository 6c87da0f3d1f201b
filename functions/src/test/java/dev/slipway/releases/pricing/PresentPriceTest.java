package dev.slipway.releases.pricing;

import static dev.slipway.releases.pricing.Pricing.point;
import static dev.slipway.releases.pricing.Pricing.price;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.pricing.NewAppPrice;
import dev.slipway.drops.manifest.PriceTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PresentPriceTest {
  private static final PriceTerms FREE = new PriceTerms.Free();
  private static final LocalDate SOON = LocalDate.parse("2026-12-24");

  private static PriceTerms paid(String territory, String price) {
    return new PriceTerms.Paid(territory, new BigDecimal(price));
  }

  @Test
  void aNewRecordHasNoPrice() {
    assertThat(Pricing.UNSET.isSet()).isFalse();
    assertThat(Pricing.UNSET.is(FREE)).isFalse();
    assertThat(Pricing.UNSET.words()).isNull();
    assertThat(Pricing.UNSET.baseTerritory(FREE)).hasToString("USA");
    assertThat(Pricing.UNSET.words(FREE)).isEqualTo("free (USA)");
    assertThat(Pricing.UNSET.replacedBy(FREE, point("USA", "0.0")))
        .containsExactly(new NewAppPrice(point("USA", "0.0"), null, null));
  }

  @Test
  void equalAmountsAreOnePriceHoweverTheyAreWritten() {
    var yen = Pricing.costing("JPN", "600.0");

    assertThat(yen.is(paid("JPN", "600"))).isTrue();
    assertThat(yen.is(paid("JPN", "601"))).isFalse();
    assertThat(yen.is(paid("USA", "600"))).as("another currency").isFalse();
    assertThat(Pricing.costing("KOR", "0.0").is(FREE)).isTrue();
    assertThat(Pricing.costing("KOR", "0.0").baseTerritory(FREE)).hasToString("KOR");
    assertThat(yen.is(FREE)).isFalse();
  }

  /// Ends are exclusive, and the day is that of US Pacific time.
  @Test
  void thePriceIsThatOfTheIntervalAroundToday() {
    var changing =
        Pricing.of(
            "USA",
            price("USA", "1.99", null, "2026-11-23"),
            price("USA", "2.99", "2026-11-23", "2026-11-24"),
            price("USA", "3.99", "2026-11-24", null));

    assertThat(changing.words()).isEqualTo("2.99 (USA)");
    assertThat(changing.is(paid("USA", "2.99"))).isTrue();
    assertThat(changing.is(paid("USA", "1.99"))).isFalse();
    assertThat(changing.is(paid("USA", "3.99"))).isFalse();
  }

  /// Apple replaces the whole schedule: what the drop does not speak of is sent again.
  @Test
  void keepsOtherTerritoriesAndLaterChanges() {
    var present =
        Pricing.of(
            "USA",
            price("USA", "1.99", "2026-01-01", "2026-12-24"),
            price("USA", "0.99", "2026-12-24", "2027-01-01"),
            price("USA", "1.99", "2027-01-01", null),
            price("DEU", "1.49", "2026-01-01", null),
            price("FRA", "0.49", null, "2026-02-01"),
            price("CHN", "6", "2026-12-24", null));

    assertThat(present.words()).isEqualTo("1.99 (USA), 1.49 (DEU)");
    assertThat(present.replacedBy(paid("USA", "4.99"), point("USA", "4.99")))
        .containsExactly(
            new NewAppPrice(point("USA", "4.99"), null, SOON),
            new NewAppPrice(point("USA", "0.99"), SOON, LocalDate.parse("2027-01-01")),
            new NewAppPrice(point("USA", "1.99"), LocalDate.parse("2027-01-01"), null),
            new NewAppPrice(point("DEU", "1.49"), null, null),
            new NewAppPrice(point("CHN", "6"), SOON, null));
  }

  /// The old base's price was the one from which the others were derived.
  @Test
  void anotherBaseTerritoryTakesThePlaceOfTheOldOne() {
    var present =
        Pricing.of(
            "USA",
            price("USA", "1.99", null, null),
            price("DEU", "1.49", null, null),
            price("FRA", "0.49", null, null));

    assertThat(present.replacedBy(paid("DEU", "2.49"), point("DEU", "2.49")))
        .containsExactly(
            new NewAppPrice(point("DEU", "2.49"), null, null),
            new NewAppPrice(point("FRA", "0.49"), null, null));
  }

  @Test
  void freeMeansFreeEverywhere() {
    var present =
        Pricing.of("USA", price("USA", "0.0", null, null), price("DEU", "1.49", null, null));

    assertThat(present.words()).isEqualTo("free (USA), 1.49 (DEU)");
    assertThat(present.is(FREE)).isFalse();
    assertThat(present.replacedBy(FREE, point("USA", "0.0")))
        .containsExactly(new NewAppPrice(point("USA", "0.0"), null, null));
  }
}

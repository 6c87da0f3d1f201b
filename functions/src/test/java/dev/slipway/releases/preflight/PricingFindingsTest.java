package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.appstoreconnect.pricing.AppPricePoint;
import dev.slipway.appstoreconnect.pricing.NearestPricePoints;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.problems.Finding;
import dev.slipway.releases.pricing.Pricing;
import dev.slipway.releases.pricing.PricingFacts;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PricingFindingsTest {
  private final Subject subject = new Subject().first();

  @Test
  void namesThePricesAroundTheOneThatAppleDoesNotHave() {
    assertThat(near("4.49", "4.99")).endsWith("The nearest ones are \"4.49\" and \"4.99\".");
    assertThat(near(null, "0.29")).endsWith("The nearest one is \"0.29\".");
    assertThat(near("999.99", null)).endsWith("The nearest one is \"999.99\".");
  }

  /// Without the agreement for paid apps there may be no paid prices.
  @Test
  void freePricesAloneHaveACauseOfTheirOwn() {
    assertThat(near("0.0", null)).contains("The nearest one is \"0.0\".", "Paid Apps agreement");
  }

  @Test
  void aPriceWithAFaultIsNotMissingToo() {
    subject.pricing = new PricingFacts(Pricing.UNSET, null, Pricing.NEVER_SET);
    for (String place : List.of("$.price.customerPrice", "$.availability.territories[0]")) {
      subject.readingFindings.add(ReadingCheck.RELEASE_JSON_FAULT.because(place, null, "Wrong."));
    }

    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsOnly(ReadingCheck.RELEASE_JSON_FAULT.slug());
  }

  @Test
  void whatIsSubmittedLaterNeedsAPriceByThen() {
    subject.pricing = new PricingFacts(Pricing.UNSET, null, Pricing.NEVER_SET);
    subject.manifest.submit = false;

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::severity)
        .containsExactlyInAnyOrder(
            tuple("price-missing", Finding.Severity.WARNING),
            tuple("app-in-no-store", Finding.Severity.WARNING));
  }

  @Test
  void aChoiceThatLeavesNoCountryIsFoundToo() {
    subject.pricing = new PricingFacts(null, null, Pricing.NEVER_SET);
    subject.manifest.availability =
        new AvailabilityTerms(new Territories.Except(List.of("CHN", "DEU", "FRA", "USA")), null);

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("app-in-no-store");
  }

  private String near(@Nullable String below, @Nullable String above) {
    subject.manifest.price = new PriceTerms.Paid("USA", new BigDecimal("4.98"));
    subject.pricing =
        new PricingFacts(
            Pricing.UNSET, new NearestPricePoints(null, point(below), point(above), 4), null);
    return subject.examined().getFirst().remedy();
  }

  private static @Nullable AppPricePoint point(@Nullable String price) {
    return price == null
        ? null
        : new AppPricePoint(new AppPricePointId("P" + price), new BigDecimal(price));
  }
}

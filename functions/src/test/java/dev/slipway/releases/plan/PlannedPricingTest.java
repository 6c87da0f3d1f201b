package dev.slipway.releases.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.model.ledgers.PlannedAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannedPricingTest {
  private static final List<String> CODES =
      IntStream.range(0, 26).mapToObj(i -> "AA" + (char) ('A' + i)).toList();

  @Test
  void aChoiceIsShownByTheShorterList() {
    assertThat(shown(Set.of())).isEqualTo("all 26");
    assertThat(shown(Set.of("AAC", "AAB"))).isEqualTo("all but AAB, AAC");
    assertThat(shown(Set.copyOf(CODES.subList(0, 12)))).startsWith("all but 12: AAA, AAB, ");
    assertThat(shown(Set.copyOf(CODES.subList(2, 26)))).isEqualTo("AAA, AAB");
  }

  /// Of an app that is available somewhere, only what changes is written.
  @Test
  void aLongChangeIsShownByWhatItLeavesOut() {
    assertThat(changed(26, List.of())).isEqualTo("all");
    assertThat(changed(24, List.of("AAB", "AAC"))).isEqualTo("all but AAB, AAC");
    assertThat(changed(2, List.of("AAC"))).isEqualTo("AAA, AAB");
    assertThat(changed(12, CODES.subList(12, 26))).startsWith("12: AAA, AAB, ");
  }

  /// The hash of a plan must not depend on what its words leave out.
  @Test
  void theDigestOfALongChangeIsOfAllCodes() {
    assertThat(action(24, List.of("AAB")).digest())
        .isNotNull()
        .isNotEqualTo(action(23, List.of("AAB")).digest());
  }

  private static String changed(int territories, List<String> others) {
    return String.valueOf(action(territories, others).after());
  }

  private static PlannedAction action(int territories, List<String> others) {
    return PlannedPricing.of(
            new ChangeAvailability(
                true,
                CODES.subList(0, territories).stream()
                    .map(
                        code ->
                            new TerritoryAvailability(
                                new TerritoryAvailabilityId(code),
                                new TerritoryId(code),
                                false,
                                List.of()))
                    .toList(),
                others.stream().map(TerritoryId::new).toList()))
        .getFirst();
  }

  private static String shown(Set<String> without) {
    var territories = new LinkedHashMap<TerritoryId, Boolean>();
    CODES.forEach(code -> territories.put(new TerritoryId(code), !without.contains(code)));
    return String.valueOf(
        PlannedPricing.of(new CreateAvailability(territories, true)).getFirst().after());
  }
}

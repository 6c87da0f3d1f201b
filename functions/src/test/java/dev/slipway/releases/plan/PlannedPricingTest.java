package dev.slipway.releases.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
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

  private static String shown(Set<String> without) {
    var territories = new LinkedHashMap<TerritoryId, Boolean>();
    CODES.forEach(code -> territories.put(new TerritoryId(code), !without.contains(code)));
    return String.valueOf(
        PlannedPricing.of(new CreateAvailability(territories, true)).getFirst().after());
  }
}

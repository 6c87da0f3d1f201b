package dev.slipway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
  @Test
  void hitsFromTheFirstOnAsOftenAsSaid() {
    Occurrences occurrences = new Occurrences(2, 2);
    List<Boolean> hits = Stream.generate(occurrences::take).limit(5).toList();
    assertThat(hits).containsExactly(false, true, true, false, false);
    assertThat(occurrences.matched()).isEqualTo(5);
  }

  @Test
  void isSpentAfterTheLastHit() {
    Occurrences occurrences = new Occurrences(1, 2);
    occurrences.take();
    assertThat(occurrences.isSpent()).isFalse();
    occurrences.take();
    assertThat(occurrences.isSpent()).isTrue();
  }

  @Test
  void isNeverSpentWhenItHitsForEver() {
    Occurrences occurrences = new Occurrences(3, Integer.MAX_VALUE);
    assertThat(Stream.generate(occurrences::take).limit(4))
        .containsExactly(false, false, true, true);
    assertThat(occurrences.isSpent()).isFalse();
  }
}

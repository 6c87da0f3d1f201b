package dev.slipway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
  @Test
  void keepsTheLastEntriesOldestFirst() {
    Recent<String> recent = new Recent<>(2);
    recent.add("a");
    recent.add("b");
    recent.add("c");
    assertThat(recent.all()).containsExactly("b", "c");
    assertThat(recent.count("c"::equals)).isEqualTo(1);
    recent.clear();
    assertThat(recent.all()).isEmpty();
  }
}

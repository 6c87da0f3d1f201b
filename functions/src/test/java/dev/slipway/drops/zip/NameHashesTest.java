package dev.slipway.drops.zip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameHashesTest {
  private static final int NAMES = 300_000;

  @Test
  void tellsNamesThatDifferInOneCharacterApart() {
    var names = new NameHashes();
    int added = 0;
    int found = 0;
    int others = 0;
    for (int i = 0; i < NAMES; i++) {
      added += names.add(name(i)) ? 1 : 0;
    }
    for (int i = 0; i < NAMES; i++) {
      found += names.contains(name(i)) ? 1 : 0;
      others += names.contains(name(NAMES + i)) ? 1 : 0;
    }
    assertThat(added).isEqualTo(NAMES);
    assertThat(found).isEqualTo(NAMES);
    assertThat(others).isZero();
    assertThat(names.add(name(17))).isFalse();
    assertThat(names.add("")).isTrue();
    assertThat(names.add("")).isFalse();
  }

  private static String name(int number) {
    return "Payload/App.app/public/assets/" + number + ".js";
  }
}

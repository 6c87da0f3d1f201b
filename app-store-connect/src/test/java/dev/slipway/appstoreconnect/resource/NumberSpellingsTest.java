package dev.slipway.appstoreconnect.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberSpellingsTest {
  @Test
  void namesEveryTextOfOneNumber() {
    assertThat(NumberSpellings.of("2.0")).containsExactly("2.0", "2", "2.0.0");
    assertThat(NumberSpellings.of("2.02.0")).containsExactly("2.02.0", "2.2.0", "2.2");
    assertThat(NumberSpellings.of("007")).containsExactly("007", "7", "7.0", "7.0.0");
    assertThat(NumberSpellings.of("0.0")).containsExactly("0.0", "0", "0.0.0");
    assertThat(NumberSpellings.of("10.20.30")).containsExactly("10.20.30");
    assertThat(NumberSpellings.of("1.0.0.0")).containsExactly("1.0.0.0", "1", "1.0", "1.0.0");
    assertThat(NumberSpellings.of("1.2b")).containsExactly("1.2b");
    assertThat(NumberSpellings.of("")).containsExactly("");
  }

  @Test
  void comparesNumbers() {
    assertThat(NumberSpellings.same("2.0", "2.00.0")).isTrue();
    assertThat(NumberSpellings.same("007", "7")).isTrue();
    assertThat(NumberSpellings.same("1.10", "1.1")).isFalse();
    assertThat(NumberSpellings.same("1.2.3.4", "1.2.3")).isFalse();
    assertThat(NumberSpellings.same("1.2b", "1.2b")).isTrue();
  }
}

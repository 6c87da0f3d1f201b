package dev.slipway.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1.2, 1.10, -1",
    "1.10, 1.2, 1",
    "1.2, 1.2.0, 0",
    "2, 1.9.9, 1",
    "1.02, 1.2, 0",
    "1.0.0.1, 1.0.0, 1",
    "99999999999999999999, 1, 1",
  })
  void comparesPartByPartAsNumbers(String left, String right, int order) {
    assertThat(Integer.signum(VersionNumbers.compare(left, right))).isEqualTo(order);
    assertThat(Integer.signum(VersionNumbers.compare(right, left))).isEqualTo(-order);
  }
}

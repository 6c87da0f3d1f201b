package dev.slipway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "54200000, 54.2 MB",
    "4500404287, 4.5 GB",
    "2000000000000, 2000.0 GB",
  })
  void showsSizesInDecimalUnits(long bytes, String shown) {
    assertThat(Shown.size(bytes)).isEqualTo(shown);
  }
}

package dev.slipway.appstoreconnect.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever Retry-After and Date say, a wish is none or lies within bounds.
@Tag("fuzz")
class RetryAfterFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final List<String> WORDS =
      List.of(
          "Mon, 23 Nov 2026 10:01:00 GMT",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "120",
          "-1",
          "1e9",
          "0",
          "999999999",
          "9999999999",
          "+999999999-12-31T23:59:59Z",
          " ",
          ",",
          ":",
          "GMT",
          "-99:99",
          "Tue, 31 Dec 99999 23:59:60 GMT",
          "\u0000",
          "١٢",
          "Nov");

  @Test
  void aWishIsNoneOrAtMostTwoHours() {
    long seed = Long.getLong("slipway.fuzz.seed", Long.getLong("tests.seed", System.nanoTime()));
    var random = new Random(seed);
    int understood = 0;
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        text.append(WORDS.get(random.nextInt(WORDS.size())));
      }
      if (random.nextBoolean()) {
        text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
      }
      var wish = ErrorAnswers.retryAfter(text.toString(), NOW);
      if (wish != null) {
        assertThat(wish)
            .as("%s, -Dslipway.fuzz.seed=%d", text, seed)
            .isBetween(Duration.ZERO, Duration.ofHours(2));
        understood++;
      }
    }
    assertThat(understood).isBetween(100, 4_900);
    System.out.println("fuzz: Retry-After cases=5000 seed=" + seed);
  }
}

package dev.slipway.appstoreconnect.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  @Test
  void readsPairsInAnyOrder() {
    var limit =
        RateLimit.parse(" user-hour-rem:12; user-minute-rem:5;user-hour-lim:3600;new-thing:7 ");

    assertThat(limit.hourLimit()).isEqualTo(3600);
    assertThat(limit.hourRemaining()).isEqualTo(12);
    assertThat(limit.minuteRemaining()).isEqualTo(5);
    assertThat(limit.minuteLimit()).isNull();
  }

  @Test
  void ignoresWhatItCannotRead() {
    for (String header :
        List.of("", ";;", "user-hour-lim", "user-hour-lim:", "user-hour-lim:many;x", ":5")) {
      assertThat(RateLimit.parse(header)).isEqualTo(RateLimit.NONE);
    }
  }
}

package dev.slipway.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyRejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a rejected key is checked again, and since when it is rejected.
class KeyRejectionTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T10:00:00Z");
  private static final String REJECTED = "credentials-rejected";

  @Test
  void isCheckedAfter1And5And15And60MinutesThenHourlyForADay() {
    var rejection = new KeyRejection(SINCE);
    var minutes = new ArrayList<Long>();
    var next = rejection.nextCheckAfter(SINCE);
    while (next.isPresent()) {
      minutes.add(Duration.between(SINCE, next.get()).toMinutes());
      next = rejection.nextCheckAfter(next.get());
    }
    assertThat(minutes).startsWith(1L, 5L, 15L, 60L, 120L, 180L).endsWith(1440L).hasSize(27);
  }

  @Test
  void skipsWhatALateCheckMissed() {
    var rejection = new KeyRejection(SINCE);
    assertThat(rejection.nextCheckAfter(SINCE.plus(Duration.ofMinutes(6))))
        .contains(SINCE.plus(Duration.ofMinutes(15)));
    assertThat(rejection.nextCheckAfter(SINCE.plus(Duration.ofMinutes(61))))
        .contains(SINCE.plus(Duration.ofHours(2)));
    assertThat(rejection.nextCheckAfter(SINCE.plus(Duration.ofDays(3)))).isEmpty();
  }

  @Test
  void countsFromTheFirstRejectionAcrossChecksThatFoundNothing() {
    assertThat(
            HistoryEntry.rejectedSince(
                List.of(
                    entry(0, ConnectionState.CONNECTED, null),
                    entry(1, ConnectionState.NOT_CONNECTED, REJECTED),
                    entry(2, ConnectionState.UNKNOWN, "apple-unavailable"),
                    entry(3, ConnectionState.NOT_CONNECTED, REJECTED),
                    entry(4, ConnectionState.NOT_CONNECTED, null))))
        .contains(at(1));
  }

  @Test
  void beginsAgainAfterAnythingElse() {
    assertThat(
            HistoryEntry.rejectedSince(
                List.of(
                    entry(1, ConnectionState.NOT_CONNECTED, REJECTED),
                    entry(2, ConnectionState.NOT_CONNECTED, "agreement-missing"),
                    entry(3, ConnectionState.NOT_CONNECTED, REJECTED))))
        .contains(at(3));
    assertThat(
            HistoryEntry.rejectedSince(
                List.of(
                    entry(1, ConnectionState.NOT_CONNECTED, REJECTED),
                    entry(2, ConnectionState.CHECKING, null))))
        .isEmpty();
    assertThat(HistoryEntry.rejectedSince(List.of())).isEmpty();
  }

  private static HistoryEntry entry(int hour, ConnectionState state, String cause) {
    return new HistoryEntry(at(hour), state, cause, "message", null);
  }

  private static Instant at(int hour) {
    return SINCE.plus(Duration.ofHours(hour));
  }
}

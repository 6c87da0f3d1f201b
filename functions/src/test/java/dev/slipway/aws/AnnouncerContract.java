package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.Announcement;
import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.announcements.Announcer;
import dev.slipway.announcements.StateChange;
import dev.slipway.json.JsonFields;
import dev.slipway.state.KeyHash;
import dev.slipway.state.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What publishing is, wherever the bus is.
abstract class AnnouncerContract {
  static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  private static final RecordId RECORD = () -> KeyHash.of("release");

  abstract Announcer announcer();

  static List<Announcement> announcements(int count, String message) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                Announcement.of(
                    DetailType.RELEASE,
                    RECORD,
                    JsonFields.with("tenant", "anna").put("releaseId", RECORD.value()),
                    new StateChange(number, "A", "B", AT, null, message, Actor.DROP)))
        .toList();
  }

  @Test
  void takesOne() {
    assertThat(announcer().publish(announcements(1, "Changed."))).containsExactly(1L);
  }

  @Test
  void takesMoreThanARequestHolds() {
    assertThat(announcer().publish(announcements(25, "Changed."))).hasSize(25);
  }

  @Test
  void takesNothingWhereThereIsNothing() {
    assertThat(announcer().publish(List.of())).isEmpty();
  }
}

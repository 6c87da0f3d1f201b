package dev.slipway.announcements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant DUE = NOW.plus(Duration.ofMinutes(6));

  private static Outbox changed(Outbox outbox, int times) {
    for (int i = 0; i < times; i++) {
      outbox = outbox.changed("A", "B", NOW, null, "Changed.", null);
    }
    return outbox;
  }

  private static Outbox writtenAndRead(Outbox outbox) {
    return Outbox.fromJson(Json.parse(Json.writeText(outbox.toJson())));
  }

  @Test
  void numbersChangesFromOne() {
    assertThat(changed(Outbox.EMPTY, 3).unpublished())
        .extracting(StateChange::number)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsTheNewestTwenty() {
    var outbox = changed(Outbox.EMPTY, 50);
    assertThat(outbox.unpublished()).hasSize(20);
    assertThat(outbox.unpublished().getFirst().number()).isEqualTo(31);
    assertThat(outbox.changes()).isEqualTo(50);
  }

  @Test
  void leavesOutWhatWasPublishedWithTheNextWrite() {
    var outbox = changed(Outbox.EMPTY, 3).published(Set.of(1L, 3L));
    assertThat(outbox.isStale()).isTrue();
    assertThat(outbox.unpublished()).extracting(StateChange::number).containsExactly(2L);
    var next = outbox.settled(NOW, DUE);
    assertThat(next.isStale()).isFalse();
    assertThat(next.dueAt()).isEqualTo(DUE);
    assertThat(writtenAndRead(next)).isEqualTo(next);
    assertThat(writtenAndRead(outbox).unpublished()).isEqualTo(next.pending());
  }

  @Test
  void isDueNoMoreOnceAllIsPublished() {
    var outbox = changed(Outbox.EMPTY, 1).settled(NOW, DUE).published(Set.of(1L));
    assertThat(outbox.settled(NOW, DUE).dueAt()).isNull();
    assertThat(outbox.settled(NOW, DUE).isEmpty()).isTrue();
  }

  @Test
  void givesUpAfterAWeek() {
    var outbox = changed(Outbox.EMPTY, 2);
    assertThat(outbox.settled(NOW.plus(Duration.ofDays(6)), DUE).pending()).hasSize(2);
    assertThat(outbox.settled(NOW.plus(Duration.ofDays(8)), DUE).isEmpty()).isTrue();
  }

  @Test
  void countsOnWhereNobodyListens() {
    var outbox = changed(changed(Outbox.EMPTY, 2).countedOnly(), 1);
    assertThat(outbox.unpublished()).extracting(StateChange::number).containsExactly(3L);
  }

  @Test
  void takesOverWhatAnotherWriterPublished() {
    var read = changed(Outbox.EMPTY, 2);
    var mine = changed(read, 1);
    var theirs = read.published(Set.of(1L, 2L)).settled(NOW, DUE);
    assertThat(mine.after(theirs).unpublished())
        .extracting(StateChange::number)
        .containsExactly(3L);
    assertThat(read.after(theirs).isEmpty()).isTrue();
  }

  @Test
  void cutsLongMessages() {
    var change = new StateChange(1, null, "A", NOW, null, "x".repeat(2000), null);
    assertThat(change.message()).hasSize(500).endsWith("…");
  }
}

package dev.slipway.releases.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.lane.Lane.Entrant;
import dev.slipway.releases.lane.Lane.Entry;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration SKEW = Duration.ofSeconds(15);
  private final Entrant older = entrant('a', NOON, "2");
  private final Entrant newer = entrant('b', NOON.plusSeconds(1), "3");

  @Test
  void aFreeLaneIsTaken() {
    var lane = taken(Lane.FREE, older);

    assertThat(lane.isCurrent(older.id())).isTrue();
    assertThat(lane.current().predecessors()).isEmpty();
  }

  @Test
  void aNewerDropSupersedesWhatIsNotSubmitted() {
    var lane = taken(taken(Lane.FREE, older), newer);

    assertThat(lane.isCurrent(newer.id())).isTrue();
    assertThat(lane.current().predecessors()).containsExactly(older.id());
    assertThat(lane.enter(older, OnConflict.QUEUE)).isEqualTo(new Entry.Superseded(newer.id()));
  }

  @Test
  void predecessorsOfAPredecessorAreNotForgotten() {
    var newest = entrant('c', NOON.plusSeconds(2), "4");

    var lane = taken(taken(taken(Lane.FREE, older), newer), newest);

    assertThat(lane.current().predecessors()).containsExactly(older.id(), newer.id());
    assertThat(lane.withoutPredecessor(older.id()).current().predecessors())
        .containsExactly(newer.id());
  }

  @Test
  void whatPreflightStoppedKeepsNoPlaceAndEndsWithTheNextNewerOne() {
    var faulty = entrant('c', NOON.plusSeconds(2), "4");
    var mended = entrant('d', NOON.plusSeconds(3), "5");
    var lane = taken(Lane.FREE, older).withStopped(faulty);
    assertThat(lane.isCurrent(older.id())).isTrue();

    var between = taken(lane, newer);
    assertThat(between.current().predecessors()).containsExactly(older.id());
    assertThat(between.stopped()).containsExactly(faulty);

    assertThat(taken(between, mended).current().predecessors())
        .containsExactly(older.id(), newer.id(), faulty.id());
    assertThat(taken(between, mended).stopped()).isEmpty();
    assertThat(lane.without(faulty.id()).stopped()).isEmpty();
  }

  @Test
  void theVersionBeforeWroteNoStoppedReleases() {
    var lane = taken(Lane.FREE, older);

    assertThat(lane.toJson()).doesNotContainKey("stopped");
    assertThat(Lane.fromJson(Json.parse(Json.write(lane.toJson())))).isEqualTo(lane);
  }

  @Test
  void anOlderDropThatComesLateIsSuperseded() {
    var lane = taken(Lane.FREE, newer);

    assertThat(lane.enter(older, OnConflict.QUEUE)).isEqualTo(new Entry.Superseded(newer.id()));
    assertThat(lane.submitting().enter(older, OnConflict.REPLACE))
        .isEqualTo(new Entry.Superseded(newer.id()));
  }

  @Test
  void behindASubmittedReleaseTheNewerOneQueues() {
    var submitted = taken(Lane.FREE, older).submitting();

    var entry = (Entry.Queued) submitted.enter(newer, OnConflict.QUEUE);

    assertThat(entry.behind()).isEqualTo(older.id());
    assertThat(entry.replace()).isFalse();
    assertThat(entry.lane().isCurrent(older.id())).isTrue();
    assertThat(entry.lane().queue()).containsExactly(newer);
  }

  @Test
  void replaceQueuesAndAsksForTheSubmittedOneToBeWithdrawn() {
    var entry =
        (Entry.Queued) taken(Lane.FREE, older).submitting().enter(newer, OnConflict.REPLACE);

    assertThat(entry.replace()).isTrue();
  }

  @Test
  void onlyTheNewestWaits() {
    var newest = entrant('c', NOON.plusSeconds(2), "4");
    var queued =
        ((Entry.Queued) taken(Lane.FREE, older).submitting().enter(newer, OnConflict.QUEUE)).lane();

    var entry = (Entry.Queued) queued.enter(newest, OnConflict.QUEUE);

    assertThat(entry.lane().queue()).containsExactly(newest);
    assertThat(entry.lane().enter(newer, OnConflict.QUEUE))
        .isEqualTo(new Entry.Superseded(newest.id()));
  }

  @Test
  void theQueueMovesUpWhenTheSubmittedOneIsOver() {
    var queued =
        ((Entry.Queued) taken(Lane.FREE, older).submitting().enter(newer, OnConflict.QUEUE)).lane();

    var lane = taken(queued.without(older.id()), newer);

    assertThat(lane.isCurrent(newer.id())).isTrue();
    assertThat(lane.queue()).isEmpty();
    assertThat(lane.current().predecessors()).isEmpty();
  }

  @Test
  void withinOneSecondTheHigherBuildIsNewer() {
    var nine = entrant('z', NOON, "9");
    var ten = entrant('a', NOON, "10");

    assertThat(ten.isNewerThan(nine)).isTrue();
    assertThat(nine.isNewerThan(ten)).isFalse();
  }

  @Test
  void aLeaseKeepsOthersOutUntilItEndsAndTheSkewAllowanceIsOver() {
    var lane = taken(Lane.FREE, older).leased("one", older.id(), NOON.plusSeconds(60));

    assertThat(lane.busyUntil("one", NOON, SKEW)).isEmpty();
    assertThat(lane.busyUntil("two", NOON, SKEW)).isEqualTo(Optional.of(NOON.plusSeconds(75)));
    assertThat(lane.busyUntil("two", NOON.plusSeconds(74), SKEW)).isPresent();
    assertThat(lane.busyUntil("two", NOON.plusSeconds(75), SKEW)).isEmpty();
    assertThat(lane.released("two").lease()).isNotNull();
    assertThat(lane.released("one").lease()).isNull();
  }

  /// Commit c7fb208 refuses a lane without this number, and makes no use of it.
  @Test
  void theVersionBeforeFindsTheNumberThatItAsksFor() {
    var lane = taken(Lane.FREE, older).leased("one", older.id(), NOON);

    assertThat(Json.parse(Json.write(lane.toJson())).number("generation")).isZero();
  }

  @Test
  void survivesItsJson() {
    var lane =
        ((Entry.Queued)
                taken(taken(Lane.FREE, entrant('d', NOON.minusSeconds(9), "1")), older)
                    .submitting()
                    .enter(newer, OnConflict.QUEUE))
            .lane()
            .leased("one", older.id(), NOON)
            .withOwnBuild(new Lane.OwnBuild("1.0", "2", "\"e\"", 5, older.id()))
            .withStopped(entrant('e', NOON, "7"));

    assertThat(Lane.fromJson(Json.parse(Json.write(lane.toJson())))).isEqualTo(lane);
  }

  private static Lane taken(Lane lane, Entrant entrant) {
    return ((Entry.Taken) lane.enter(entrant, OnConflict.QUEUE)).lane();
  }

  private static Entrant entrant(char id, Instant at, String build) {
    return new Entrant(new ReleaseId(String.valueOf(id).repeat(26)), at, "1.1", build);
  }
}

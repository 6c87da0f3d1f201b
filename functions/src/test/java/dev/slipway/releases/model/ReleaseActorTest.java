package dev.slipway.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.StateChange;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.desired.Drop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who a release's timeline and events name.
class ReleaseActorTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Actor ANNA = new Actor("https://issuer.example.com#anna");
  private static final Actor BEN = new Actor("https://issuer.example.com#ben");

  @Test
  void untilItIsSubmittedItIsTheDrop() {
    var release = moved(received(Actor.DROP), ReleaseState.UPLOADING);
    release = moved(moved(release, ReleaseState.PREPARING), ReleaseState.WAITING_FOR_REVIEW);

    assertThat(release.timeline()).extracting(TimelineEntry::actor).containsOnly(Actor.DROP);
    assertThat(release.outbox().pending()).extracting(StateChange::actor).containsOnly(Actor.DROP);
  }

  @Test
  void aPlanIsTheCallersWhoAskedForIt() {
    assertThat(actorOf(moved(received(ANNA), ReleaseState.PLANNED))).isEqualTo(ANNA);
  }

  @Test
  void whatAppleDoesIsFoundByTheSchedule() {
    var release = at(ReleaseState.IN_REVIEW);

    assertThat(actorOf(moved(release, ReleaseState.REJECTED))).isEqualTo(Actor.SCHEDULE);
    assertThat(actorOf(moved(at(ReleaseState.REJECTED), ReleaseState.WAITING_FOR_REVIEW)))
        .isEqualTo(Actor.SCHEDULE);
  }

  @Test
  void anOrderIsItsGivers() {
    var prepared = at(ReleaseState.PREPARED);
    var submitted =
        moved(
            prepared.withOrders(Orders.NONE.submitted(NOW, ANNA)), ReleaseState.WAITING_FOR_REVIEW);
    assertThat(actorOf(submitted)).isEqualTo(ANNA);
    assertThat(actorOf(moved(submitted, ReleaseState.IN_REVIEW)))
        .as("the order is carried out")
        .isEqualTo(Actor.SCHEDULE);

    var approved =
        moved(submitted, ReleaseState.PENDING_DEVELOPER_RELEASE)
            .withOrders(submitted.orders().released(NOW, BEN));
    assertThat(actorOf(moved(approved, ReleaseState.PROCESSING_FOR_DISTRIBUTION))).isEqualTo(BEN);

    var out =
        at(ReleaseState.READY_FOR_DISTRIBUTION)
            .withOrders(Orders.NONE.phased(PhasedOrder.PAUSE, ANNA));
    assertThat(out.actor()).isEqualTo(ANNA);
  }

  @Test
  void aCancelComesBeforeOtherOrders() {
    var orders =
        Orders.NONE
            .submitted(NOW, ANNA)
            .canceled(new Orders.Cancel(NOW, "Canceled on request.", false, null, BEN));

    var canceled = moved(at(ReleaseState.PREPARED).withOrders(orders), ReleaseState.CANCELED);

    assertThat(actorOf(canceled)).isEqualTo(BEN);
    assertThat(canceled.outbox().pending().getLast().actor()).isEqualTo(BEN);
  }

  /// An order of an earlier version names nobody, and is not laid on the drop.
  @Test
  void anOrderOfAnEarlierVersionIsNobodys() {
    var orders = Orders.NONE.withSubmitAt(NOW);

    assertThat(at(ReleaseState.PREPARED).withOrders(orders).actor()).isNull();
  }

  /// The version before ignores the fields that it lacks, and drops them when it writes.
  @Test
  void aRecordOfTheVersionBeforeNamesNobodyAndIsRead() {
    var written = Json.writeText(moved(received(ANNA), ReleaseState.UPLOADING).toJson());
    var old =
        ReleaseRecord.fromJson(Json.parse(written.replace(",\"actor\":\"" + ANNA + "\"", "")));

    assertThat(written).contains("\"actor\":\"" + ANNA + "\"");
    assertThat(old.timeline()).extracting(TimelineEntry::actor).containsOnlyNulls();
    assertThat(old.timeline()).hasSize(2);
    assertThat(old.actor()).isNull();
  }

  private static @Nullable Actor actorOf(ReleaseRecord release) {
    return release.timeline().getLast().actor();
  }

  private static ReleaseRecord at(ReleaseState state) {
    return moved(received(Actor.DROP), state);
  }

  private static ReleaseRecord moved(ReleaseRecord release, ReleaseState state) {
    return release.moved(Status.due(state, NOW), NOW, "Now " + state + ".");
  }

  private static ReleaseRecord received(Actor starter) {
    return ReleaseRecord.received(
        new ReleaseId("a".repeat(26)),
        ConnectionId.of("anna", "team"),
        "anna",
        new Drop(
            "drops", Drop.Kind.BARE_IPA, new ObjectVersion("c/App.ipa", "v1", "\"e\"", 1), NOW),
        starter,
        NOW,
        NOW);
  }
}

package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReleaseActionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "RECEIVED, cancel",
    "PREPARED, submit cancel",
    "WAITING_FOR_REVIEW, cancel",
    "PENDING_DEVELOPER_RELEASE, release cancel",
    "NEEDS_ATTENTION, retry cancel",
    "READY_FOR_DISTRIBUTION, ''",
    "PLANNED, ''",
    "SUPERSEDED, ''",
    "CANCELED, retry"
  })
  void dependOnTheState(ReleaseState state, String actions) {
    assertThat(ReleaseActions.of(release(state, null)))
        .containsExactlyElementsOf(actions.isEmpty() ? List.of() : List.of(actions.split(" ")));
  }

  @Test
  void whatWasAskedForIsNotOfferedAgain() {
    var submitting = Orders.NONE.submitted(NOW, Actor.DROP);
    var releasing = Orders.NONE.released(NOW, Actor.DROP);
    var canceling =
        Orders.NONE.canceled(new Orders.Cancel(NOW, "Enough.", false, null, Actor.DROP));

    assertThat(actions(ReleaseState.PREPARED, submitting)).containsExactly("cancel");
    assertThat(actions(ReleaseState.PENDING_DEVELOPER_RELEASE, releasing))
        .containsExactly("cancel");
    assertThat(actions(ReleaseState.PREPARED, canceling)).containsExactly("submit");
    assertThat(actions(ReleaseState.NEEDS_ATTENTION, canceling)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, pause complete",
    "INACTIVE, pause complete",
    "PAUSED, resume complete",
    "COMPLETE, ''"
  })
  void aPhasedReleaseThatIsOutCanBeChanged(PhasedReleaseState state, String actions) {
    assertThat(ReleaseActions.of(release(ReleaseState.READY_FOR_DISTRIBUTION, state)))
        .containsExactlyElementsOf(actions.isEmpty() ? List.of() : List.of(actions.split(" ")));
  }

  @ParameterizedTest
  @EnumSource(names = "READY_FOR_DISTRIBUTION", mode = Mode.EXCLUDE)
  void aPhasedReleaseThatIsNotOutCannot(ReleaseState state) {
    assertThat(ReleaseActions.of(release(state, PhasedReleaseState.INACTIVE)))
        .doesNotContain("pause", "resume", "complete");
  }

  @Test
  void onePhasedOrderAtATime() {
    var ordered =
        release(ReleaseState.READY_FOR_DISTRIBUTION, PhasedReleaseState.ACTIVE)
            .withOrders(Orders.NONE.phased(PhasedOrder.PAUSE, Actor.DROP));

    assertThat(ReleaseActions.of(ordered)).isEmpty();
  }

  private static List<String> actions(ReleaseState state, Orders orders) {
    return ReleaseActions.of(release(state, null).withOrders(orders));
  }

  private static ReleaseRecord release(ReleaseState state, @Nullable PhasedReleaseState phased) {
    var ipa = new ObjectVersion("c/App.ipa", "v1", "\"e\"", 10);
    return ReleaseRecord.received(
            ReleaseId.of("drops", ipa.key(), ipa.versionId()),
            ConnectionId.of("anna", "issuer"),
            "anna",
            new Drop("drops", Drop.Kind.BARE_IPA, ipa, NOW),
            NOW,
            NOW)
        .withVersion(
            new VersionLedger(
                true,
                null,
                new VersionLedger.Version(
                    new AppStoreVersionId("V1"),
                    AppVersionState.READY_FOR_DISTRIBUTION,
                    "1.1",
                    null,
                    null,
                    null,
                    null,
                    phased == null ? null : new PhasedReleaseId("P1"),
                    phased)))
        .withStatus(new Status(state, null, null, null, 0, null, null, null));
  }
}

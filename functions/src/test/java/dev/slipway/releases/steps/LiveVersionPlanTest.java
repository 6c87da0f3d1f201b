package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.InsteadOfIpa;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes next for a release that changes the version on the App Store.
class LiveVersionPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectVersion MANIFEST =
      new ObjectVersion("c/sale/release.json", "v1", "\"e1\"", 100);

  private static ReleaseRecord live() {
    return ReleaseRecord.received(
            new ReleaseId("a".repeat(26)),
            new ConnectionId("c".repeat(26)),
            "alice",
            new Drop("drops", Drop.Kind.FOLDER, MANIFEST, NOW),
            NOW,
            NOW)
        .withDesired(
            new Desired(
                MANIFEST,
                "com.example",
                "",
                "",
                Platform.IOS,
                null,
                null,
                Terms.OPEN,
                InsteadOfIpa.LIVE_VERSION))
        .withApp(new ReleaseRecord.App(new AppId("1"), "Example"));
  }

  private static ReleaseRecord checked() {
    return live().withPreflight(new PreflightLedger(NOW, List.of()));
  }

  private static ReleaseRecord found() {
    return checked()
        .withVersion(
            new VersionLedger(
                true,
                null,
                new Version(
                    new AppStoreVersionId("V1"),
                    AppVersionState.READY_FOR_DISTRIBUTION,
                    "1.0",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)));
  }

  private static ReleaseRecord done() {
    return found().withContent(ContentLedger.EMPTY.in(ContentLedger.State.DONE));
  }

  @Test
  void looksForTheVersionThenWritesThenEnds() {
    assertThat(NextStep.of(live(), NOW)).isEqualTo(new Step.Preflight());
    assertThat(NextStep.of(checked(), NOW)).isEqualTo(new Step.ObserveVersions());
    assertThat(NextStep.of(found(), NOW)).isEqualTo(new Step.ApplyContent());
    assertThat(NextStep.of(done(), NOW))
        .isInstanceOfSatisfying(
            Step.End.class,
            end -> assertThat(end.state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION));
  }

  /// A text that is still on its way from a worker that died may replace the new one: it is
  /// compared again after that.
  @Test
  void looksOnceMoreAfterALateWrite() {
    var late = new LateWrites(NOW, NOW.plusSeconds(60), List.of());

    assertThat(NextStep.of(done().withLateWrites(late), NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(done().withLateWrites(late), NOW.plusSeconds(60)))
        .isEqualTo(new Step.LookOnceMore(late));
  }

  @Test
  void repeatsTheWritingAfterACrash() {
    var writing =
        found()
            .withContent(ContentLedger.EMPTY.in(ContentLedger.State.WRITING))
            .withIntent(new Intent(WriteKind.APPLY_CONTENT, NOW));

    assertThat(NextStep.of(writing, NOW)).isEqualTo(new Step.ApplyContent());
  }

  @Test
  void isPlannedAndCanceledLikeAnyOther() {
    var cancel = new Orders.Cancel(NOW, "No.", false, null, Actor.DROP);

    assertThat(NextStep.of(checked().withPlan(PlanLedger.WANTED), NOW))
        .isEqualTo(new Step.MakePlan());
    assertThat(NextStep.of(found().withOrders(Orders.NONE.canceled(cancel)), NOW))
        .isEqualTo(new Step.End(ReleaseState.CANCELED, "No."));
  }
}

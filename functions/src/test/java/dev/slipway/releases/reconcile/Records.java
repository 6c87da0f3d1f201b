package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import java.time.Instant;
import java.util.List;

/// Releases for tests of steps.
public final class Records {
  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private Records() {}

  public static ReleaseRecord received(Drop.Kind kind, ObjectVersion trigger) {
    return ReleaseRecord.received(
        ReleaseId.of("drops", trigger.key(), trigger.versionId()),
        ConnectionId.of("anna", "issuer"),
        "anna",
        new Drop("drops", kind, trigger, NOW),
        NOW,
        NOW);
  }

  /// Version 1.1 (2) of an app, with nothing against it.
  public static ReleaseRecord examined(Terms terms) {
    var ipa = new ObjectVersion("c/App.ipa", "v1", "\"e1\"", 20);
    return received(Drop.Kind.BARE_IPA, ipa)
        .withDesired(new Desired(ipa, "com.example", "1.1", "2", Platform.IOS, false, terms))
        .withApp(new ReleaseRecord.App(new AppId("1"), "Example"))
        .withPreflight(new PreflightLedger(NOW, List.of()));
  }
}

package dev.slipway.releases.model;

import dev.slipway.announcements.Outbox;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.resource.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a release from its JSON document.
final class ReleaseRecordReading {
  private ReleaseRecordReading() {}

  static ReleaseRecord of(JsonObject json) {
    var desired = json.optionalObject("desired").map(Desired::fromJson).orElse(null);
    var testFlight =
        json.optionalObject("testFlight")
            .map(TestFlightLedger::fromJson)
            .orElse(TestFlightLedger.EMPTY);
    var groups = groups(desired, testFlight);
    return new ReleaseRecord(
        new ReleaseId(json.string("id")),
        new ConnectionId(json.string("connectionId")),
        json.string("tenant"),
        Drop.fromJson(json.object("drop")),
        desired,
        json.optionalObject("app")
            .map(
                app ->
                    new ReleaseRecord.App(
                        new AppId(app.string("id")),
                        app.string("name"),
                        app.optionalString("primaryLocale").orElse(null),
                        app.optionalConstant("contentRights", ContentRights.class).orElse(null)))
            .orElse(null),
        BuildLedger.fromJson(json.object("build")),
        VersionLedger.fromJson(json.object("version")),
        ReviewLedger.fromJson(json.object("review")),
        json.optionalObject("preflight")
            .map(PreflightLedger::fromJson)
            .orElse(PreflightLedger.EMPTY),
        json.optionalObject("content").map(ContentLedger::fromJson).orElse(ContentLedger.EMPTY),
        testFlight,
        json.optionalObject("plan").map(PlanLedger::fromJson).orElse(PlanLedger.NOT_WANTED),
        json.optionalObject("intent").map(intent -> Intent.fromJson(intent, groups)).orElse(null),
        null,
        json.optionalObject("abandoned").map(AbandonedUpload::fromJson).orElse(null),
        json.optionalObject("lateWrites").map(LateWrites::fromJson).orElse(null),
        Orders.fromJson(json.object("orders")),
        Status.fromJson(json.object("status"), groups),
        json.objects("timeline").stream().map(TimelineEntry::fromJson).toList(),
        json.optionalObject("outbox").map(Outbox::fromJson).orElse(Outbox.EMPTY),
        json.instant("createdAt"),
        json.instant("updatedAt"));
  }

  /// The groups that the drop names, and those that the app has.
  private static Set<String> groups(@Nullable Desired desired, TestFlightLedger testFlight) {
    var groups = new HashSet<>(testFlight.groups().keySet());
    var terms = desired == null ? null : desired.terms().testFlight();
    if (terms != null) {
      groups.addAll(terms.groups());
    }
    return groups;
  }
}

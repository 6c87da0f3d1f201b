package dev.slipway.releases.model;

import dev.slipway.announcements.Outbox;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.resource.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonFields;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A release as it is kept: what is wanted, what was found and done, what is under way. One JSON
/// document, replaced only by compare-and-set; immutable here.
///
/// @param desired what the drop asks for; null until it was read
/// @param app the app at Apple; null until it was found
/// @param intent the write to Apple whose outcome is not recorded yet
/// @param predecessor the release whose place this one took and whose remains at Apple it has not
///   yet adopted or removed; in memory alone, because the lane names it to the next worker
/// @param abandoned a reservation of a predecessor that is still to be removed at Apple
/// @param lateWrites what may still take effect at Apple unseen; null when nothing may
/// @param timeline oldest first, at most 200 lines
/// @param outbox changes of state that are not known to be published
public record ReleaseRecord(
    ReleaseId id,
    ConnectionId connectionId,
    String tenant,
    Drop drop,
    @Nullable Desired desired,
    @Nullable App app,
    BuildLedger build,
    VersionLedger version,
    ReviewLedger review,
    PreflightLedger preflight,
    ContentLedger content,
    TestFlightLedger testFlight,
    PlanLedger plan,
    @Nullable Intent intent,
    @Nullable ReleaseId predecessor,
    @Nullable AbandonedUpload abandoned,
    @Nullable LateWrites lateWrites,
    Orders orders,
    Status status,
    List<TimelineEntry> timeline,
    Outbox outbox,
    Instant createdAt,
    Instant updatedAt) {

  private static final int TIMELINE_LIMIT = 200;

  /// The app record at Apple.
  ///
  /// @param primaryLocale null when Apple did not say
  /// @param contentRights whether it shows content of others; null while nobody declared it
  public record App(
      AppId id,
      String name,
      @Nullable String primaryLocale,
      @Nullable ContentRights contentRights) {
    public App(AppId id, String name) {
      this(id, name, null, null);
    }
  }

  public ReleaseRecord {
    timeline = List.copyOf(timeline);
  }

  /// A release that was just received.
  public static ReleaseRecord received(
      ReleaseId id, ConnectionId connectionId, String tenant, Drop drop, Instant now, Instant due) {
    var first =
        new TimelineEntry(
            now, ReleaseState.RECEIVED, "Received " + drop.trigger().fileName() + ".");
    return new ReleaseRecord(
        id,
        connectionId,
        tenant,
        drop,
        null,
        null,
        BuildLedger.EMPTY,
        VersionLedger.EMPTY,
        ReviewLedger.EMPTY,
        PreflightLedger.EMPTY,
        ContentLedger.EMPTY,
        TestFlightLedger.EMPTY,
        PlanLedger.NOT_WANTED,
        null,
        null,
        null,
        null,
        Orders.NONE,
        Status.due(ReleaseState.RECEIVED, due),
        List.of(first),
        Outbox.EMPTY.changed(null, first.state().name(), now, null, first.message()),
        now,
        now);
  }

  public ReleaseState state() {
    return status.state();
  }

  /// Whether a newer version of Slipway began a write of a kind that this one does not know. Then
  /// this version does nothing about the release.
  public boolean hasIntentOfNewerVersion() {
    return intent != null && intent.kind().isEmpty();
  }

  public ReleaseRecord withDesired(Desired desired) {
    return copy().desired(desired).done();
  }

  public ReleaseRecord withApp(App app) {
    return copy().app(app).done();
  }

  public ReleaseRecord withBuild(BuildLedger build) {
    return copy().build(build).done();
  }

  public ReleaseRecord withVersion(VersionLedger version) {
    return copy().version(version).done();
  }

  public ReleaseRecord withReview(ReviewLedger review) {
    return copy().review(review).done();
  }

  public ReleaseRecord withPreflight(PreflightLedger preflight) {
    return copy().preflight(preflight).done();
  }

  public ReleaseRecord withContent(ContentLedger content) {
    return copy().content(content).done();
  }

  public ReleaseRecord withTestFlight(TestFlightLedger testFlight) {
    return copy().testFlight(testFlight).done();
  }

  public ReleaseRecord withPlan(PlanLedger plan) {
    return copy().plan(plan).done();
  }

  public ReleaseRecord withDrop(Drop drop) {
    return copy().drop(drop).done();
  }

  public ReleaseRecord withIntent(@Nullable Intent intent) {
    return copy().intent(intent).done();
  }

  public ReleaseRecord withPredecessor(@Nullable ReleaseId predecessor) {
    return copy().predecessor(predecessor).done();
  }

  public ReleaseRecord withAbandoned(@Nullable AbandonedUpload abandoned) {
    return copy().abandoned(abandoned).done();
  }

  public ReleaseRecord withLateWrites(@Nullable LateWrites lateWrites) {
    return copy().lateWrites(lateWrites).done();
  }

  public ReleaseRecord withOrders(Orders orders) {
    return copy().orders(orders).done();
  }

  public ReleaseRecord withStatus(Status status) {
    return copy().status(status).done();
  }

  public ReleaseRecord withOutbox(Outbox outbox) {
    return copy().outbox(outbox).done();
  }

  public ReleaseRecord updatedAt(Instant now) {
    return copy().updatedAt(now).done();
  }

  /// In another state, with a line in the timeline; the line is left out when it repeats the last.
  public ReleaseRecord moved(Status status, Instant now, String message) {
    var lines = new ArrayList<>(timeline);
    var last = lines.getLast();
    if (last.state() != status.state() || !last.message().equals(message)) {
      lines.add(new TimelineEntry(now, status.state(), message));
    }
    if (lines.size() > TIMELINE_LIMIT) {
      lines.remove(1);
    }
    return copy().status(status).timeline(lines).outbox(announced(status, now, message)).done();
  }

  private Outbox announced(Status after, Instant now, String message) {
    if (after.state() == status.state()) {
      return outbox;
    }
    var problem = after.problem();
    return outbox.changed(
        status.state().name(),
        after.state().name(),
        now,
        problem == null ? null : problem.type().slug(),
        message);
  }

  public Map<String, @Nullable Object> toJson() {
    var fields =
        JsonFields.with("id", id)
            .put("connectionId", connectionId)
            .put("tenant", tenant)
            .put("drop", drop.toJson());
    if (desired != null) {
      fields.put("desired", desired.toJson());
    }
    if (app != null) {
      fields.put(
          "app",
          JsonFields.with("id", app.id)
              .put("name", app.name)
              .putIfPresent("primaryLocale", Optional.ofNullable(app.primaryLocale))
              .putIfPresent("contentRights", Optional.ofNullable(app.contentRights))
              .toMap());
    }
    fields
        .put("build", build.toJson())
        .put("version", version.toJson())
        .put("review", review.toJson())
        .put("preflight", preflight.toJson())
        .put("content", content.toJson())
        .put("testFlight", testFlight.toJson())
        .put("plan", plan.toJson());
    if (intent != null) {
      fields.put("intent", intent.toJson());
    }
    if (abandoned != null) {
      fields.put("abandoned", abandoned.toJson());
    }
    if (lateWrites != null) {
      fields.put("lateWrites", lateWrites.toJson());
    }
    return fields
        .put("orders", orders.toJson())
        .put("status", status.toJson())
        .put("timeline", timeline.stream().map(TimelineEntry::toJson).toList())
        .put("outbox", outbox.toJson())
        .put("createdAt", createdAt)
        .put("updatedAt", updatedAt)
        .toMap();
  }

  public static ReleaseRecord fromJson(JsonObject json) {
    return ReleaseRecordReading.of(json);
  }

  private ReleaseRecordCopy copy() {
    return new ReleaseRecordCopy(this);
  }
}

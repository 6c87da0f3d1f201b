package dev.slipway.releases.model;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.Outbox;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record of a release: what the drop asks for, what was found and done, and what is in
/// progress. It is stored as one JSON document, which is replaced only by compare-and-set.
/// Immutable.
///
/// @param desired what the drop asks for; null until the drop was read
/// @param app the app record; null until it was found
/// @param approval what needs a person's agreement to the plan; null for a release that needs none
/// @param intent the write to Apple whose outcome is not recorded yet
/// @param predecessor the release that this one replaced and whose remains at Apple it has not yet
///   adopted or removed; not persisted, because the lane names it to the next worker
/// @param abandoned a predecessor's reservation that has yet to be removed at Apple
/// @param lateWrites writes that may still take effect unseen; null without any
/// @param timeline oldest first, at most 200 lines
/// @param outbox changes of state that are not known to be published
// A component is called build.
@RecordBuilder
@RecordBuilder.Options(buildMethodName = "done")
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
    @Nullable ApprovalLedger approval,
    @Nullable Intent intent,
    @Nullable ReleaseId predecessor,
    @Nullable AbandonedUpload abandoned,
    @Nullable LateWrites lateWrites,
    Orders orders,
    Status status,
    List<TimelineEntry> timeline,
    Outbox outbox,
    Instant createdAt,
    Instant updatedAt)
    implements ReleaseRecordBuilder.With {

  private static final int TIMELINE_LIMIT = 200;

  /// The app record in App Store Connect.
  ///
  /// @param primaryLocale null when Apple did not return it
  /// @param contentRights whether the app shows third-party content; null while this is not
  ///   declared
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

  /// Returns the record of a release that an object in the drop bucket started.
  public static ReleaseRecord received(
      ReleaseId id, ConnectionId connectionId, String tenant, Drop drop, Instant now, Instant due) {
    return received(id, connectionId, tenant, drop, Actor.DROP, now, due);
  }

  /// Returns the record of a release that was just received.
  ///
  /// @param starter who started it
  public static ReleaseRecord received(
      ReleaseId id,
      ConnectionId connectionId,
      String tenant,
      Drop drop,
      Actor starter,
      Instant now,
      Instant due) {
    var first =
        new TimelineEntry(
            now, ReleaseState.RECEIVED, "Received " + drop.trigger().fileName() + ".", starter);
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
        null,
        Orders.NONE,
        Status.due(ReleaseState.RECEIVED, due),
        List.of(first),
        Outbox.EMPTY.changed(null, first.state().name(), now, null, first.message(), starter),
        now,
        now);
  }

  public ReleaseState state() {
    return status.state();
  }

  /// Returns the app's ID and numbers, also where faults of the drop keep it from being released:
  /// then as the Info.plist writes them. Each is null when it could not be read.
  public WrittenIdentity identity() {
    if (desired != null) {
      return new WrittenIdentity(desired.bundleId(), shortVersion(desired), desired.buildNumber());
    }
    var written = preflight.written();
    return written == null ? new WrittenIdentity(null, null, null) : written;
  }

  /// Returns the version's number; of a release that changes the version on the App Store, as Apple
  /// showed it. Null before that, and without a version.
  private @Nullable String shortVersion(Desired found) {
    var live = version.version();
    return found.isBesideVersions()
        ? live == null ? null : live.versionString()
        : found.shortVersion();
  }

  /// Returns whether a person agreed to the plan that the record holds now.
  public boolean isPlanAgreed() {
    return plan.hash() != null && plan.hash().equals(orders.planHash());
  }

  /// Returns whether a person agreed to that plan and ordered to submit.
  public boolean isPlanApproved() {
    return isPlanAgreed() && orders.submitAt() != null;
  }

  /// Returns whether the release waits for a person to approve its submission, or can be approved
  /// already.
  public boolean asksForApproval() {
    return approval != null
        && approval.required()
        && plan.hash() != null
        && !plan.wanted()
        && state().isOpen()
        && !state().isSubmitted()
        && !isPlanApproved();
  }

  /// Returns whether the release waits because its plan has changed since a person agreed to it.
  public boolean hasChangedPlan() {
    return approval != null
        && approval.begun() == null
        && plan.hash() != null
        && !plan.wanted()
        && state().isOpen()
        && !state().isSubmitted()
        && !isPlanAgreed();
  }

  /// Returns whether a newer version of Slipway began a write of a kind that this version does not
  /// know. This version then leaves the release alone.
  public boolean hasIntentOfNewerVersion() {
    return intent != null && intent.kind().isEmpty();
  }

  /// Returns who is behind what happens to the release now: who gave the order that is being
  /// carried out; without an order, who started the release, until it is submitted; after that,
  /// Slipway, which follows it. Null when an earlier version recorded the order or the start.
  public @Nullable Actor actor() {
    if (orders.areOpen(state())) {
      return orders.giver();
    }
    return state().isFollowed() ? Actor.SCHEDULE : timeline.getFirst().actor();
  }

  /// Returns the release in another state, with a line in the timeline unless it repeats the last
  /// one. The line names [#actor()].
  public ReleaseRecord moved(Status status, Instant now, String message) {
    return moved(status, now, message, actor());
  }

  /// Returns the same for another actor.
  public ReleaseRecord moved(Status status, Instant now, String message, @Nullable Actor actor) {
    var lines = new ArrayList<>(timeline);
    var last = lines.getLast();
    if (last.state() != status.state() || !last.message().equals(message)) {
      lines.add(new TimelineEntry(now, status.state(), message, actor));
    }
    if (lines.size() > TIMELINE_LIMIT) {
      lines.remove(1);
    }
    return with()
        .status(status)
        .timeline(lines)
        .outbox(announced(status, now, message, actor))
        .done();
  }

  private Outbox announced(Status after, Instant now, String message, @Nullable Actor actor) {
    if (after.state() == status.state()) {
      return outbox;
    }
    var problem = after.problem();
    return outbox.changed(
        status.state().name(),
        after.state().name(),
        now,
        problem == null ? null : problem.type().slug(),
        message,
        actor);
  }

  /// Returns the document of the state bucket.
  public Map<String, @Nullable Object> toJson() {
    return ReleaseDocument.write(this);
  }

  /// Reads a document that [#toJson()] wrote, also one of an earlier version.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the document has another form
  public static ReleaseRecord fromJson(JsonObject json) {
    return ReleaseDocument.read(json);
  }
}

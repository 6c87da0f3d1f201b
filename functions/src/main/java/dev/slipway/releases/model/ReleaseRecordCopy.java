package dev.slipway.releases.model;

import dev.slipway.announcements.Outbox;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A copy with some parts exchanged; records have no such thing of their own.
final class ReleaseRecordCopy {
  private final ReleaseRecord from;
  private @Nullable Desired desired;
  private ReleaseRecord.@Nullable App app;
  private BuildLedger build;
  private VersionLedger version;
  private ReviewLedger review;
  private PreflightLedger preflight;
  private ContentLedger content;
  private TestFlightLedger testFlight;
  private PlanLedger plan;
  private Drop drop;
  private @Nullable Intent intent;
  private @Nullable ReleaseId predecessor;
  private @Nullable AbandonedUpload abandoned;
  private @Nullable LateWrites lateWrites;
  private Orders orders;
  private Status status;
  private List<TimelineEntry> timeline;
  private Outbox outbox;
  private Instant updatedAt;

  ReleaseRecordCopy(ReleaseRecord from) {
    this.from = from;
    this.desired = from.desired();
    this.app = from.app();
    this.build = from.build();
    this.version = from.version();
    this.review = from.review();
    this.preflight = from.preflight();
    this.content = from.content();
    this.testFlight = from.testFlight();
    this.plan = from.plan();
    this.drop = from.drop();
    this.intent = from.intent();
    this.predecessor = from.predecessor();
    this.abandoned = from.abandoned();
    this.lateWrites = from.lateWrites();
    this.orders = from.orders();
    this.status = from.status();
    this.timeline = from.timeline();
    this.outbox = from.outbox();
    this.updatedAt = from.updatedAt();
  }

  ReleaseRecordCopy desired(Desired value) {
    desired = value;
    return this;
  }

  ReleaseRecordCopy app(ReleaseRecord.App value) {
    app = value;
    return this;
  }

  ReleaseRecordCopy build(BuildLedger value) {
    build = value;
    return this;
  }

  ReleaseRecordCopy version(VersionLedger value) {
    version = value;
    return this;
  }

  ReleaseRecordCopy review(ReviewLedger value) {
    review = value;
    return this;
  }

  ReleaseRecordCopy preflight(PreflightLedger value) {
    preflight = value;
    return this;
  }

  ReleaseRecordCopy content(ContentLedger value) {
    content = value;
    return this;
  }

  ReleaseRecordCopy testFlight(TestFlightLedger value) {
    testFlight = value;
    return this;
  }

  ReleaseRecordCopy plan(PlanLedger value) {
    plan = value;
    return this;
  }

  ReleaseRecordCopy drop(Drop value) {
    drop = value;
    return this;
  }

  ReleaseRecordCopy intent(@Nullable Intent value) {
    intent = value;
    return this;
  }

  ReleaseRecordCopy predecessor(@Nullable ReleaseId value) {
    predecessor = value;
    return this;
  }

  ReleaseRecordCopy abandoned(@Nullable AbandonedUpload value) {
    abandoned = value;
    return this;
  }

  ReleaseRecordCopy lateWrites(@Nullable LateWrites value) {
    lateWrites = value;
    return this;
  }

  ReleaseRecordCopy orders(Orders value) {
    orders = value;
    return this;
  }

  ReleaseRecordCopy status(Status value) {
    status = value;
    return this;
  }

  ReleaseRecordCopy timeline(List<TimelineEntry> value) {
    timeline = value;
    return this;
  }

  ReleaseRecordCopy outbox(Outbox value) {
    outbox = value;
    return this;
  }

  ReleaseRecordCopy updatedAt(Instant value) {
    updatedAt = value;
    return this;
  }

  ReleaseRecord done() {
    return new ReleaseRecord(
        from.id(),
        from.connectionId(),
        from.tenant(),
        drop,
        desired,
        app,
        build,
        version,
        review,
        preflight,
        content,
        testFlight,
        plan,
        intent,
        predecessor,
        abandoned,
        lateWrites,
        orders,
        status,
        timeline,
        outbox,
        from.createdAt(),
        updatedAt);
  }
}

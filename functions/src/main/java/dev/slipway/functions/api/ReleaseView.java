package dev.slipway.functions.api;

import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.TimelineEntry;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.pictures.DisplayNames;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.releases.testflight.PublicLinks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A release as the API shows it: chosen field by field, so that internal fields of the record
/// (above all an upload's addresses, which are credentials) cannot appear by accident.
final class ReleaseView {
  private ReleaseView() {}

  /// Returns the fields for lists.
  ///
  /// @param icon of [IconAddresses#of]
  static Map<String, @Nullable Object> summary(
      ReleaseRecord release, @Nullable Map<String, @Nullable Object> icon) {
    return fields(release, icon).toMap();
  }

  /// Returns all fields.
  ///
  /// @param icon likewise
  static Map<String, @Nullable Object> whole(
      ReleaseRecord release, @Nullable Map<String, @Nullable Object> icon) {
    var fields = fields(release, icon);
    var submission = release.review().submissionId();
    fields
        .put("findings", release.preflight().findings().stream().map(Finding::toJson).toList())
        .put("content", content(release));
    var pictures = release.preflight().pictures();
    if (pictures != null && pictures > 0) {
      fields.put("pictures", pictures);
    }
    var plan = release.plan();
    if (plan.madeAt() != null) {
      fields.put(
          "plan",
          JsonFields.with("madeAt", plan.madeAt())
              .putIfNotNull("hash", plan.hash())
              .put("actions", plan.actions().stream().map(ReleaseView::action).toList())
              .put("writeCalls", plan.writeCalls())
              .put("readCalls", plan.readCalls())
              .put("uploadBytes", plan.uploadBytes())
              .toMap());
    }
    return fields
        .putIfNotNull("reviewSubmissionId", submission)
        .putIfNotNull("submittedAt", release.review().submittedAt())
        .putIfNotNull("purchases", purchases(release.review().products()))
        .put("orders", orders(release))
        .put("timeline", release.timeline().stream().map(TimelineEntry::toJson).toList())
        .toMap();
  }

  private static @Nullable List<Map<String, @Nullable Object>> purchases(
      List<PurchaseItem> products) {
    return products.isEmpty()
        ? null
        : products.stream()
            .map(
                product ->
                    JsonFields.with("kind", product.kind())
                        .put("name", product.name())
                        .putIfNotNull("state", product.itemState())
                        .toMap())
            .toList();
  }

  /// Returns what keeps the release. One that is queued before its drop was read waits for a quota;
  /// its record says so in words that every version of Slipway can read, and not as a problem.
  private static @Nullable Problem problem(ReleaseRecord release) {
    var status = release.status();
    boolean waits = status.state() == ReleaseState.QUEUED && release.desired() == null;
    return waits && status.problem() == null && status.waitingFor() != null
        ? Problem.of(ProblemType.QUOTA_EXCEEDED, status.waitingFor())
        : status.problem();
  }

  private static JsonFields fields(
      ReleaseRecord release, @Nullable Map<String, @Nullable Object> icon) {
    var status = release.status();
    var fields =
        JsonFields.with("id", release.id())
            .put("connectionId", release.connectionId())
            .put("state", release.state())
            .put("open", release.state().isOpen())
            .put("drop", drop(release));
    if (release.plan().wanted()) {
      fields.put("dryRun", true);
    }
    var identity = release.identity();
    fields
        .putIfNotNull("bundleId", identity.bundleId())
        .putIfNotNull("version", identity.shortVersion())
        .putIfNotNull("buildNumber", identity.bundleVersion());
    Desired desired = release.desired();
    if (desired != null) {
      fields.put("platform", desired.platform());
      if (desired.hasIpa()) {
        fields.put("upload", upload(release, desired));
      }
      if (desired.changesLiveVersion()) {
        fields.put("live", true);
      }
      if (desired.submitsPurchasesAlone()) {
        fields.put("purchasesAlone", true);
      }
    }
    var app = release.app();
    if (app != null) {
      fields.put("app", JsonFields.with("id", app.id()).put("name", app.name()).toMap());
    }
    fields.putIfNotNull("icon", icon);
    var problem = problem(release);
    if (problem != null) {
      fields.put("problem", problem.toJson());
    }
    var testFlight = desired == null ? null : desired.terms().testFlight();
    if (testFlight != null) {
      fields.put("testFlight", testFlight(release, testFlight));
    }
    var version = release.version().version();
    if (version != null && version.phasedReleaseState() != null) {
      fields.put("phasedRelease", JsonFields.with("state", phased(release, version)).toMap());
    }
    var approval = release.approval();
    if (approval != null) {
      fields.put("approval", approval(release, approval));
    }
    return fields
        .put("actions", ReleaseActions.of(release))
        .putIfNotNull("waitingFor", status.waitingFor())
        .putIfNotNull("nextCheckAt", nextCheckAt(release))
        .putIfNotNull("successor", status.successor())
        .put("stateSince", stateSince(release))
        .put("createdAt", release.createdAt())
        .put("updatedAt", release.updatedAt());
  }

  /// Returns when the release got into its present state, as its timeline says.
  private static Instant stateSince(ReleaseRecord release) {
    var since = release.createdAt();
    for (TimelineEntry entry : release.timeline().reversed()) {
      if (entry.state() != release.state()) {
        break;
      }
      since = entry.at();
    }
    return since;
  }

  /// Returns an action that names its display as people know it; its record keeps Apple's name, by
  /// which plans are compared.
  private static Map<String, @Nullable Object> action(PlannedAction action) {
    var where = action.where();
    if (where == null) {
      return action.toJson();
    }
    String named =
        Stream.of(where.split(", ", -1)).map(DisplayNames::of).collect(Collectors.joining(", "));
    return new JsonFields().putAll(action.toJson()).put("where", named).toMap();
  }

  /// Returns what needs a person's agreement.
  private static Map<String, @Nullable Object> approval(
      ReleaseRecord release, ApprovalLedger approval) {
    return JsonFields.with("required", approval.required())
        .put("approved", release.isPlanApproved())
        .put("changed", release.hasChangedPlan())
        .putIfNotNull("carriesOut", approval.carriesOut())
        .put(
            "differences",
            approval.differences().stream()
                .map(
                    difference ->
                        JsonFields.with("present", difference.present())
                            .put("action", action(difference.action()))
                            .toMap())
                .toList())
        .toMap();
  }

  /// Returns when the release is checked again; null without a time of its own: while App Review
  /// has it, the sweep asks Apple every five minutes, and the record's time is for the daily look.
  private static @Nullable Instant nextCheckAt(ReleaseRecord release) {
    var status = release.status();
    return FollowedRelease.isFollowed(release) && status.problem() == null
        ? null
        : status.nextCheckAt();
  }

  private static Map<String, @Nullable Object> drop(ReleaseRecord release) {
    var drop = release.drop();
    return JsonFields.with("bucket", drop.bucket())
        .put("key", drop.trigger().key())
        .put("kind", drop.kind())
        .put("receivedAt", drop.receivedAt())
        .toMap();
  }

  /// Returns the progress in bytes; all of them once committed, or when a build of the same file
  /// was adopted.
  private static Map<String, @Nullable Object> upload(ReleaseRecord release, Desired desired) {
    BuildLedger build = release.build();
    long total = desired.ipa().sizeBytes();
    boolean whole = build.committedAt() != null || build.buildId() != null;
    return JsonFields.with("finishedBytes", whole ? total : build.finishedBytes())
        .put("totalBytes", total)
        .put("finished", whole)
        .put("running", release.state() == ReleaseState.UPLOADING)
        .toMap();
  }

  /// Returns the state of the phased release, which starts automatically when the version is out
  /// (App Store Connect Help, Release a version update in phases).
  private static PhasedReleaseState phased(ReleaseRecord release, VersionLedger.Version version) {
    var known = version.phasedReleaseState();
    boolean begun =
        release.state() == ReleaseState.READY_FOR_DISTRIBUTION
            && (known == null || known == PhasedReleaseState.INACTIVE);
    return begun || known == null ? PhasedReleaseState.ACTIVE : known;
  }

  /// Counts the screenshots and previews that this release sends; those that Apple already has are
  /// left out.
  private static Map<String, @Nullable Object> content(ReleaseRecord release) {
    var content = release.content();
    boolean done = content.state() == ContentLedger.State.DONE;
    long committed =
        content.assets().values().stream().filter(ContentLedger.Asset::committed).count();
    return JsonFields.with("state", content.state())
        .put("mediaFinished", done ? content.assets().size() : committed)
        .put("mediaTotal", content.assets().size())
        .toMap();
  }

  private static Map<String, @Nullable Object> testFlight(
      ReleaseRecord release, TestFlightTerms terms) {
    return JsonFields.with("groups", terms.groups())
        .put("only", terms.only())
        .putIfNotNull("publicLinks", publicLinks(release))
        .putIfNotNull("externalState", release.testFlight().externalState())
        .toMap();
  }

  private static @Nullable Map<String, String> publicLinks(ReleaseRecord release) {
    var links = PublicLinks.of(release);
    return links.isEmpty() ? null : links;
  }

  private static Map<String, @Nullable Object> orders(ReleaseRecord release) {
    var orders = release.orders();
    var fields = new JsonFields();
    var cancel = orders.cancel();
    if (cancel != null) {
      fields.put(
          "cancel",
          JsonFields.with("at", cancel.at())
              .put("reason", cancel.reason())
              .putIfNotNull("actor", cancel.actor())
              .toMap());
    }
    return fields
        .putIfNotNull("submitAt", orders.submitAt())
        .putIfNotNull("releaseAt", orders.releaseAt())
        .putIfNotNull("phasedRelease", orders.phasedRelease())
        .putIfNotNull("planHash", orders.planHash())
        .putIfNotNull("actor", orders.actor())
        .toMap();
  }
}

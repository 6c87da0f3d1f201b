package dev.slipway.simulator.resource;

import dev.slipway.simulator.ReviewScript;
import dev.slipway.simulator.SimulatorOptions;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What happens at Apple after a submission: review, its outcome, release. The world is locked and
/// settled.
public final class AppReview {
  private static final String START = "startReview";
  private static final String END = "endReview";
  private static final String CANCELED = "endCancellation";
  private static final String DISTRIBUTE = "distribute";
  private static final String SCHEDULED = "scheduledRelease";

  private final World world;
  private final SimulatorOptions options;
  private ReviewScript script;

  AppReview(World world, SimulatorOptions options) {
    this.world = world;
    this.options = options;
    this.script = options.reviewScript();
    world.onDue(START, (due, at) -> dueStart(due, at));
    world.onDue(END, (due, at) -> dueEnd(due, at));
    world.onDue(CANCELED, (due, at) -> endCancellation(due));
    world.onDue(DISTRIBUTE, (due, at) -> distribute(due, at));
    world.onDue(SCHEDULED, (due, at) -> dueRelease(due, at));
  }

  /// Lets review move by itself, or not, from now on.
  public void script(ReviewScript next) {
    script = next;
    for (Resource submission : world.all("reviewSubmissions")) {
      switch (submission.text("state")) {
        case "WAITING_FOR_REVIEW" -> planStart(submission);
        case "IN_REVIEW" -> planEnd(submission, world.now());
        default -> {
          // nothing to plan: not with Apple
        }
      }
    }
  }

  /// The submission that an id means: its own, or that of a version or app with an open one.
  public Resource submissionOf(String id) {
    Resource direct = world.find("reviewSubmissions", id);
    if (direct != null) {
      return direct;
    }
    for (Resource submission : world.all("reviewSubmissions")) {
      boolean open = !submission.text("state").equals("COMPLETE");
      if (open
          && (id.equals(submission.relation("app"))
              || items(submission).stream()
                  .anyMatch(item -> id.equals(item.relation("appStoreVersion"))))) {
        return submission;
      }
    }
    throw new IllegalStateException("No open review submission for " + id);
  }

  /// WAITING_FOR_REVIEW to IN_REVIEW.
  public void start(Resource submission) {
    require(submission, "WAITING_FOR_REVIEW");
    submission.set("state", "IN_REVIEW");
    versions(submission).forEach(version -> VersionStates.set(world, version, "IN_REVIEW"));
    planEnd(submission, world.now());
  }

  /// Approves everything in it.
  public void approve(Resource submission) {
    begin(submission);
    for (Resource item : items(submission)) {
      item.set("state", "APPROVED");
    }
    submission.set("state", "COMPLETE");
    versions(submission).forEach(version -> approved(version, world.now()));
  }

  /// Rejects everything in it; the state is REJECTED or METADATA_REJECTED.
  public void reject(Resource submission, String versionState) {
    begin(submission);
    for (Resource item : items(submission)) {
      item.set("state", "REJECTED");
    }
    submission.set("state", "UNRESOLVED_ISSUES");
    versions(submission).forEach(version -> VersionStates.set(world, version, versionState));
  }

  private void begin(Resource submission) {
    if (submission.text("state").equals("WAITING_FOR_REVIEW")) {
      start(submission);
    }
    require(submission, "IN_REVIEW");
  }

  private static void require(Resource submission, String state) {
    if (!submission.text("state").equals(state)) {
      throw new IllegalStateException(
          "Review submission "
              + submission.id()
              + " is "
              + submission.text("state")
              + ", not "
              + state);
    }
  }

  /// A submission was sent.
  void submit(Resource submission, List<Resource> items) {
    submission.set("state", "WAITING_FOR_REVIEW");
    for (Resource item : items) {
      VersionStates.set(
          world,
          world.get("appStoreVersions", item.relation("appStoreVersion")),
          "WAITING_FOR_REVIEW");
    }
    planStart(submission);
  }

  /// A submission is withdrawn: CANCELING for a while, then COMPLETE.
  void cancel(Resource submission) {
    submission.set("state", "CANCELING");
    world.plan(
        new Due(world.now().plus(options.timing().cancellation()), CANCELED, submission.id(), ""));
  }

  private void endCancellation(Due due) {
    Resource submission = world.find("reviewSubmissions", due.id());
    if (submission == null || !submission.text("state").equals("CANCELING")) {
      return;
    }
    boolean sent = submission.has("submittedDate");
    for (Resource item : items(submission)) {
      VersionStates.set(
          world,
          world.get("appStoreVersions", item.relation("appStoreVersion")),
          sent ? "DEVELOPER_REJECTED" : "PREPARE_FOR_SUBMISSION");
      item.set("state", "REMOVED");
    }
    submission.set("state", "COMPLETE");
  }

  /// One item is withdrawn; without items the submission is over.
  void removeItem(Resource submission, Resource item) {
    item.set("state", "REMOVED");
    VersionStates.set(
        world,
        world.get("appStoreVersions", item.relation("appStoreVersion")),
        "DEVELOPER_REJECTED");
    if (items(submission).isEmpty()) {
      submission.set("state", "COMPLETE");
    }
  }

  /// The developer releases a version that waits for it.
  void release(Resource version) {
    if (!VersionStates.of(version).equals("PENDING_DEVELOPER_RELEASE")) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
    toDistribution(version, world.now());
  }

  private List<Resource> items(Resource submission) {
    return world.related(submission, "items").stream()
        .filter(item -> !item.text("state").equals("REMOVED"))
        .toList();
  }

  private List<Resource> versions(Resource submission) {
    return items(submission).stream()
        .map(item -> world.get("appStoreVersions", item.relation("appStoreVersion")))
        .toList();
  }

  private void planStart(Resource submission) {
    if (script.mode() != ReviewScript.Mode.BY_HAND) {
      plan(START, submission, world.now().plus(script.waiting()));
    }
  }

  private void planEnd(Resource submission, Instant from) {
    if (script.mode() != ReviewScript.Mode.BY_HAND) {
      plan(END, submission, from.plus(script.inReview()));
    }
  }

  private void plan(String what, Resource submission, Instant at) {
    String token = UUID.randomUUID().toString();
    submission.hidden().put("token", token);
    world.plan(new Due(at, what, submission.id(), token));
  }

  private boolean isCurrent(Due due, String state) {
    Resource submission = world.find("reviewSubmissions", due.id());
    return submission != null
        && submission.text("state").equals(state)
        && submission.hidden().path("token").asText().equals(due.token())
        && script.mode() != ReviewScript.Mode.BY_HAND;
  }

  private void dueStart(Due due, Instant at) {
    if (isCurrent(due, "WAITING_FOR_REVIEW")) {
      Resource submission = world.get("reviewSubmissions", due.id());
      submission.set("state", "IN_REVIEW");
      versions(submission).forEach(version -> VersionStates.set(world, version, "IN_REVIEW"));
      planEnd(submission, at);
    }
  }

  private void dueEnd(Due due, Instant at) {
    if (!isCurrent(due, "IN_REVIEW")) {
      return;
    }
    Resource submission = world.get("reviewSubmissions", due.id());
    switch (script.mode()) {
      case APPROVE -> approve(submission);
      case REJECT -> reject(submission, "REJECTED");
      case METADATA_REJECT -> reject(submission, "METADATA_REJECTED");
      case BY_HAND -> throw new IllegalStateException("Nothing is due by hand at " + at);
    }
  }

  private void approved(Resource version, Instant at) {
    switch (version.text("releaseType")) {
      case "MANUAL" -> VersionStates.set(world, version, "PENDING_DEVELOPER_RELEASE");
      case "SCHEDULED" -> {
        Instant date = Dates.parse(version.text("earliestReleaseDate"));
        if (date.isAfter(at)) {
          VersionStates.set(world, version, "PENDING_APPLE_RELEASE");
          world.plan(new Due(date, SCHEDULED, version.id(), ""));
        } else {
          toDistribution(version, at);
        }
      }
      default -> toDistribution(version, at);
    }
  }

  private void dueRelease(Due due, Instant at) {
    Resource version = world.find("appStoreVersions", due.id());
    if (version != null && VersionStates.of(version).equals("PENDING_APPLE_RELEASE")) {
      toDistribution(version, at);
    }
  }

  private void toDistribution(Resource version, Instant at) {
    VersionStates.set(world, version, "PROCESSING_FOR_DISTRIBUTION");
    world.plan(new Due(at.plus(options.timing().distribution()), DISTRIBUTE, version.id(), ""));
  }

  private void distribute(Due due, Instant at) {
    Resource version = world.find("appStoreVersions", due.id());
    if (version == null || !VersionStates.of(version).equals("PROCESSING_FOR_DISTRIBUTION")) {
      return;
    }
    for (Resource other :
        VersionStates.versions(world, version.relation("app"), version.text("platform"))) {
      if (other != version && VersionStates.of(other).equals("READY_FOR_DISTRIBUTION")) {
        VersionStates.set(world, other, "REPLACED_WITH_NEW_VERSION");
      }
    }
    Resource app = world.get("apps", version.relation("app"));
    Resource draft = VersionStates.draftAppInfo(world, app);
    if (draft != null) {
      for (Resource info : List.copyOf(world.related(app, "appInfos"))) {
        if (info != draft && Objects.equals(info.text("state"), "READY_FOR_DISTRIBUTION")) {
          world.related(info, "appInfoLocalizations").forEach(world::remove);
          world.remove(info);
        }
      }
      VersionStates.setAppInfo(draft, "READY_FOR_DISTRIBUTION");
    }
    VersionStates.set(world, version, "READY_FOR_DISTRIBUTION");
    AppStoreVersionPhasedReleases.begin(world, version, at);
  }
}

package dev.slipway.simulator.review;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.versions.VersionReleases;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// App Review after a submission: the review and its outcome. The world is locked and settled.
public final class AppReview {
  private static final String START = "startReview";
  private static final String END = "endReview";
  private static final String COMPLETED = "endCompletion";
  private static final String SETTLED = "settleItem";
  private static final List<String> FURTHEST_FIRST =
      List.of("IN_REVIEW", "WAITING_FOR_REVIEW", "UNRESOLVED_ISSUES");

  private final World world;
  private final Quirks quirks;
  private final VersionReleases releases;
  private ReviewScript script;

  public AppReview(World world, SimulatorOptions options, Quirks quirks, VersionReleases releases) {
    this.releases = releases;
    this.quirks = quirks;
    this.world = world;
    this.script = options.reviewScript();
    world.onDue(START, (due, at) -> dueStart(due, at));
    world.onDue(END, (due, at) -> dueEnd(due, at));
    world.onDue(COMPLETED, (due, at) -> endCompletion(due));
    world.onDue(SETTLED, (due, at) -> settled(world.find("reviewSubmissionItems", due.id())));
  }

  Quirks quirks() {
    return quirks;
  }

  /// Sets whether and how reviews progress automatically from now on.
  public void script(ReviewScript next) {
    script = next;
    for (Resource submission : world.all("reviewSubmissions")) {
      switch (submission.text("state")) {
        case "WAITING_FOR_REVIEW" -> planStart(submission);
        case "IN_REVIEW" -> planEnd(submission, world.now());
        default -> {
          // Nothing to plan: the submission is not with App Review.
        }
      }
    }
  }

  /// Returns the submission with this id, or the open one of the version or app with this id. Of
  /// several it is the one that is furthest in review, and of these the one with a version.
  public Resource submissionOf(String id) {
    Resource direct = world.find("reviewSubmissions", id);
    if (direct != null) {
      return direct;
    }
    return world.all("reviewSubmissions").stream()
        .filter(submission -> !submission.text("state").equals("COMPLETE"))
        .filter(submission -> concerns(submission, id))
        .min(Comparator.comparingInt(this::rank))
        .orElseThrow(() -> new IllegalStateException("No open review submission for " + id));
  }

  private boolean concerns(Resource submission, String id) {
    return id.equals(submission.relation("app"))
        || items(submission).stream().anyMatch(item -> id.equals(item.relation("appStoreVersion")));
  }

  private int rank(Resource submission) {
    int byState = FURTHEST_FIRST.indexOf(submission.text("state"));
    return 2 * (byState < 0 ? FURTHEST_FIRST.size() : byState)
        + (ItemContents.holdsVersion(world, submission) ? 0 : 1);
  }

  /// Moves a submission from WAITING_FOR_REVIEW to IN_REVIEW.
  public void start(Resource submission) {
    require(submission, "WAITING_FOR_REVIEW");
    submission.set("state", "IN_REVIEW");
    setAll(submission, "IN_REVIEW");
    planEnd(submission, world.now());
  }

  /// Approves everything in a submission.
  public void approve(Resource submission) {
    begin(submission);
    if (quirks.completing().isZero()) {
      submission.set("state", "COMPLETE");
      approveAll(submission);
    } else {
      submission.set("state", "COMPLETING");
      world.plan(new Due(world.now().plus(quirks.completing()), COMPLETED, submission.id(), ""));
      if (!world.guesses().turned(Guess.OUTCOME_AFTER_COMPLETING)) {
        approveAll(submission);
      }
    }
  }

  private void approveAll(Resource submission) {
    items(submission).forEach(this::approveItem);
  }

  private void approveItem(Resource item) {
    item.set("state", "APPROVED");
    Resource version = ItemContents.version(world, item);
    if (version == null) {
      ItemContents.set(world, item, "APPROVED");
    } else {
      releases.approved(version, world.now());
    }
  }

  /// Rejects the version in a submission, or everything if there is none; the state is REJECTED or
  /// METADATA_REJECTED.
  public void reject(Resource submission, String versionState) {
    boolean versionOnly = ItemContents.holdsVersion(world, submission);
    reject(
        submission,
        item -> !versionOnly || ItemContents.version(world, item) != null,
        versionState);
  }

  /// Rejects a version of a product, and nothing else of its submission.
  public void rejectPurchase(String versionId) {
    Resource submission =
        world.all("reviewSubmissions").stream()
            .filter(each -> FURTHEST_FIRST.contains(each.text("state")))
            .filter(each -> items(each).stream().anyMatch(item -> holds(item, versionId)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Not in review: " + versionId));
    reject(submission, item -> holds(item, versionId), "REJECTED");
    if (world.guesses().turned(Guess.VERSION_BESIDE_REJECTED_PURCHASE)) {
      items(submission).stream()
          .filter(item -> ItemContents.version(world, item) != null)
          .forEach(this::approveItem);
    }
  }

  private boolean holds(Resource item, String contentId) {
    ItemContents.Foreign foreign = ItemContents.foreign(world, item);
    return foreign != null && foreign.content().id().equals(contentId);
  }

  /// Rejects some items. What was not rejected is READY_FOR_REVIEW (review-live.md, A17).
  private void reject(Resource submission, Predicate<Resource> which, String versionState) {
    begin(submission);
    for (Resource item : items(submission)) {
      Resource version = ItemContents.version(world, item);
      boolean rejected = which.test(item);
      item.set("state", rejected ? "REJECTED" : "READY_FOR_REVIEW");
      ItemContents.Foreign foreign = ItemContents.foreign(world, item);
      if (rejected || foreign == null || !foreign.kind().isPurchase()) {
        ItemContents.set(world, item, rejected ? versionState : "READY_FOR_REVIEW");
      }
      // The version of a purchase that was not rejected stays in flight (first-release-live.md, E).
      if (rejected && version != null) {
        item.hidden().put(SubmitRules.REJECTED_BUILD, version.relation("build"));
      }
    }
    submission.set("state", "UNRESOLVED_ISSUES");
  }

  /// Puts a rejected submission back into the queue, as a person's reply in the Resolution Center
  /// does (review-live.md, C).
  public void reply(Resource submission) {
    require(submission, "UNRESOLVED_ISSUES");
    items(submission).forEach(item -> item.set("state", "READY_FOR_REVIEW"));
    submit(submission, items(submission));
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

  /// Records that a submission was submitted. A draft may have no platform before (review-live.md,
  /// D).
  void submit(Resource submission, List<Resource> items) {
    if (!submission.has("platform")) {
      Resource app = world.get("apps", submission.relation("app"));
      submission.set("platform", app.hidden().path("platform").asText());
    }
    submission.set("state", "WAITING_FOR_REVIEW");
    items.forEach(item -> ItemContents.set(world, item, "WAITING_FOR_REVIEW"));
    planStart(submission);
  }

  /// Records that a version was added to a submission. It is READY_FOR_REVIEW at once, or after a
  /// while.
  void added(Resource item) {
    if (quirks.settling().isZero()) {
      settled(item);
      return;
    }
    Instant at = world.now().plus(quirks.settling());
    item.hidden().put("settlesAt", at.toString());
    world.plan(new Due(at, SETTLED, item.id(), ""));
  }

  private void settled(@Nullable Resource item) {
    if (item != null && item.text("state").equals("READY_FOR_REVIEW")) {
      item.hidden().remove("settlesAt");
      ItemContents.set(world, item, "READY_FOR_REVIEW");
    }
  }

  private void endCompletion(Due due) {
    Resource submission = world.find("reviewSubmissions", due.id());
    if (submission != null && submission.text("state").equals("COMPLETING")) {
      submission.set("state", "COMPLETE");
      if (items(submission).stream().noneMatch(item -> item.text("state").equals("APPROVED"))) {
        approveAll(submission);
      }
    }
  }

  /// Withdraws one item; a submission without items is over.
  void removeItem(Resource submission, Resource item) {
    item.set("state", "REMOVED");
    ItemContents.set(world, item, "DEVELOPER_REJECTED");
    if (items(submission).isEmpty()) {
      submission.set("state", "COMPLETE");
    }
  }

  private List<Resource> items(Resource submission) {
    return ItemContents.items(world, submission);
  }

  private void setAll(Resource submission, String versionState) {
    items(submission).forEach(item -> ItemContents.set(world, item, versionState));
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
      setAll(submission, "IN_REVIEW");
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
      case BY_HAND -> throw new IllegalStateException("No automatic review is scheduled at " + at);
    }
  }
}

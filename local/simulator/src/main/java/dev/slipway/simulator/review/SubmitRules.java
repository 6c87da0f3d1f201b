package dev.slipway.simulator.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a submission may be submitted. Bodies: review-live.md, section B.
final class SubmitRules {
  /// Hidden fact of an item: the build that App Review rejected.
  static final String REJECTED_BUILD = "rejectedBuild";

  /// Hidden fact of an item: when it was submitted again without being resolved.
  private static final String REFUSED = "refusedAt";

  private static final Duration UNTIL_TAKEN = Duration.ofMinutes(2);
  private static final Set<String> IN_REVIEW = Set.of("WAITING_FOR_REVIEW", "IN_REVIEW");

  private final World world;
  private final Quirks quirks;
  private final Resource submission;

  SubmitRules(World world, Quirks quirks, Resource submission) {
    this.world = world;
    this.quirks = quirks;
    this.submission = submission;
  }

  /// Returns what would be submitted.
  ///
  /// @throws ApiException if the submission cannot be submitted now
  List<Resource> check() {
    List<Resource> items = ItemContents.items(world, submission);
    boolean sendable =
        Set.of("READY_FOR_REVIEW", "UNRESOLVED_ISSUES").contains(submission.text("state"));
    if (sendable) {
      requireVersionOfNewApp();
    }
    // What Apple answers to an empty submission of an app with an approved version is not known.
    if (!sendable || items.isEmpty()) {
      throw new ApiException(ApiError.notInValidState("reviewSubmissions", submission.id()));
    }
    List<ApiError> errors = new ArrayList<>();
    for (Resource item : items) {
      check(item, errors);
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    requireRoom();
    return items;
  }

  /// An app without an approved version submits nothing without one (review-live.md, A11).
  private void requireVersionOfNewApp() {
    String platform = platform();
    if (ItemContents.holdsVersion(world, submission)
        || VersionStates.highestApproved(world, submission.relation("app"), platform) != null) {
      return;
    }
    throw new ApiException(
        new ApiError(
            409,
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            "Relationship is required",
            "App "
                + submission.relation("app")
                + " must have an approved appStoreVersions for platform "
                + platform
                + ", or an appStoreVersions must be included in this review submission.",
            "/data/relationships/appStoreVersionForReview",
            null,
            null,
            null));
  }

  private String platform() {
    return submission.has("platform")
        ? submission.text("platform")
        : world.get("apps", submission.relation("app")).hidden().path("platform").asText();
  }

  private void check(Resource item, List<ApiError> errors) {
    Resource version = ItemContents.version(world, item);
    boolean unresolved = item.text("state").equals("REJECTED") && !isTakenUnresolved(item, version);
    ItemContents.Foreign foreign = ItemContents.foreign(world, item);
    Resource content = version != null ? version : foreign == null ? item : foreign.content();
    ObjectNode associated = JsonNodeFactory.instance.objectNode();
    if (unresolved || item.hidden().has("settlesAt")) {
      // Apple's words are the same for both, though waiting helps only the second (A1, C).
      associated
          .putArray("/v1/" + content.type() + "/" + content.id())
          .add(
              ApiError.state(
                      "", "Version is not ready to be submitted yet, please try again later.")
                  .toJson());
    } else if (version != null) {
      associated = SubmissionChecks.of(world, quirks, version);
    } else if (foreign != null) {
      PurchaseItems.check(world, submission, foreign, associated);
    }
    if (!associated.isEmpty()) {
      errors.add(SubmissionChecks.refusal(world, content, content.id(), associated));
    }
  }

  /// Returns whether a rejected item goes along although it was not resolved: seen some minutes
  /// after another build had been attached.
  private boolean isTakenUnresolved(Resource item, @Nullable Resource version) {
    if (version == null
        || Objects.equals(item.hidden().path(REJECTED_BUILD).asText(), version.relation("build"))) {
      return false;
    }
    String refused = item.hidden().path(REFUSED).asText();
    if (refused.isEmpty()) {
      item.hidden().put(REFUSED, world.now().toString());
      return false;
    }
    boolean taken =
        !world.now().isBefore(Instant.parse(refused).plus(UNTIL_TAKEN))
            && world.guesses().turned(Guess.RESUBMIT_UNRESOLVED);
    if (taken) {
      item.set("state", "READY_FOR_REVIEW");
    }
    return taken;
  }

  /// Two submissions per platform may be in review: one with a version and one without
  /// (review-live.md, A12 and D).
  private void requireRoom() {
    boolean withVersion = ItemContents.holdsVersion(world, submission);
    boolean full =
        world.all("reviewSubmissions").stream()
            .filter(other -> Objects.equals(other.relation("app"), submission.relation("app")))
            .filter(other -> other.text("platform").equals(platform()))
            .filter(other -> IN_REVIEW.contains(other.text("state")))
            .anyMatch(other -> ItemContents.holdsVersion(world, other) == withVersion);
    if (full) {
      ObjectNode associated = JsonNodeFactory.instance.objectNode();
      associated
          .putArray("/v1/reviewSubmissions/" + submission.id())
          .add(
              ApiError.state(
                      ".MAX_IN_REVIEW_SUBMISSIONS_PER_PLATFORM_LIMIT_REACHED",
                      "maximum limit of 2 in-flight reviewSubmissions for platform=" + platform())
                  .toJson());
      throw new ApiException(
          ApiError.notReviewable("reviewSubmissions", submission.id(), associated));
    }
  }
}

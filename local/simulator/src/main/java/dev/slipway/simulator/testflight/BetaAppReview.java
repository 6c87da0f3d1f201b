package dev.slipway.simulator.testflight;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.AgeRatingQuestions;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// `betaAppReviewSubmissions`: TestFlight's review of a build for external testers, and what
/// reviewers decide. The world is locked and settled.
public final class BetaAppReview {
  private static final String START = "startBetaReview";
  private static final String END = "endBetaReview";
  private static final Set<String> UNDER_WAY = Set.of("WAITING_FOR_REVIEW", "IN_REVIEW");

  /// first-release-live.md, F; media-live.md, 4, has the refusal of a fifth.
  private static final int MOST_OF_A_DAY = 6;

  private static final int FEWER_OF_A_DAY = 4;

  /// media-live.md, 4: a client tries again after 90 s.
  private static final Duration SETTLING = Duration.ofSeconds(90);

  private final World world;
  private ReviewScript script;

  public BetaAppReview(World world, ReviewScript script) {
    this.world = world;
    this.script = script;
    world.onDue(START, (due, at) -> dueStart(due, at));
    world.onDue(END, (due, at) -> dueEnd(due));
  }

  public void register(Writes writes) {
    writes.on("POST /v1/betaAppReviewSubmissions", this::create);
  }

  /// Sets whether and how beta reviews progress automatically from now on.
  public void script(ReviewScript next) {
    script = next;
    for (Resource submission : world.all("betaAppReviewSubmissions")) {
      switch (submission.text("betaReviewState")) {
        case "WAITING_FOR_REVIEW" -> plan(START, submission, world.now().plus(script.waiting()));
        case "IN_REVIEW" -> plan(END, submission, world.now().plus(script.inReview()));
        default -> {
          // Nothing to plan: the review is over.
        }
      }
    }
  }

  /// Returns the submission with this id, or that of the build with this id.
  public Resource submissionOf(String id) {
    for (Resource submission : world.all("betaAppReviewSubmissions")) {
      if (id.equals(submission.id()) || id.equals(submission.relation("build"))) {
        return submission;
      }
    }
    throw new IllegalStateException("No beta app review submission for " + id);
  }

  /// Moves a submission from WAITING_FOR_REVIEW to IN_REVIEW.
  public void start(Resource submission) {
    if (!submission.text("betaReviewState").equals("WAITING_FOR_REVIEW")) {
      throw new IllegalStateException(
          "Beta app review submission "
              + submission.id()
              + " is "
              + submission.text("betaReviewState"));
    }
    set(submission, "IN_REVIEW");
    plan(END, submission, world.now().plus(script.inReview()));
  }

  /// Ends the review, and first starts it if it has not begun; the state is APPROVED or REJECTED.
  public void end(Resource submission, String state) {
    if (!submission.text("betaReviewState").equals("IN_REVIEW")) {
      start(submission);
    }
    set(submission, state);
  }

  private Resource create(WriteCall call) {
    Resource build = call.related("build", "builds");
    requireTestable(world, build);
    if (!build.text("buildAudienceType").equals("APP_STORE_ELIGIBLE")) {
      throw invalidState();
    }
    boolean tooEarly =
        world.guesses().turned(Guess.BETA_REVIEW_AT_ONCE)
            && BuildBetaDetails.isJustTestable(world, build, SETTLING);
    if (tooEarly || world.one(build, "betaAppReviewSubmission") != null) {
      throw new ApiException(
          ApiError.unprocessable(
              ".INVALID_QC_STATE",
              "The build is not in a valid state for a beta review.",
              tooEarly
                  ? "The build is not ready for beta review yet."
                  : "The build was submitted for beta review already."));
    }
    refuseSecondOfTrain(build);
    if (world.related(build, "betaBuildLocalizations").stream()
            .noneMatch(one -> one.has("whatsNew"))
        && world.guesses().turned(Guess.WHAT_TO_TEST_REQUIRED)) {
      throw new ApiException(
          ApiError.unprocessable(
              ".MISSING_REQUIRED_DATA",
              "Required data is missing.",
              "Required data is missing to submit a build for external testing."));
    }
    Resource app = world.get("apps", build.relation("app"));
    requireTestInformation(app);
    refuseTooManyOfADay(app, call.now());
    Resource submission = call.create("betaAppReviewSubmissions").relate("build", build.id());
    submission.set("submittedDate", Dates.format(call.now()));
    set(submission, "WAITING_FOR_REVIEW");
    plan(START, submission, call.now().plus(script.waiting()));
    return submission;
  }

  /// Requires a build that is VALID, not expired and whose export compliance is settled.
  static void requireTestable(World world, Resource build) {
    String state = BuildBetaDetails.state(world, build);
    if (Set.of("MISSING_EXPORT_COMPLIANCE", "IN_EXPORT_COMPLIANCE_REVIEW").contains(state)) {
      throw new ApiException(
          ApiError.unprocessable(
              "",
              "The build is not in state for internal testing.",
              "Build is not in internal testing state."));
    }
    if (!state.isEmpty()) {
      throw invalidState();
    }
  }

  static ApiException invalidState() {
    String text = "The build is not in a valid processing state for this operation.";
    return new ApiException(ApiError.unprocessable("", text, text));
  }

  private void refuseSecondOfTrain(Resource build) {
    for (Resource other : world.all("betaAppReviewSubmissions")) {
      Resource otherBuild = world.get("builds", other.relation("build"));
      if (otherBuild.attributes().path("expired").asBoolean()
          && !world.guesses().turned(Guess.EXPIRED_BUILD_STAYS_IN_REVIEW)) {
        continue;
      }
      if (UNDER_WAY.contains(other.text("betaReviewState"))
          && Objects.equals(
              otherBuild.relation("preReleaseVersion"), build.relation("preReleaseVersion"))) {
        throw new ApiException(
            ApiError.unprocessable(
                ".ANOTHER_BUILD_IN_REVIEW",
                "Another build is in review.",
                "Another build in the same train is already in beta review."));
      }
    }
  }

  /// The window is rolling (media-live.md, 4: three sources). Whether Apple counts for the app or
  /// for the team is not known.
  private void refuseTooManyOfADay(Resource app, Instant now) {
    long today =
        world.related(app, "builds").stream()
            .map(build -> world.one(build, "betaAppReviewSubmission"))
            .filter(Objects::nonNull)
            .filter(
                submission ->
                    OffsetDateTime.parse(submission.text("submittedDate"))
                        .toInstant()
                        .isAfter(now.minus(Duration.ofDays(1))))
            .count();
    boolean fewer = world.guesses().turned(Guess.FOUR_BETA_REVIEWS_A_DAY);
    if (today >= (fewer ? FEWER_OF_A_DAY : MOST_OF_A_DAY)) {
      throw new ApiException(
          ApiError.unprocessable(
              ".SUBMISSION_LIMIT_REACHED",
              "Submission limit has been reached.",
              "Submission limit has been reached."));
    }
  }

  /// Each lack has its own code or a common one that names no field (media-live.md, K13 and 4).
  private void requireTestInformation(Resource app) {
    if (!BetaTexts.has(world, app, "description")) {
      throw new ApiException(
          ApiError.unprocessable(
              ".MISSING_BETA_APP_DESCRIPTION",
              "Beta App Description is missing.",
              "Beta App Description is required to submit a build for external testing."));
    }
    Resource detail = world.one(app, "betaAppReviewDetail");
    List<String> needed =
        new ArrayList<>(
            List.of("contactFirstName", "contactLastName", "contactPhone", "contactEmail"));
    if (detail != null && detail.attributes().path("demoAccountRequired").asBoolean()) {
      needed.addAll(List.of("demoAccountName", "demoAccountPassword"));
    }
    if (detail == null
        || !needed.stream().allMatch(detail::has)
        || !BetaTexts.has(world, app, "feedbackEmail")
        || !isAgeRated(app)) {
      throw new ApiException(
          ApiError.unprocessable(
              ".MISSING_REQUIRED_DATA",
              "Required data is missing.",
              "Required data is missing to submit a build for external testing."));
    }
  }

  private boolean isAgeRated(Resource app) {
    Resource draft = AppInfoStates.draft(world, app);
    Resource info = draft == null ? world.one(app, "appInfos") : draft;
    Resource rating = info == null ? null : world.one(info, "ageRatingDeclaration");
    return rating != null && AgeRatingQuestions.all().stream().allMatch(rating::has);
  }

  private void set(Resource submission, String state) {
    submission.set("betaReviewState", state);
    BuildBetaDetails.refresh(world, world.get("builds", submission.relation("build")));
  }

  private void plan(String what, Resource submission, Instant at) {
    if (script.mode() != ReviewScript.Mode.BY_HAND) {
      String token = UUID.randomUUID().toString();
      submission.hidden().put("token", token);
      world.plan(new Due(at, what, submission.id(), token));
    }
  }

  private boolean isCurrent(Resource submission, Due due) {
    return submission.hidden().path("token").asText().equals(due.token())
        && script.mode() != ReviewScript.Mode.BY_HAND;
  }

  private void dueStart(Due due, Instant at) {
    Resource submission = world.find("betaAppReviewSubmissions", due.id());
    if (submission != null
        && isCurrent(submission, due)
        && submission.text("betaReviewState").equals("WAITING_FOR_REVIEW")) {
      set(submission, "IN_REVIEW");
      plan(END, submission, at.plus(script.inReview()));
    }
  }

  private void dueEnd(Due due) {
    Resource submission = world.find("betaAppReviewSubmissions", due.id());
    if (submission != null
        && isCurrent(submission, due)
        && submission.text("betaReviewState").equals("IN_REVIEW")) {
      set(submission, script.mode() == ReviewScript.Mode.APPROVE ? "APPROVED" : "REJECTED");
    }
  }
}

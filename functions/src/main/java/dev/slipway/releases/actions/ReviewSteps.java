package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.SUBMISSION_FOREIGN;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.refusals.PassingReason;
import dev.slipway.releases.refusals.SubmissionRefusal;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.steps.SubmissionChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps on the review submission and on what follows the review.
public final class ReviewSteps {
  private static final Duration BUSY_PAUSE = Duration.ofMinutes(15);
  private static final Duration SETTLING_PAUSE = Duration.ofMinutes(1);

  private final AppStoreConnectClient apple;
  private final Submissions submissions;
  private final Withdrawals withdrawals;
  private final SubmissionRefusals refusals = new SubmissionRefusals();

  public ReviewSteps(AppStoreConnectClient apple) {
    this.apple = apple;
    this.submissions = new Submissions(apple);
    this.withdrawals = new Withdrawals(apple);
  }

  public StepResult observeSubmission(ReleaseRecord release, Instant now) {
    var known = release.review().submissionId();
    if (release.orders().cancel() != null && known != null) {
      return withdrawals.observe(release, known, now);
    }
    var purchases = SubmissionPurchases.read(apple, release);
    var choice = choose(release, open(release), purchases);
    var submission = choice.submission();
    var unready = purchases.unreadyOnes(submission);
    if (unready.isPresent()) {
      return StepResult.attention(release, unready.get());
    }
    var elsewhere = purchases.elsewhere(submission);
    boolean usable =
        choice instanceof SubmissionChoice.Create || choice instanceof SubmissionChoice.Adopt;
    return usable && !elsewhere.isEmpty()
        ? refusals.purchasesElsewhere(release, elsewhere, now)
        : chosen(release, choice, purchases, now);
  }

  /// Reads the open submissions for a plan. One for whose end the release would wait is imagined as
  /// over by then.
  public StepResult foresee(ReleaseRecord release, Instant now) {
    var purchases = SubmissionPurchases.read(apple, release);
    var choice = choose(release, open(release), purchases);
    var version = release.version().version();
    boolean withdrawn = version != null && version.state() == AppVersionState.DEVELOPER_REJECTED;
    boolean waits =
        switch (choice) {
          case SubmissionChoice.Busy _ -> true;
          case SubmissionChoice.Adopt(ReviewSubmission submission, var _) ->
              submission.state() == ReviewSubmissionState.CANCELING
                  || (withdrawn
                      && (submission.state() == ReviewSubmissionState.WAITING_FOR_REVIEW
                          || submission.state() == ReviewSubmissionState.IN_REVIEW));
          case SubmissionChoice.Create _, SubmissionChoice.Foreign _ -> false;
        };
    return chosen(release, waits ? new SubmissionChoice.Create() : choice, purchases, now);
  }

  private List<ReviewSubmission> open(ReleaseRecord release) {
    var platform = RequiredFacts.desired(release).platform();
    return apple.reviewSubmissions().open(List.of(RequiredFacts.app(release))).stream()
        .filter(
            submission ->
                submission.platform() == platform || submission.platform() == Platform.UNKNOWN)
        .map(submissions::withNamedItems)
        .toList();
  }

  private static SubmissionChoice choose(
      ReleaseRecord release, List<ReviewSubmission> open, SubmissionPurchases purchases) {
    return RequiredFacts.desired(release).submitsPurchasesAlone()
        ? SubmissionChoice.ofPurchases(open, purchases.versions())
        : SubmissionChoice.of(
            open, RequiredFacts.version(release).id(), joins(release), purchases.versions());
  }

  private static StepResult chosen(
      ReleaseRecord release, SubmissionChoice choice, SubmissionPurchases purchases, Instant now) {
    if (RequiredFacts.desired(release).submitsPurchasesAlone()
        && !(choice instanceof SubmissionChoice.Busy)
        && purchases.in(choice.submission()).isEmpty()) {
      return StepResult.attention(release, SubmissionPurchases.nothingLeft());
    }
    return switch (choice) {
      case SubmissionChoice.Create() ->
          StepResult.progressed(
              release.withReview(
                  ReviewLedger.EMPTY.nothingOpen().withPurchases(purchases.in(null))));
      case SubmissionChoice.Adopt(ReviewSubmission submission, ReviewSubmissionItem item) -> {
        var items = purchases.in(submission);
        var obstacle = SubmissionPurchases.obstacle(submission, items);
        if (obstacle.isPresent()) {
          yield StepResult.attention(release, obstacle.get());
        }
        var ledger =
            ReviewLedger.EMPTY.with(submission.id(), submission.state()).withPurchases(items);
        if (item != null) {
          ledger = ledger.withItem(item.id(), item.state());
        }
        yield submission.state() == ReviewSubmissionState.CANCELING
            ? busy(release, submission, now)
            : StepResult.progressed(release.withReview(ledger));
      }
      case SubmissionChoice.Foreign(ReviewSubmission submission, List<String> kinds) ->
          StepResult.attention(release, foreign(submission, kinds));
      case SubmissionChoice.Busy(ReviewSubmission submission) -> busy(release, submission, now);
    };
  }

  private static boolean joins(ReleaseRecord release) {
    return RequiredFacts.desired(release).terms().onForeignItems() == OnForeignItems.JOIN;
  }

  public StepResult createSubmission(ReleaseRecord release, Instant now) {
    try {
      var submission =
          apple
              .reviewSubmissions()
              .create(RequiredFacts.app(release), RequiredFacts.desired(release).platform());
      return StepResult.progressed(
          release.withReview(release.review().with(submission.id(), submission.state())));
    } catch (Conflict e) {
      // Older clients know this refusal; in 2026 Apple takes a submission beside every other one.
      return SubmissionRefusal.named(e.errors()) == null
          ? refusals.unexplained(release, e, now)
          : waiting(
              release,
              now,
              "Another submission of this app is in progress, and Apple does not accept a second"
                  + " one now. This release waits for it.");
    }
  }

  public StepResult addItem(ReleaseRecord release, Step.AddSubmissionItem step, Instant now) {
    try {
      var item = apple.reviewSubmissions().addItem(step.submission(), step.version());
      return StepResult.progressed(
          release.withReview(release.review().withItem(item.id(), item.state())));
    } catch (Conflict e) {
      return notTaken(release, e, now);
    }
  }

  /// Resolves a rejected item: Apple takes the version again only afterwards. If Apple refuses, the
  /// submission may have moved without Slipway, so it is looked at again.
  public StepResult resolveItem(
      ReleaseRecord release, Step.ResolveSubmissionItem step, Instant now) {
    try {
      var item = apple.reviewSubmissions().resolveItem(step.item());
      return StepResult.progressed(
          release.withReview(
              release.review().products().stream()
                  .filter(purchase -> step.item().equals(purchase.itemId()))
                  .findFirst()
                  .map(purchase -> release.review().withPurchase(purchase.in(item)))
                  .orElseGet(() -> release.review().withItem(item.id(), item.state()))));
    } catch (Conflict e) {
      return refusals.unexplained(release, e, now);
    }
  }

  /// Submits, and looks first at the build that is attached unless this release has created the
  /// version with it a moment ago. Somebody may have attached another one, and Apple may have
  /// refused or lost ours after a cancellation: others have once submitted the wrong build that way
  /// (public report of 2026).
  public StepResult submit(ReleaseRecord release, Step.Submit step, Instant now) {
    boolean hasBuild = !RequiredFacts.desired(release).submitsPurchasesAlone();
    if (hasBuild && !isCertainOfItsBuild(release)) {
      var attached = apple.appStoreVersions().attachedBuild(RequiredFacts.version(release).id());
      if (RequiredFacts.desired(release).needsNoBuild()) {
        if (attached.isEmpty()) {
          return refusals.withoutBuild(release);
        }
      } else if (attached.isEmpty() || !attached.get().id().equals(release.build().buildId())) {
        return refusals.otherBuild(release, attached.map(Build::version).orElse(null), now);
      }
    }
    try {
      var submission = apple.reviewSubmissions().submit(step.submission());
      return StepResult.progressed(
          release
              .withReview(release.review().submitted(submission.state(), now))
              .moved(
                  Status.due(ReleaseState.WAITING_FOR_REVIEW, NextStep.nextFollow(now)),
                  now,
                  "Submitted" + PurchaseSteps.with(release) + ". Waiting for App Review."));
    } catch (Conflict e) {
      // That something is added already answers another call. To submit at once again, because the
      // submission is complete, would never end.
      return SubmissionRefusal.of(e.errors()) instanceof SubmissionRefusal.AlreadyAdded
          ? refusals.unexplained(release, e, now)
          : notTaken(release, e, now);
    }
  }

  private static boolean isCertainOfItsBuild(ReleaseRecord release) {
    var created = release.version().createdWith();
    return created != null
        && created.equals(release.build().buildId())
        && release.orders().submitAt() == null
        && release.status().failingSince() == null;
  }

  public StepResult observeReview(ReleaseRecord release, Instant now) {
    var seen = new Follow(apple).observe(List.of(release), now).getFirst();
    return StepResult.progressed(Withdrawals.unlessTooLate(seen, now));
  }

  public StepResult requestRelease(ReleaseRecord release, Step.RequestRelease step, Instant now) {
    try {
      apple.appStoreVersions().requestRelease(step.version());
    } catch (Conflict | Invalid | Forbidden e) {
      if (e instanceof Forbidden forbidden && isRetried(forbidden)) {
        throw e;
      }
      // Released already, or no longer waiting: its present state says which. A version that stays
      // approved is followed: a person may release it in App Store Connect.
      var seen = observeReview(release.withOrders(withoutRelease(release)), now).release();
      return StepResult.progressed(
          seen.state() == ReleaseState.PENDING_DEVELOPER_RELEASE
              ? notReleased(seen, release.actor(), e, now)
              : seen);
    }
    return StepResult.progressed(
        release
            .withOrders(withoutRelease(release))
            .moved(
                Status.due(ReleaseState.PROCESSING_FOR_DISTRIBUTION, NextStep.nextFollow(now)),
                now,
                "Released. Apple is putting it on the App Store.",
                release.actor()));
  }

  /// Returns whether the cause passes without another key.
  private static boolean isRetried(Forbidden e) {
    return switch (e.reason()) {
      case ROLE, OPERATION_NOT_ALLOWED -> false;
      case AGREEMENT, MEMBERSHIP, TEAM, OTHER -> true;
    };
  }

  /// Returns the release with what Apple said: its order is over, and the person who gave it must
  /// know.
  private static ReleaseRecord notReleased(
      ReleaseRecord release, @Nullable Actor by, AppStoreConnectException e, Instant now) {
    return release.moved(
        release.status(),
        now,
        "Apple did not release the version: " + String.join("; ", AppleErrorPolicy.words(e)),
        by);
  }

  private static Orders withoutRelease(ReleaseRecord release) {
    return release.orders().notReleased();
  }

  private static StepResult busy(ReleaseRecord release, ReviewSubmission submission, Instant now) {
    return submission.state() == ReviewSubmissionState.CANCELING
        ? new StepResult(
            release,
            new Outcome.Waiting(
                ReleaseState.PREPARING,
                now.plus(SETTLING_PAUSE),
                "An earlier submission of this app is being withdrawn.",
                null))
        : waiting(
            release,
            now,
            RequiredFacts.desired(release).submitsPurchasesAlone()
                ? "Other purchases of this app are with App Review ("
                    + submission.state()
                    + "). Apple reviews one submission without a version at a time, so this release"
                    + " waits for it."
                : "Another version of this app is with App Review ("
                    + submission.state()
                    + "). Apple reviews one version at a time, so this release waits for it.");
  }

  private static StepResult waiting(ReleaseRecord release, Instant now, String reason) {
    return new StepResult(
        release.withReview(release.review().outdated()),
        new Outcome.Waiting(ReleaseState.PREPARING, now.plus(BUSY_PAUSE), reason, null));
  }

  /// Decides what it means that Apple does not take the version, or the submission.
  private StepResult notTaken(ReleaseRecord release, Conflict e, Instant now) {
    return switch (SubmissionRefusal.of(e.errors())) {
      case SubmissionRefusal.AlreadyAdded() ->
          StepResult.progressed(release.withReview(release.review().withHiddenItem()));
      case SubmissionRefusal.Elsewhere(ReviewSubmissionId submission) ->
          elsewhere(release, submission, e, now);
      case SubmissionRefusal.Full() ->
          waiting(
              release,
              now,
              "Apple has as many submissions of this app in review as it takes at a time. This"
                  + " release waits until one has ended.");
      case SubmissionRefusal.Passing(PassingReason reason) ->
          refusals.passing(release, reason, e, now);
      case SubmissionRefusal.Lacking() ->
          EncryptionSteps.ofSubmission(release, e, now)
              .or(() -> new BuildRefusals(apple).atSubmission(release, e))
              .orElseGet(() -> refusals.lacking(release, e));
      case SubmissionRefusal.Unexplained() -> refusals.unexplained(release, e, now);
    };
  }

  /// Continues with the submission that has the version. A list of open submissions may lack it;
  /// Apple's words name it.
  private StepResult elsewhere(
      ReleaseRecord release, @Nullable ReviewSubmissionId named, Conflict e, Instant now) {
    if (named != null && !named.equals(release.review().submissionId())) {
      try {
        var other = submissions.get(named);
        var purchases = SubmissionPurchases.read(apple, release);
        var choice = choose(release, List.of(other), purchases);
        if (other.state().isOpen() && !(choice instanceof SubmissionChoice.Create)) {
          return chosen(release, choice, purchases, now);
        }
      } catch (NotFound gone) {
        // It belongs to nobody that this key sees: look again below.
      }
    }
    return refusals.unexplained(release, e, now);
  }

  private static Problem foreign(ReviewSubmission submission, List<String> kinds) {
    boolean draft = submission.state() == ReviewSubmissionState.READY_FOR_REVIEW;
    return Problem.of(
        SUBMISSION_FOREIGN,
        (draft
                ? "The draft submission with this version contains items that are not from this"
                    + " release ("
                    + String.join(", ", kinds)
                    + "); submitting would send them too. Submit or empty the draft"
                : "App Review rejected items that are not from this release ("
                    + String.join(", ", kinds)
                    + ") together with this version, and Apple takes nothing again before they are"
                    + " resolved. Resolve them")
            + " in App Store Connect, or set \"onForeignItems\": \"JOIN\" in release.json to send"
            + " all together. Then upload again.");
  }
}

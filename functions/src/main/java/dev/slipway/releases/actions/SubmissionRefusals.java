package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.APPLE_REFUSED;
import static dev.slipway.problems.ProblemType.SUBMISSION_REFUSED;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.refusals.PassingReason;
import dev.slipway.releases.refusals.RefusalTranslation;
import dev.slipway.releases.refusals.UnseenCauses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a release does about a version that Apple does not take for review now. Each attempt begins
/// with a look, so that an item that App Review rejected meanwhile is resolved first.
final class SubmissionRefusals {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /// Waits for what Apple says passes, and asks a person when it does not.
  StepResult passing(ReleaseRecord release, PassingReason reason, Conflict e, Instant now) {
    return isOver(release, reason.patience(), now)
        ? StepResult.attention(
            outdated(release),
            reason == PassingReason.NOT_READY ? lasting(release, e) : unfinished(reason, e))
        : settling(outdated(release), reason.sentence() + " Slipway tries again automatically.");
  }

  /// Waits for a while because of a refusal without a reason: Apple may need a moment, for example
  /// after a cancellation.
  StepResult unexplained(ReleaseRecord release, Conflict e, Instant now) {
    return isOver(release, LIMIT, now)
        ? StepResult.attention(outdated(release), lasting(release, e))
        : settling(
            outdated(release),
            "Apple does not take the "
                + subject(release)
                + " for review yet. Slipway tries again automatically.");
  }

  /// Waits for a moment for a product that Apple does not take: just after a cancellation it can
  /// not be used for minutes (first-release-live.md, E).
  StepResult purchaseNotTaken(
      ReleaseRecord release, PurchaseItem purchase, Conflict e, Instant now) {
    return isOver(release, LIMIT, now)
        ? StepResult.attention(
            outdated(release),
            AppleErrorPolicy.problem(
                SUBMISSION_REFUSED,
                "Apple does not take the "
                    + purchase.inWords()
                    + " for review, so nothing was submitted. Complete it in App Store Connect, or"
                    + " name only other products in purchases in release.json. Then upload"
                    + " the folder again.",
                e))
        : settling(
            outdated(release),
            "Apple does not take the "
                + purchase.inWords()
                + " for review yet. Slipway tries again automatically.");
  }

  /// Waits for products that lie in a draft of their own: the release of another platform may be
  /// about to submit them.
  StepResult purchasesElsewhere(ReleaseRecord release, List<String> names, Instant now) {
    String which = String.join(", ", names);
    return isOver(release, LIMIT, now)
        ? StepResult.attention(
            outdated(release),
            Problem.of(
                SUBMISSION_REFUSED,
                "These products are in another draft submission, and Apple takes each for one only:"
                    + " "
                    + which
                    + ". Submit or empty that draft in App Store Connect, then upload the folder"
                    + " again."))
        : settling(
            outdated(release),
            "Products are in another draft submission ("
                + which
                + "). Slipway looks again automatically.");
  }

  /// Reports what the version lacks, with the file or the page that fixes each thing.
  StepResult lacking(ReleaseRecord release, Conflict e) {
    var app = release.app();
    return StepResult.attention(
        outdated(release),
        AppleErrorPolicy.problem(
                SUBMISSION_REFUSED,
                "Apple does not accept the "
                    + subject(release)
                    + " for review yet. Fix each item below, then"
                    + " upload again; what is already at Apple is kept.",
                e)
            .withFaults(
                new RefusalTranslation(release.content(), app == null ? null : app.primaryLocale())
                    .faults(e.errors())));
  }

  /// Attaches the build again instead of submitting the version with another one.
  ///
  /// @param attached the number of the build that is attached; null without one
  StepResult otherBuild(ReleaseRecord release, @Nullable String attached, Instant now) {
    String found =
        attached == null
            ? "The version at Apple has no build"
            : "The version at Apple has build " + attached;
    return isOver(release, LIMIT, now)
        ? StepResult.attention(
            outdated(release),
            Problem.of(
                APPLE_REFUSED,
                found
                    + ", although Slipway attached this release's build more than once. Find out"
                    + " who changes the version in App Store Connect, then upload again."))
        : settling(
            outdated(release).withVersion(VersionLedger.EMPTY),
            found + " and not this release's build. Slipway attaches it again before it submits.");
  }

  /// Asks a person for a build: the release needs none, and was ordered to submit its version.
  StepResult withoutBuild(ReleaseRecord release) {
    return StepResult.attention(
        outdated(release),
        Problem.of(
            SUBMISSION_REFUSED,
            "The version has no build in App Store Connect, so it cannot be submitted. Add"
                + " \"build\" to release.json, leave \"submit\" out, and upload it again."));
  }

  /// Returns the release with the need to look again. It still knows what a withdrawal has to undo.
  private static ReleaseRecord outdated(ReleaseRecord release) {
    return release.withReview(release.review().outdated());
  }

  private static String subject(ReleaseRecord release) {
    var desired = release.desired();
    return desired != null && desired.submitsPurchasesAlone() ? "purchases" : "version";
  }

  private static StepResult settling(ReleaseRecord release, String reason) {
    return new StepResult(release, new Outcome.Settling(reason, PAUSE));
  }

  private static boolean isOver(ReleaseRecord release, Duration patience, Instant now) {
    var since = release.status().settlingSince();
    return since != null && now.isAfter(since.plus(patience));
  }

  /// Preflight of a release that its drop submits wants a price; a release that a person submits
  /// later was not asked for one.
  private static Problem lasting(ReleaseRecord release, Conflict e) {
    var desired = release.desired();
    if (desired != null && desired.submitsPurchasesAlone()) {
      return AppleErrorPolicy.problem(
          SUBMISSION_REFUSED,
          "Apple has refused the purchases for "
              + KnownRefusal.words(LIMIT)
              + " and names nothing that is missing. Look at each of them in App Store Connect"
              + " under Monetization, then upload the folder again.",
          e);
    }
    boolean priceIsSet = desired != null && desired.terms().submit();
    return AppleErrorPolicy.problem(
            SUBMISSION_REFUSED,
            "Apple has refused the version for "
                + KnownRefusal.words(LIMIT)
                + " and names nothing that is missing. Look at each page below in App Store Connect"
                + " ("
                + (priceIsSet
                    ? "App Privacy, Business"
                    : "App Privacy, Business, Pricing and Availability")
                + "), because Slipway cannot see what is missing there. Then upload the folder"
                + " (or the .ipa) again; the build is not sent twice.",
            e)
        .withFaults(UnseenCauses.problems(priceIsSet));
  }

  private static Problem unfinished(PassingReason reason, Conflict e) {
    return AppleErrorPolicy.problem(
        SUBMISSION_REFUSED,
        reason.sentence()
            + " Slipway waited for "
            + KnownRefusal.words(reason.patience())
            + ". Open the version in App Store Connect, delete what is still being processed, and"
            + " upload the folder again.",
        e);
  }
}

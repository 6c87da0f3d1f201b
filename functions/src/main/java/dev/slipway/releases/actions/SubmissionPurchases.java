package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.SUBMISSION_REFUSED;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.purchases.PurchaseReading;
import dev.slipway.releases.purchases.PurchaseSelection;
import dev.slipway.releases.purchases.PurchaseSelection.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The products that a release wants in its submission, as Apple shows them at one moment.
///
/// @param candidates in the order in which they are added
/// @param named the Product IDs that `release.json` names
/// @param unready those of them that cannot go to App Review: the app has no such product, or it
///   lacks something. Preflight reports them, but products change before a prepared version is
///   submitted
record SubmissionPurchases(List<Candidate> candidates, List<String> named, List<String> unready) {

  /// Reads them; without a call when the release submits no products.
  static SubmissionPurchases read(AppStoreConnectClient apple, ReleaseRecord release) {
    var terms = RequiredFacts.desired(release).terms().purchases();
    if (terms == null || !terms.wantsAny()) {
      return new SubmissionPurchases(List.of(), List.of(), List.of());
    }
    var purchases = new PurchaseReading(apple).versions(RequiredFacts.app(release));
    var finished =
        purchases.products().stream()
            .filter(product -> !PurchaseReading.isUnfinished(product))
            .map(Purchase::productId)
            .toList();
    return new SubmissionPurchases(
        PurchaseSelection.of(purchases, terms),
        terms.productIds(),
        terms.productIds().stream().filter(named -> !finished.contains(named)).toList());
  }

  /// Returns why nothing can be submitted: without a product that `release.json` names, the
  /// submission would be another one than asked for. Empty when all of them are ready.
  ///
  /// @param submission the one that the release uses; null for one that is still to be created
  Optional<Problem> unreadyOnes(@Nullable ReviewSubmission submission) {
    var missing =
        Stream.concat(
                unready.stream(),
                candidates.stream()
                    .filter(candidate -> shown(candidate, submission).isEmpty())
                    .filter(
                        candidate ->
                            candidate.state() == PurchaseVersionState.REJECTED
                                || lacksItsGroup(candidate, submission))
                    .map(Candidate::name)
                    .filter(named::contains))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                SUBMISSION_REFUSED,
                "These products cannot go to App Review, so nothing was submitted: "
                    + String.join(", ", missing)
                    + ". Complete them in App Store Connect, or name only other products in"
                    + " purchases in release.json. Then upload the folder again."));
  }

  /// Returns whether App Review has the group of a subscription, in another submission.
  private boolean lacksItsGroup(Candidate candidate, @Nullable ReviewSubmission submission) {
    return candidate
        .groupIn(candidates)
        .filter(group -> !group.state().isAddable() && shown(group, submission).isEmpty())
        .isPresent();
  }

  /// Says that no product is left for a submission without a version: others submitted them since
  /// preflight.
  static Problem nothingLeft() {
    return Problem.at(
        "$.purchases",
        SUBMISSION_REFUSED,
        "No product is left to submit: App Review has approved or received all of them. Look at"
            + " their states in App Store Connect under Monetization.");
  }

  List<PurchaseVersionId> versions() {
    return candidates.stream().map(Candidate::version).toList();
  }

  /// Returns the products for this submission: those in it, and those that are to be added. One
  /// that is with App Review elsewhere, for another platform, is neither, and nor is a subscription
  /// whose group is.
  ///
  /// @param submission null for one that is still to be created
  List<PurchaseItem> in(@Nullable ReviewSubmission submission) {
    var items = new ArrayList<PurchaseItem>();
    for (Candidate candidate : candidates) {
      var item =
          new PurchaseItem(
              candidate.version().kind(),
              candidate.version().value(),
              candidate.name(),
              null,
              null);
      var shown = shown(candidate, submission);
      if (shown.isPresent()) {
        items.add(item.in(shown.get()));
      } else if (candidate.state().isAddable() && !lacksItsGroup(candidate, submission)) {
        items.add(item);
      }
    }
    return items;
  }

  /// Returns the products that lie in another draft, which Apple takes for no second one
  /// (first-release-live.md, E).
  List<String> elsewhere(@Nullable ReviewSubmission submission) {
    return candidates.stream()
        .filter(candidate -> candidate.state() == PurchaseVersionState.READY_FOR_REVIEW)
        .filter(candidate -> shown(candidate, submission).isEmpty())
        .map(Candidate::name)
        .toList();
  }

  /// Returns why the products cannot go into this submission; empty when they can. Apple adds
  /// nothing to a submission that was sent.
  static Optional<Problem> obstacle(ReviewSubmission submission, List<PurchaseItem> items) {
    var missing = items.stream().filter(PurchaseItem::isMissing).map(PurchaseItem::name).toList();
    return submission.state() == ReviewSubmissionState.UNRESOLVED_ISSUES && !missing.isEmpty()
        ? Optional.of(
            Problem.of(
                SUBMISSION_REFUSED,
                "App Review rejected the submission with this version, and Apple adds nothing to it"
                    + " ("
                    + String.join(", ", missing)
                    + "). Cancel that submission in App Store Connect, or take these products out"
                    + " of purchases in release.json. Then upload the folder again."))
        : Optional.empty();
  }

  /// Returns the known products as this submission shows them.
  static List<PurchaseItem> asShown(List<PurchaseItem> known, ReviewSubmission submission) {
    return known.stream()
        .map(item -> shown(item.version(), submission).map(item::in).orElseGet(item::out))
        .toList();
  }

  private static Optional<ReviewSubmissionItem> shown(
      Candidate candidate, @Nullable ReviewSubmission submission) {
    return submission == null ? Optional.empty() : shown(candidate.version(), submission);
  }

  private static Optional<ReviewSubmissionItem> shown(
      PurchaseVersionId version, ReviewSubmission submission) {
    return submission.items().stream()
        .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
        .filter(item -> item.holds(version))
        .findFirst();
  }
}

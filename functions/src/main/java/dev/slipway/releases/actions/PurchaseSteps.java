package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.refusals.SubmissionRefusal;
import dev.slipway.releases.steps.Step;
import java.time.Instant;
import java.util.stream.Collectors;

/// The step that adds products to a review submission.
public final class PurchaseSteps {
  private final AppStoreConnectClient apple;
  private final SubmissionRefusals refusals = new SubmissionRefusals();

  public PurchaseSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Adds a product. If Apple does not take it, the submission is not sent without it.
  public StepResult add(ReleaseRecord release, Step.AddPurchaseItem step, Instant now) {
    var purchase = step.purchase();
    try {
      var item = apple.reviewSubmissions().addItem(step.submission(), purchase.version());
      return StepResult.progressed(
          release.withReview(release.review().withPurchase(purchase.in(item))));
    } catch (Conflict e) {
      return switch (SubmissionRefusal.of(e.errors())) {
        case SubmissionRefusal.AlreadyAdded() ->
            StepResult.progressed(
                release.withReview(release.review().withPurchase(purchase.hidden())));
        case SubmissionRefusal.Lacking() -> refusals.lacking(release, e);
        case SubmissionRefusal.Elsewhere _,
            SubmissionRefusal.Full _,
            SubmissionRefusal.Passing _,
            SubmissionRefusal.Unexplained _ ->
            refusals.purchaseNotTaken(release, purchase, e, now);
      };
    }
  }

  /// Returns the products that were submitted with the version, in words; empty without any.
  static String with(ReleaseRecord release) {
    var purchases = release.review().products();
    return purchases.isEmpty()
        ? ""
        : " with "
            + purchases.stream().map(PurchaseItem::inWords).collect(Collectors.joining(", "));
  }
}

package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import java.util.List;
import java.util.stream.Collectors;

/// What became of the products that were submitted with a version. They are read when the release
/// moves, and only for a release that submitted some.
final class FollowedProducts {
  private FollowedProducts() {}

  /// Returns the release with the states of its products.
  static ReleaseRecord read(AppStoreConnectClient apple, ReleaseRecord release) {
    var id = release.review().submissionId();
    var products = release.review().products();
    if (id == null || products.isEmpty()) {
      return release;
    }
    try {
      return release.withReview(
          release.review().withPurchases(withStates(products, items(apple, id))));
    } catch (NotFound gone) {
      return release;
    } catch (Forbidden e) {
      if (e.reason() != ForbiddenReason.ROLE) {
        throw e;
      }
      return release;
    }
  }

  private static List<ReviewSubmissionItem> items(
      AppStoreConnectClient apple, ReviewSubmissionId id) {
    var submission = apple.reviewSubmissions().get(id);
    return submission.itemsComplete() ? submission.items() : apple.reviewSubmissions().items(id);
  }

  /// Returns the products with the states of their items. A submission shows its items without what
  /// they hold, so they are found by their ids; one that it does not show is as before.
  static List<PurchaseItem> withStates(List<PurchaseItem> known, List<ReviewSubmissionItem> items) {
    return known.stream()
        .map(
            product ->
                items.stream()
                    .filter(item -> item.id().equals(product.itemId()))
                    .findFirst()
                    .map(product::in)
                    .orElse(product))
        .toList();
  }

  /// Returns the products that App Review rejected, in words; empty without any.
  static String rejected(ReleaseRecord release) {
    return release.review().products().stream()
        .filter(product -> product.itemState() == ReviewSubmissionItemState.REJECTED)
        .map(PurchaseItem::inWords)
        .collect(Collectors.joining(", "));
  }
}

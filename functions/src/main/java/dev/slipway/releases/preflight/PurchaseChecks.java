package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_LEFT_BEHIND;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_WITHOUT_NEWS;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.PurchaseCheck;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.purchases.AppPurchases;
import dev.slipway.releases.purchases.PurchaseReading;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Runs [PurchaseCheck].
final class PurchaseChecks {
  private static final String FIELD = "$.purchases";

  private PurchaseChecks() {}

  /// @param purchases what the app has; with versions if `release.json` names products
  static void run(PreflightSubject subject, AppPurchases purchases, FindingList findings) {
    PurchaseTerms terms = subject.manifest().purchases();
    if (terms == null) {
      var ready = purchases.readyProductIds();
      if (!ready.isEmpty() && !subject.hasFaultAt(FIELD)) {
        findings.add(PURCHASES_LEFT_BEHIND, FIELD, String.join(", ", ready));
      }
    } else if (terms.which() == Which.LISTED) {
      listed(terms.productIds(), purchases, findings);
    }
  }

  private static void listed(
      List<String> productIds, AppPurchases purchases, FindingList findings) {
    var known =
        purchases.products().stream()
            .collect(Collectors.toMap(Purchase::productId, Function.identity(), (one, _) -> one));
    for (int i = 0; i < productIds.size(); i++) {
      String productId = productIds.get(i);
      String place = FIELD + "[" + i + "]";
      Purchase product = known.get(productId);
      if (product == null) {
        findings.add(
            PURCHASE_UNKNOWN,
            place,
            productId,
            SimilarNames.closest(productId, List.copyOf(known.keySet()))
                .map(meant -> "Did you mean \"" + meant + "\"?")
                .orElse(""));
      } else if (PurchaseReading.isUnfinished(product)) {
        findings.add(PURCHASE_INCOMPLETE, place, productId + " is " + product.state());
      } else if (product.versions().stream().allMatch(version -> version.state().isApproved())) {
        findings.add(PURCHASE_WITHOUT_NEWS, place, productId + " is " + product.state());
      }
    }
  }
}

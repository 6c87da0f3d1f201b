package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PurchaseCheck.FIRST_PURCHASE_WITHOUT_VERSION;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.NO_PURCHASES_TO_SUBMIT;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_OF_NEW_APP;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_UNREADABLE;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.purchases.AppPurchases;
import dev.slipway.releases.purchases.PurchaseSelection;
import dev.slipway.releases.purchases.PurchaseSelection.Candidate;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds what keeps products from being submitted without a version.
final class PurchasesAloneChecks {
  private static final String FIELD = "$.purchases";

  private PurchasesAloneChecks() {}

  static void run(PurchaseTerms terms, AppleFacts apple, FindingList findings) {
    var purchases = apple.purchases();
    if (purchases == null) {
      findings.add(PURCHASES_UNREADABLE, FIELD, null);
      return;
    }
    if (apple.isFirstVersion()) {
      findings.add(PURCHASES_OF_NEW_APP, FIELD, null);
      return;
    }
    var wanted =
        PurchaseSelection.of(purchases, terms).stream()
            .filter(PurchasesAloneChecks::isToBeSent)
            .map(Candidate::name)
            .toList();
    var products =
        purchases.products().stream()
            .filter(product -> wanted.contains(product.productId()))
            .toList();
    if (products.isEmpty()) {
      findings.add(NO_PURCHASES_TO_SUBMIT, FIELD, states(purchases));
    }
    for (Purchase product : products) {
      boolean first =
          purchases.products().stream()
              .filter(other -> other.kind() == product.kind())
              .filter(other -> Objects.equals(other.type(), product.type()))
              .noneMatch(PurchasesAloneChecks::wasApproved);
      if (first) {
        findings.add(FIRST_PURCHASE_WITHOUT_VERSION, FIELD, product.productId());
      }
    }
  }

  private static boolean isToBeSent(Candidate candidate) {
    return candidate.state().isAddable()
        || candidate.state() == PurchaseVersionState.REJECTED
        || candidate.state() == PurchaseVersionState.READY_FOR_REVIEW;
  }

  private static @Nullable String states(AppPurchases purchases) {
    return purchases.products().isEmpty()
        ? null
        : purchases.products().stream()
            .map(product -> product.productId() + " is " + product.state())
            .collect(Collectors.joining(", "));
  }

  /// A product that was removed from sale had been approved.
  private static boolean wasApproved(Purchase product) {
    return switch (product.state()) {
      case APPROVED, DEVELOPER_REMOVED_FROM_SALE, REMOVED_FROM_SALE -> true;
      case MISSING_METADATA,
          WAITING_FOR_UPLOAD,
          PROCESSING_CONTENT,
          READY_TO_SUBMIT,
          WAITING_FOR_REVIEW,
          IN_REVIEW,
          DEVELOPER_ACTION_NEEDED,
          PENDING_BINARY_APPROVAL,
          REJECTED,
          UNKNOWN ->
          product.versions().stream().anyMatch(version -> version.state().isApproved());
    };
  }
}

package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_LEFT_BEHIND;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_WITHOUT_NEWS;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseState;
import dev.slipway.appstoreconnect.purchases.PurchaseVersion;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.releases.preflight.checks.PurchaseCheck;
import dev.slipway.releases.purchases.AppPurchases;
import java.util.List;
import java.util.stream.Stream;

/// Pairs for [PurchaseCheck].
final class PurchaseTrips {
  private static final String COINS = "com.acme.coins";

  private PurchaseTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.of(
            PURCHASES_LEFT_BEHIND,
            s -> s.purchases = coins(PurchaseState.READY_TO_SUBMIT),
            s -> {
              s.purchases = coins(PurchaseState.READY_TO_SUBMIT);
              s.manifest.purchases = new PurchaseTerms(Which.NONE, List.of());
            }),
        Trip.of(
            PURCHASE_UNKNOWN,
            s -> names(s, "com.acme.coin", PurchaseState.READY_TO_SUBMIT),
            s -> names(s, COINS, PurchaseState.READY_TO_SUBMIT)),
        Trip.of(
            PURCHASE_INCOMPLETE,
            s -> names(s, COINS, PurchaseState.MISSING_METADATA),
            s -> names(s, COINS, PurchaseState.READY_TO_SUBMIT)),
        Trip.of(
            PURCHASE_WITHOUT_NEWS,
            s -> names(s, COINS, PurchaseState.APPROVED),
            s -> names(s, COINS, PurchaseState.IN_REVIEW)));
  }

  private static void names(Subject subject, String productId, PurchaseState state) {
    subject.manifest.purchases = new PurchaseTerms(Which.LISTED, List.of(productId));
    subject.purchases = coins(state);
  }

  private static AppPurchases coins(PurchaseState state) {
    return new AppPurchases(
        List.of(
            new Purchase(
                VersionKind.IN_APP_PURCHASE,
                COINS,
                state,
                List.of(
                    new PurchaseVersion(
                        new PurchaseVersionId(VersionKind.IN_APP_PURCHASE, "1"),
                        state == PurchaseState.APPROVED
                            ? PurchaseVersionState.APPROVED
                            : PurchaseVersionState.PREPARE_FOR_SUBMISSION)))),
        List.of());
  }
}

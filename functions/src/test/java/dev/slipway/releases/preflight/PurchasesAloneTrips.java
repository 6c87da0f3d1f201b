package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PurchaseCheck.FIRST_PURCHASE_WITHOUT_VERSION;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.NO_PURCHASES_TO_SUBMIT;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_OF_NEW_APP;
import static dev.slipway.releases.preflight.live.LivePageCheck.FILE_BESIDE_PURCHASES;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseState;
import dev.slipway.appstoreconnect.purchases.PurchaseVersion;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.drops.manifest.ReleaseManifest.WithoutIpa;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import dev.slipway.releases.purchases.AppPurchases;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pairs for the checks of purchases that go to App Review without a version.
final class PurchasesAloneTrips {
  private static final Purchase APPROVED =
      product("coins", PurchaseState.APPROVED, PurchaseVersionState.APPROVED);
  private static final Purchase READY =
      product("gems", PurchaseState.READY_TO_SUBMIT, PurchaseVersionState.PREPARE_FOR_SUBMISSION);

  private PurchasesAloneTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        alone(FIRST_PURCHASE_WITHOUT_VERSION, s -> s.purchases = of(READY), s -> {}),
        alone(NO_PURCHASES_TO_SUBMIT, s -> s.purchases = of(APPROVED), s -> {}),
        alone(PURCHASES_OF_NEW_APP, s -> s.versions.clear(), s -> {}),
        alone(
            FILE_BESIDE_PURCHASES,
            s -> s.english(TextField.PROMOTIONAL_TEXT, "Half price."),
            s -> {}));
  }

  private static Trip alone(Check check, Consumer<Subject> breaking, Consumer<Subject> sparing) {
    return new Trip(check, PurchasesAloneTrips::sound, breaking, sparing);
  }

  /// A drop that submits a second product of its kind, and nothing else.
  private static Subject sound() {
    var subject = new Subject();
    subject.manifest.withoutIpa = new WithoutIpa("com.acme.app", null, null);
    subject.manifest.purchases = new PurchaseTerms(Which.READY, List.of());
    subject.binary = null;
    subject.texts.clear();
    subject.copyright = null;
    subject.review.clear();
    subject.password = null;
    subject.purchases = of(APPROVED, READY);
    return subject;
  }

  private static AppPurchases of(Purchase... products) {
    return new AppPurchases(List.of(products), List.of());
  }

  private static Purchase product(
      String productId, PurchaseState state, PurchaseVersionState version) {
    return new Purchase(
        VersionKind.IN_APP_PURCHASE,
        productId,
        "CONSUMABLE",
        state,
        List.of(
            new PurchaseVersion(
                new PurchaseVersionId(VersionKind.IN_APP_PURCHASE, "V-" + productId), version)));
  }
}

package dev.slipway.releases.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseState;
import dev.slipway.appstoreconnect.purchases.PurchaseVersion;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.purchases.SubscriptionGroup;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.SubscriptionGroupId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseSelectionTest {
  private static final PurchaseTerms READY = new PurchaseTerms(Which.READY, List.of());

  @Test
  void aGroupComesBeforeItsSubscriptionsUntilItIsApproved() {
    assertThat(names(app(PurchaseVersionState.PREPARE_FOR_SUBMISSION), READY))
        .containsExactly("Pro", "monthly", "yearly", "coins");
    assertThat(names(app(PurchaseVersionState.APPROVED), READY))
        .containsExactly("monthly", "yearly", "coins");
  }

  /// The first subscriptions of a group go in one submission with it.
  @Test
  void aSubscriptionKnowsItsGroupUntilThatIsApproved() {
    var inReview = PurchaseSelection.of(app(PurchaseVersionState.IN_REVIEW), READY);
    var approved = PurchaseSelection.of(app(PurchaseVersionState.APPROVED), READY);

    assertThat(inReview.get(1).groupIn(inReview)).contains(inReview.getFirst());
    assertThat(inReview.getLast().groupIn(inReview)).as("coins").isEmpty();
    assertThat(approved.getFirst().groupIn(approved)).isEmpty();
  }

  @Test
  void aListTakesTheNamedOnesWithTheirGroup() {
    var app = app(PurchaseVersionState.PREPARE_FOR_SUBMISSION);

    assertThat(names(app, new PurchaseTerms(Which.LISTED, List.of("yearly"))))
        .containsExactly("Pro", "yearly");
    assertThat(names(app, new PurchaseTerms(Which.LISTED, List.of("coins"))))
        .containsExactly("coins");
    assertThat(names(app, new PurchaseTerms(Which.NONE, List.of()))).isEmpty();
  }

  /// The state of the product says less than that of its version.
  @Test
  void theStateOfTheVersionDecides() {
    var approved = product("old", PurchaseState.READY_TO_SUBMIT, PurchaseVersionState.APPROVED);
    var changed =
        product("changed", PurchaseState.APPROVED, PurchaseVersionState.PREPARE_FOR_SUBMISSION);
    var incomplete =
        product(
            "sword", PurchaseState.MISSING_METADATA, PurchaseVersionState.PREPARE_FOR_SUBMISSION);

    assertThat(names(new AppPurchases(List.of(approved, changed, incomplete), List.of()), READY))
        .containsExactly("changed");
  }

  private static List<String> names(AppPurchases app, PurchaseTerms terms) {
    return PurchaseSelection.of(app, terms).stream()
        .map(PurchaseSelection.Candidate::name)
        .toList();
  }

  private static AppPurchases app(PurchaseVersionState ofGroup) {
    var group =
        new SubscriptionGroup(
            new SubscriptionGroupId("G"),
            "Pro",
            List.of(),
            true,
            List.of(
                new PurchaseVersion(
                    new PurchaseVersionId(VersionKind.SUBSCRIPTION_GROUP, "g"), ofGroup)));
    var state = PurchaseVersionState.PREPARE_FOR_SUBMISSION;
    return new AppPurchases(
        List.of(product("coins", PurchaseState.READY_TO_SUBMIT, state)),
        List.of(
            new AppPurchases.Group(
                group,
                List.of(
                    product("monthly", PurchaseState.READY_TO_SUBMIT, state),
                    product("yearly", PurchaseState.READY_TO_SUBMIT, state)))));
  }

  private static Purchase product(
      String productId, PurchaseState state, PurchaseVersionState version) {
    return new Purchase(
        VersionKind.IN_APP_PURCHASE,
        productId,
        state,
        List.of(
            new PurchaseVersion(
                new PurchaseVersionId(VersionKind.IN_APP_PURCHASE, productId), version)));
  }
}

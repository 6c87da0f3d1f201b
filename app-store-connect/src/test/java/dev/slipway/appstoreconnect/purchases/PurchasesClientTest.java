package dev.slipway.appstoreconnect.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.apps.AppPart;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.purchases.NewPurchase.Stage;
import dev.slipway.simulator.review.ForeignItem;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurchasesClientTest {
  private final SimulatedApple apple = new SimulatedApple();
  private final PurchasesClient purchases = apple.client().purchases();

  private ProductOverview overview() {
    var products =
        apple
            .client()
            .apps()
            .overview(apple.app(), Set.of(AppPart.PRODUCTS))
            .orElseThrow()
            .products();
    assertThat(products).isNotNull();
    return products;
  }

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void oneCallSaysThatAnAppHasNoProducts() {
    var overview = overview();

    assertThat(overview.inAppPurchases()).isEmpty();
    assertThat(overview.complete()).isTrue();
    assertThat(overview.hasSubscriptionGroups()).isFalse();
    assertThat(overview.nothingInReview()).isTrue();
  }

  @Test
  void theSameCallSaysWhetherSomethingIsOnItsWayToAppReview() {
    apple.client().reviewSubmissions().create(apple.app(), Platform.IOS);

    assertThat(overview().nothingInReview()).isFalse();
  }

  /// A list of Apple has 200 at most, an answer with included ones 50.
  @Test
  void readsMoreThanOnePage() {
    String app = apple.app().value();
    String draft = "";
    for (int i = 0; i < 203; i++) {
      draft = apple.simulator().addForeignItem(app, ForeignItem.IN_APP_PURCHASE_VERSION);
    }

    assertThat(overview().complete()).isFalse();
    assertThat(purchases.inAppPurchases(apple.app()))
        .hasSize(203)
        .allSatisfy(product -> assertThat(product.versions()).hasSize(1));
    var submission = new ReviewSubmissionId(draft);
    assertThat(apple.client().reviewSubmissions().get(submission).itemsComplete()).isFalse();
    assertThat(apple.client().reviewSubmissions().items(submission)).hasSize(203);
  }

  @Test
  void readsProductsWithTheirVersions() {
    String app = apple.app().value();
    apple.simulator().addPurchase(app, NewPurchase.inApp("coins", "CONSUMABLE"));
    apple
        .simulator()
        .addPurchase(app, NewPurchase.inApp("sword", "NON_CONSUMABLE").at(Stage.INCOMPLETE));
    apple.simulator().addPurchase(app, NewPurchase.subscription("monthly", "Pro"));

    var overview = overview();
    assertThat(overview.inAppPurchases())
        .extracting(Purchase::productId)
        .containsExactlyInAnyOrder("coins", "sword");
    assertThat(overview.hasSubscriptionGroups()).isTrue();
    assertThat(purchases.inAppPurchases(apple.app()))
        .satisfiesExactlyInAnyOrder(
            coins -> {
              assertThat(coins.state()).isEqualTo(PurchaseState.READY_TO_SUBMIT);
              assertThat(coins.versions())
                  .singleElement()
                  .satisfies(
                      version ->
                          assertThat(version.state())
                              .isEqualTo(PurchaseVersionState.PREPARE_FOR_SUBMISSION));
            },
            sword -> assertThat(sword.state()).isEqualTo(PurchaseState.MISSING_METADATA));
    var group = purchases.subscriptionGroups(apple.app()).getFirst();
    assertThat(group.referenceName()).isEqualTo("Pro");
    assertThat(group.complete()).isTrue();
    assertThat(group.subscriptions()).extracting(Purchase::productId).containsExactly("monthly");
    assertThat(group.versions()).hasSize(1);
    assertThat(purchases.subscriptions(group.id()).getFirst().versions()).hasSize(1);
  }

  /// The list of items says which product each holds.
  @Test
  void addsVersionsToASubmission() {
    String app = apple.app().value();
    apple.simulator().addPurchase(app, NewPurchase.subscription("monthly", "Pro"));
    var group = purchases.subscriptionGroups(apple.app()).getFirst();
    var monthly = purchases.subscriptions(group.id()).getFirst();
    var submissions = apple.client().reviewSubmissions();
    var draft = submissions.create(apple.app(), Platform.IOS);

    submissions.addItem(draft.id(), group.versions().getFirst().id());
    submissions.addItem(draft.id(), monthly.versions().getFirst().id());

    assertThat(submissions.items(draft.id()))
        .satisfiesExactlyInAnyOrder(
            item -> assertThat(item.holds(group.versions().getFirst().id())).isTrue(),
            item -> {
              assertThat(item.holds(monthly.versions().getFirst().id())).isTrue();
              assertThat(item.otherKind()).isEqualTo(VersionKind.SUBSCRIPTION.relationship());
            });
  }
}

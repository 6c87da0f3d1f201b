package dev.slipway.simulator.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.purchases.Purchases;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import java.util.Objects;
import java.util.Set;

/// Versions of in-app purchases, subscriptions and subscription groups as items of review
/// submissions (first-release-live.md, A3, A4, A7 to A9 and E).
final class PurchaseItems {
  /// Types that Apple names in its code (first-release-live.md, A7).
  private static final Set<String> NAMED = Set.of("CONSUMABLE", "NON_CONSUMABLE");

  private PurchaseItems() {}

  /// Adds a version to a draft.
  ///
  /// @throws ApiException if it cannot be added, or not to this submission
  static Resource create(WriteCall call, Resource submission, ForeignItem kind) {
    World world = call.world();
    Resource version = call.related(kind.relationship(), kind.type());
    if (!Objects.equals(submission.relation("app"), Purchases.app(world, version))) {
      throw new ApiException(
          RelationshipErrors.invalid(
              kind.relationship(), "The version belongs to another app than the submission."));
    }
    ReviewSubmissionItems.requireDraft(submission);
    boolean here =
        ItemContents.items(world, submission).stream()
            .anyMatch(item -> version.id().equals(item.relation(kind.relationship())));
    if (here) {
      throw new ApiException(ReviewSubmissionItems.alreadyAdded(kind.relationship(), version));
    }
    if (Purchases.isIncomplete(world, version)) {
      throw new ApiException(ApiError.notInValidState(kind.type(), version.id()));
    }
    if (!Purchases.isAddable(world, version)) {
      // Also seen for one that lies in another draft; the words are Apple's.
      throw new ApiException(
          ApiError.state(
              ".ENTITY_STATE_INVALID",
              "Only versions in 'Prepare for Submission' or 'Developer Rejected' state can be"
                  + " submitted"));
    }
    String before = version.text("state");
    Resource item = ForeignItems.put(world, submission, kind, version);
    item.hidden().put(ReviewSubmissionItems.STATE_BEFORE, before);
    ReviewSubmissions.touch(call, submission);
    return item;
  }

  /// Adds what a submission lacks for one of its purchases to the associated errors. Where Apple
  /// checks it, at the item or at the submission, is not known; groups are added before their
  /// subscriptions by all who got through.
  static void check(
      World world, Resource submission, ItemContents.Foreign purchase, ObjectNode associated) {
    Resource product = Purchases.product(world, purchase.content());
    if (product == null) {
      return;
    }
    switch (purchase.kind()) {
      case IN_APP_PURCHASE_VERSION ->
          first(world, submission, product, purchase.content(), associated);
      case SUBSCRIPTION_VERSION -> {
        Resource group = world.get("subscriptionGroups", product.relation("group"));
        if (!Purchases.approvedBefore(group)
            && world.related(group, "versions").stream()
                .noneMatch(version -> holds(world, submission, version))) {
          add(
              associated,
              purchase.content(),
              ".SUBSCRIPTION_SUBMISSION_REQUIRES_GROUP_VERSION",
              "The subscription group must be submitted with its first subscription.");
        }
        first(world, submission, product, purchase.content(), associated);
      }
      case SUBSCRIPTION_GROUP_VERSION -> {
        boolean subscribed =
            world.related(product, "subscriptions").stream()
                .anyMatch(
                    subscription ->
                        Purchases.approvedBefore(subscription)
                            || world.related(subscription, "versions").stream()
                                .anyMatch(version -> holds(world, submission, version)));
        if (!subscribed) {
          add(
              associated,
              purchase.content(),
              ".SUBSCRIPTION_GROUP_SUBMISSION_NOT_ALLOWED",
              "submit at least one subscription first");
        }
      }
      case APP_EVENT, APP_CUSTOM_PRODUCT_PAGE_VERSION, APP_STORE_VERSION_EXPERIMENT -> {
        // No purchase.
      }
    }
  }

  /// The first product of a type goes to review beside a version of the app (first-release-live.md,
  /// A7; seen at the older submissions of purchases).
  private static void first(
      World world, Resource submission, Resource product, Resource version, ObjectNode associated) {
    String type = product.text("inAppPurchaseType");
    boolean approved =
        world.all(product.type()).stream()
            .filter(other -> other.text("inAppPurchaseType").equals(type))
            .filter(other -> other.issuerId().equals(product.issuerId()))
            .filter(other -> sameApp(world, other, product))
            .anyMatch(Purchases::approvedBefore);
    if (!approved && !ItemContents.holdsVersion(world, submission)) {
      String kind =
          product.type().equals("subscriptions")
              ? "SUBSCRIPTION"
              : (NAMED.contains(type) ? type : "IAP");
      add(
          associated,
          version,
          ".FIRST_" + kind + "_MUST_BE_SUBMITTED_ON_VERSION",
          "The first In-App Purchase for an app must be submitted for review at the same time that"
              + " you submit an app version.");
    }
  }

  private static boolean sameApp(World world, Resource one, Resource other) {
    return Objects.equals(appOf(world, one), appOf(world, other));
  }

  private static Object appOf(World world, Resource product) {
    Resource group = world.find("subscriptionGroups", product.relation("group"));
    return String.valueOf(group == null ? product.relation("app") : group.relation("app"));
  }

  private static boolean holds(World world, Resource submission, Resource version) {
    return ItemContents.items(world, submission).stream()
        .map(item -> ItemContents.foreign(world, item))
        .filter(Objects::nonNull)
        .anyMatch(foreign -> foreign.content() == version);
  }

  private static void add(ObjectNode associated, Resource version, String suffix, String detail) {
    String path = "/v1/" + version.type() + "/" + version.id();
    associated
        .withArray("/" + path.replace("~", "~0").replace("/", "~1"))
        .add(ApiError.state(suffix, detail).toJson());
  }
}

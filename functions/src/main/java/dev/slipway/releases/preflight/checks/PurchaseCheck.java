package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;
import static dev.slipway.problems.ProblemType.SUBMISSION_REFUSED;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the app's in-app purchases and subscriptions.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum PurchaseCheck implements Check {
  PURCHASES_LEFT_BEHIND(
      Rule.warning(
          SUBMISSION_REFUSED,
          "In-app purchases or subscriptions are ready to submit, and Apple submits none of them"
              + " with a version automatically",
          null,
          "To submit them with this version, set purchases in release.json to READY. To hide this"
              + " warning, set it to NONE.",
          "first-release-live.md E: a version does not take ready purchases with it")),
  PURCHASE_UNKNOWN(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The app has no product with this Product ID",
          "Product IDs of the app's in-app purchases and subscriptions",
          "Correct the Product ID, or create the product in App Store Connect.",
          "App Store Connect API, InAppPurchaseV2 and Subscription: productId")),
  PURCHASE_INCOMPLETE(
      Rule.whenSubmitted(
          SUBMISSION_REFUSED,
          "A product that release.json names lacks information that App Review needs",
          "a product that is READY_TO_SUBMIT",
          "Complete it in App Store Connect under Monetization: its availability, price,"
              + " localizations and the screenshot for App Review.",
          "first-release-live.md E: Apple refuses the item of a MISSING_METADATA product")),
  PURCHASE_WITHOUT_NEWS(
      Rule.warning(
          SUBMISSION_REFUSED,
          "A product that release.json names has nothing that App Review has not approved; it is"
              + " not submitted",
          "a product with a version that App Review has not approved",
          "No action needed. To hide this warning, remove it from purchases in release.json.",
          "App Store Connect API, InAppPurchaseVersion and SubscriptionVersion: state"));

  private final Rule rule;

  PurchaseCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

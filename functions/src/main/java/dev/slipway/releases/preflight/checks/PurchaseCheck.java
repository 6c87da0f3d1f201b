package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;
import static dev.slipway.problems.ProblemType.ROLE_TOO_LOW;
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
          "Complete it in App Store Connect under Monetization. Most often its availability is"
              + " missing; it also needs a price, localizations (a subscription's group, too) and a"
              + " screenshot for App Review.",
          "first-release-live.md E: Apple refuses the item of a MISSING_METADATA product")),
  FIRST_PURCHASE_WITHOUT_VERSION(
      Rule.error(
          SUBMISSION_REFUSED,
          "The first product of its kind goes to App Review with a version of the app",
          "a kind of which App Review has approved a product",
          "Submit it with the next version: add version and build (or an .ipa) to this drop.",
          "first-release-live.md A7: STATE_ERROR.FIRST_…_MUST_BE_SUBMITTED_ON_VERSION")),
  PURCHASES_OF_NEW_APP(
      Rule.error(
          SUBMISSION_REFUSED,
          "No version of the app was approved on this platform, and purchases without a version"
              + " need one",
          "an approved version",
          "Submit the purchases with the first version: add version and build (or an .ipa) to this"
              + " drop.",
          "review-live.md A11: ENTITY_ERROR.RELATIONSHIP.REQUIRED")),
  NO_PURCHASES_TO_SUBMIT(
      Rule.error(
          SUBMISSION_REFUSED,
          "No product has anything that App Review has not approved or is not looking at",
          "a product that is READY_TO_SUBMIT",
          "Complete a product in App Store Connect under Monetization, then upload the folder"
              + " again.",
          "App Store Connect API, InAppPurchaseVersion and SubscriptionVersion: state")),
  PURCHASE_WITHOUT_NEWS(
      Rule.warning(
          SUBMISSION_REFUSED,
          "A product that release.json names has nothing that App Review has not approved; it is"
              + " not submitted",
          "a product with a version that App Review has not approved",
          "No action needed. To hide this warning, remove it from purchases in release.json.",
          "App Store Connect API, InAppPurchaseVersion and SubscriptionVersion: state")),
  PURCHASES_UNREADABLE(
      Rule.whenSubmitted(
          ROLE_TOO_LOW,
          "The key may not read the app's in-app purchases and subscriptions, so that none can be"
              + " submitted",
          "a key with the role App Manager or Admin",
          "Use a key with the role App Manager or Admin, or set purchases in release.json to NONE.",
          "app-store-connect.md 2.2: roles")),
  PURCHASES_NOT_READY(
      Rule.warning(
          SUBMISSION_REFUSED,
          "Some products are not ready and are not submitted",
          "products that are READY_TO_SUBMIT",
          "To submit one of them, complete it in App Store Connect under Monetization before you"
              + " upload. Most often its availability is missing; it also needs a price,"
              + " localizations (a subscription's group, too) and a screenshot for App Review.",
          "first-release-live.md E: Apple refuses the item of a MISSING_METADATA product")),
  PURCHASE_REJECTED(
      Rule.whenSubmitted(
          SUBMISSION_REFUSED,
          "App Review rejected a product that release.json names, and it was not changed since",
          "a product whose version is prepared for submission",
          "Correct it in App Store Connect under Monetization, or name only other products in"
              + " purchases in release.json.",
          "first-release-live.md A8 and E: only prepared or withdrawn versions can be submitted")),
  PURCHASE_UNDER_REVIEW(
      Rule.warning(
          SUBMISSION_REFUSED,
          "App Review already has a product that release.json names, in another submission",
          null,
          "No action needed: it stays in that submission, and this version goes without it.",
          "first-release-live.md E: one product, one submission")),
  PURCHASE_GROUP_UNDER_REVIEW(
      Rule.whenSubmitted(
          SUBMISSION_REFUSED,
          "App Review has the group of a subscription that release.json names, in another"
              + " submission",
          "a group that App Review has approved, or that is in the same submission",
          "Upload again when App Review has decided on the group, or name only other products in"
              + " purchases in release.json.",
          "first-release-live.md A9: group and first subscriptions need each other")),
  PURCHASE_IN_FOREIGN_DRAFT(
      Rule.whenSubmitted(
          SUBMISSION_REFUSED,
          "A product is in a draft submission with other items, and Apple takes it for one"
              + " submission only",
          null,
          "Submit or empty that draft in App Store Connect. To submit everything in it with this"
              + " version, set onForeignItems in release.json to JOIN.",
          "first-release-live.md E: the version has to join the draft that holds the product")),
  PURCHASE_IN_OTHER_DRAFT(
      Rule.warning(
          SUBMISSION_REFUSED,
          "A product is in a draft submission for another platform, and Apple takes it for one"
              + " submission only",
          null,
          "Submit or empty that draft in App Store Connect. Slipway waits for half an hour before"
              + " it submits this version; after that the release needs attention.",
          "first-release-live.md E: one product, one submission, one platform")),
  PURCHASE_NOT_IN_REJECTED(
      Rule.whenSubmitted(
          SUBMISSION_REFUSED,
          "App Review rejected the submission with this version, and Apple adds no further product"
              + " to it",
          "products that are in the rejected submission",
          "Name only the products that are in it in purchases in release.json, or cancel that"
              + " submission in App Store Connect.",
          "review-live.md B: a rejected submission does not allow adding more items"));

  private final Rule rule;

  PurchaseCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}

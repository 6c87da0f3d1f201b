package dev.slipway.releases.preflight;

import static dev.slipway.appstoreconnect.purchases.PurchaseVersionState.PREPARE_FOR_SUBMISSION;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_LEFT_BEHIND;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_NOT_READY;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_UNREADABLE;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_GROUP_UNDER_REVIEW;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_IN_FOREIGN_DRAFT;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_IN_OTHER_DRAFT;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_NOT_IN_REJECTED;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_REJECTED;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_UNDER_REVIEW;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_WITHOUT_NEWS;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseState;
import dev.slipway.appstoreconnect.purchases.PurchaseVersion;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.purchases.SubscriptionGroup;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.SubscriptionGroupId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.releases.preflight.checks.PurchaseCheck;
import dev.slipway.releases.purchases.AppPurchases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Pairs for [PurchaseCheck].
final class PurchaseTrips {
  private static final String COINS = "com.acme.coins";
  private static final PurchaseTerms READY = new PurchaseTerms(Which.READY, List.of());
  private static final ReviewSubmissionItem COINS_ITEM = item("M2", "inAppPurchaseVersion", "1");
  private static final ReviewSubmissionItem EVENT = item("M3", "appEvent", "2");

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
            s -> names(s, COINS, PurchaseState.IN_REVIEW)),
        Trip.of(
            PURCHASES_UNREADABLE,
            s -> s.manifest.purchases = READY,
            s -> {
              s.manifest.purchases = READY;
              s.manifest.submit = false;
            }),
        Trip.of(
            PURCHASES_NOT_READY,
            s -> ready(s, PurchaseState.MISSING_METADATA, PREPARE_FOR_SUBMISSION),
            s -> ready(s, PurchaseState.READY_TO_SUBMIT, PREPARE_FOR_SUBMISSION)),
        Trip.of(
            PURCHASE_REJECTED,
            s -> names(s, PurchaseState.REJECTED, PurchaseVersionState.REJECTED),
            s -> {
              rejectedWith(s, COINS_ITEM);
              names(s, PurchaseState.REJECTED, PurchaseVersionState.REJECTED);
            }),
        Trip.of(
            PURCHASE_UNDER_REVIEW,
            s -> names(s, PurchaseState.IN_REVIEW, PurchaseVersionState.IN_REVIEW),
            s -> ready(s, PurchaseState.IN_REVIEW, PurchaseVersionState.IN_REVIEW)),
        Trip.of(
            PURCHASE_GROUP_UNDER_REVIEW,
            s -> namesSubscription(s, PurchaseVersionState.IN_REVIEW),
            s -> namesSubscription(s, PurchaseVersionState.APPROVED)),
        Trip.of(
            PURCHASE_IN_FOREIGN_DRAFT, s -> draft(s, COINS_ITEM, EVENT), s -> draft(s, COINS_ITEM)),
        Trip.of(
            PURCHASE_IN_OTHER_DRAFT,
            s -> ready(s, PurchaseState.READY_TO_SUBMIT, PurchaseVersionState.READY_FOR_REVIEW),
            s -> draft(s, COINS_ITEM)),
        Trip.of(
            PURCHASE_NOT_IN_REJECTED,
            s -> {
              rejectedWith(s);
              ready(s, PurchaseState.READY_TO_SUBMIT, PREPARE_FOR_SUBMISSION);
            },
            s -> {
              rejectedWith(s, COINS_ITEM);
              ready(s, PurchaseState.IN_REVIEW, PurchaseVersionState.IN_REVIEW);
            }));
  }

  private static void ready(Subject subject, PurchaseState state, PurchaseVersionState version) {
    subject.manifest.purchases = READY;
    subject.purchases = coins(state, version);
  }

  private static void names(Subject subject, PurchaseState state, PurchaseVersionState version) {
    subject.manifest.purchases = new PurchaseTerms(Which.LISTED, List.of(COINS));
    subject.purchases = coins(state, version);
  }

  /// Names a subscription that is ready, of a group whose only version is in this state.
  private static void namesSubscription(Subject subject, PurchaseVersionState group) {
    subject.manifest.purchases = new PurchaseTerms(Which.LISTED, List.of("monthly"));
    subject.purchases =
        new AppPurchases(
            List.of(),
            List.of(
                new AppPurchases.Group(
                    new SubscriptionGroup(
                        new SubscriptionGroupId("1"),
                        "Pro",
                        List.of(),
                        true,
                        List.of(version(VersionKind.SUBSCRIPTION_GROUP, group))),
                    List.of(
                        new Purchase(
                            VersionKind.SUBSCRIPTION,
                            "monthly",
                            PurchaseState.READY_TO_SUBMIT,
                            List.of(version(VersionKind.SUBSCRIPTION, PREPARE_FOR_SUBMISSION)))))));
  }

  private static PurchaseVersion version(VersionKind kind, PurchaseVersionState state) {
    return new PurchaseVersion(new PurchaseVersionId(kind, "1"), state);
  }

  private static void draft(Subject subject, ReviewSubmissionItem... items) {
    ready(subject, PurchaseState.READY_TO_SUBMIT, PurchaseVersionState.READY_FOR_REVIEW);
    subject.submissions.add(submission(ReviewSubmissionState.READY_FOR_REVIEW, items));
  }

  /// App Review rejected the version in a submission with these other items.
  private static void rejectedWith(Subject subject, ReviewSubmissionItem... others) {
    var version = AppleObjects.version("2.0", AppVersionState.REJECTED);
    subject.versions.add(version);
    var all = new ArrayList<>(List.of(others));
    all.add(
        new ReviewSubmissionItem(
            new ReviewSubmissionItemId("M1"),
            ReviewSubmissionItemState.REJECTED,
            version.id(),
            null,
            null));
    subject.submissions.add(
        submission(
            ReviewSubmissionState.UNRESOLVED_ISSUES, all.toArray(ReviewSubmissionItem[]::new)));
  }

  private static ReviewSubmission submission(
      ReviewSubmissionState state, ReviewSubmissionItem... items) {
    return new ReviewSubmission(
        new ReviewSubmissionId("S1"), Platform.IOS, state, null, null, null, List.of(items), true);
  }

  private static ReviewSubmissionItem item(String id, String kind, String content) {
    return new ReviewSubmissionItem(
        new ReviewSubmissionItemId(id),
        ReviewSubmissionItemState.READY_FOR_REVIEW,
        null,
        kind,
        content);
  }

  private static void names(Subject subject, String productId, PurchaseState state) {
    subject.manifest.purchases = new PurchaseTerms(Which.LISTED, List.of(productId));
    subject.purchases = coins(state);
  }

  private static AppPurchases coins(PurchaseState state) {
    return coins(
        state,
        state == PurchaseState.APPROVED ? PurchaseVersionState.APPROVED : PREPARE_FOR_SUBMISSION);
  }

  private static AppPurchases coins(PurchaseState state, PurchaseVersionState version) {
    return new AppPurchases(
        List.of(
            new Purchase(
                VersionKind.IN_APP_PURCHASE,
                COINS,
                state,
                List.of(version(VersionKind.IN_APP_PURCHASE, version)))),
        List.of());
  }
}

package dev.slipway.releases.steps;

import static dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionChoiceTest {
  private static final AppStoreVersionId OURS = new AppStoreVersionId("V1");
  private static final ReviewSubmissionItem OUR_ITEM = item("I1", OURS);
  private static final ReviewSubmissionItem EVENT = item("I2", null);

  @Test
  void withoutAnOpenSubmissionOneIsCreated() {
    assertThat(SubmissionChoice.of(List.of(), OURS, false))
        .isEqualTo(new SubmissionChoice.Create());
  }

  @Test
  void anEmptyDraftIsAdopted() {
    var draft = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());

    assertThat(SubmissionChoice.of(List.of(draft), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(draft, null));
  }

  @Test
  void aDraftWithOurVersionAloneIsAdopted() {
    var draft = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(OUR_ITEM));

    assertThat(SubmissionChoice.of(List.of(draft), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(draft, OUR_ITEM));
  }

  @Test
  void ourDraftWithSomebodysItemsIsForeign() {
    var mixed = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(OUR_ITEM, EVENT));
    var hidden = hidden(mixed, List.of(OUR_ITEM));

    assertThat(SubmissionChoice.of(List.of(mixed), OURS, false))
        .isEqualTo(new SubmissionChoice.Foreign(mixed, List.of("appEvent")));
    assertThat(SubmissionChoice.of(List.of(mixed), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(mixed, OUR_ITEM));
    assertThat(SubmissionChoice.of(List.of(hidden), OURS, false))
        .as("there may be more in it than Apple shows")
        .isEqualTo(new SubmissionChoice.Foreign(hidden, List.of()));
  }

  /// Drafts lie beside each other, so nothing of others is touched.
  @Test
  void aDraftOfSomebodyElseIsLeftAlone() {
    var theirs = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(EVENT));
    var hidden = hidden(theirs, List.of());
    var other =
        submission(
            ReviewSubmissionState.READY_FOR_REVIEW,
            List.of(item("I3", new AppStoreVersionId("V0"))));

    for (ReviewSubmission draft : List.of(theirs, hidden, other)) {
      assertThat(SubmissionChoice.of(List.of(draft), OURS, false))
          .isEqualTo(new SubmissionChoice.Create());
    }
    assertThat(SubmissionChoice.of(List.of(other), OURS, true))
        .as("one version per submission")
        .isEqualTo(new SubmissionChoice.Create());
  }

  @Test
  void joiningTakesADraftWithSomebodysItemsBeforeAnEmptyOne() {
    var empty = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());
    var theirs = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(EVENT));

    assertThat(SubmissionChoice.of(List.of(empty, theirs), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(theirs, null));
    assertThat(SubmissionChoice.of(List.of(empty), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(empty, null));
  }

  @ParameterizedTest
  @EnumSource(names = {"WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES", "CANCELING"})
  void whatHoldsOurVersionIsUsedWhereverItIsListed(ReviewSubmissionState state) {
    var ours = submission(state, List.of(OUR_ITEM));
    var empty = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());
    var theirs = submission(ReviewSubmissionState.IN_REVIEW, List.of(EVENT));
    var expected = new SubmissionChoice.Adopt(ours, OUR_ITEM);

    assertThat(SubmissionChoice.of(List.of(ours, empty, theirs), OURS, false)).isEqualTo(expected);
    assertThat(SubmissionChoice.of(List.of(theirs, empty, ours), OURS, false)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES", "CANCELING"})
  void whatIsInReviewWithoutAVersionKeepsNothingOut(ReviewSubmissionState state) {
    var theirs = submission(state, List.of(EVENT));
    var empty = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());

    assertThat(SubmissionChoice.of(List.of(theirs), OURS, true))
        .isEqualTo(new SubmissionChoice.Create());
    assertThat(SubmissionChoice.of(List.of(theirs, empty), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(empty, null));
  }

  @ParameterizedTest
  @EnumSource(names = {"WAITING_FOR_REVIEW", "IN_REVIEW"})
  void anotherVersionInReviewIsWaitedFor(ReviewSubmissionState state) {
    var theirs = submission(state, List.of(item("I3", new AppStoreVersionId("V0"))));
    var empty = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());

    assertThat(SubmissionChoice.of(List.of(empty, theirs), OURS, false))
        .isEqualTo(new SubmissionChoice.Busy(theirs));
  }

  @Test
  void aDraftWithoutAPlatformIsUsedOnlyWithOurVersionInIt() {
    var empty = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());
    var unknown =
        new ReviewSubmission(
            empty.id(), Platform.UNKNOWN, empty.state(), null, null, null, List.of(), true);
    var ours =
        new ReviewSubmission(
            empty.id(), Platform.UNKNOWN, empty.state(), null, null, OURS, List.of(), true);

    assertThat(SubmissionChoice.of(List.of(unknown), OURS, false))
        .isEqualTo(new SubmissionChoice.Create());
    assertThat(SubmissionChoice.of(List.of(unknown, ours), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(ours, null));
  }

  @Test
  void everyRejectedItemIsResolvedBeforeApplesNextTry() {
    var ours = new ReviewSubmissionItem(OUR_ITEM.id(), REJECTED, OURS, null, null);
    var event = new ReviewSubmissionItem(EVENT.id(), REJECTED, null, "appEvent", null);
    var both = submission(ReviewSubmissionState.UNRESOLVED_ISSUES, List.of(event, ours));
    var theirs = submission(ReviewSubmissionState.UNRESOLVED_ISSUES, List.of(event, OUR_ITEM));
    var resolved = submission(ReviewSubmissionState.UNRESOLVED_ISSUES, List.of(EVENT, OUR_ITEM));

    assertThat(SubmissionChoice.of(List.of(both), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(both, ours));
    assertThat(SubmissionChoice.of(List.of(theirs), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(theirs, event));
    assertThat(SubmissionChoice.of(List.of(theirs), OURS, false))
        .as("whether it is fixed is for others to say")
        .isEqualTo(new SubmissionChoice.Foreign(theirs, List.of("appEvent")));
    assertThat(SubmissionChoice.of(List.of(resolved), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(resolved, OUR_ITEM));
  }

  /// A wanted product goes along, even if a person put it into a draft.
  @Test
  void wantedProductsAreOurs() {
    var coins = new PurchaseVersionId(VersionKind.IN_APP_PURCHASE, "P1");
    var item =
        new ReviewSubmissionItem(
            new ReviewSubmissionItemId("I4"),
            ReviewSubmissionItemState.READY_FOR_REVIEW,
            null,
            coins.kind().relationship(),
            coins.value());
    var empty = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of());
    var theirs = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(EVENT, item));
    var prepared = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(item));
    var ours = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(OUR_ITEM, item));

    assertThat(SubmissionChoice.of(List.of(empty, theirs, prepared), OURS, false, List.of(coins)))
        .isEqualTo(new SubmissionChoice.Adopt(prepared, null));
    assertThat(SubmissionChoice.of(List.of(prepared), OURS, false, List.of()))
        .isEqualTo(new SubmissionChoice.Create());
    assertThat(SubmissionChoice.of(List.of(ours), OURS, false, List.of(coins)))
        .isEqualTo(new SubmissionChoice.Adopt(ours, OUR_ITEM));
    assertThat(SubmissionChoice.of(List.of(ours), OURS, false, List.of()))
        .isEqualTo(new SubmissionChoice.Foreign(ours, List.of("inAppPurchaseVersion")));
    var event = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(EVENT));
    assertThat(SubmissionChoice.of(List.of(event, theirs), OURS, true, List.of(coins)))
        .as("Apple takes a product for one submission")
        .isEqualTo(new SubmissionChoice.Adopt(theirs, null));
  }

  @Test
  void aRemovedItemNoLongerCounts() {
    var removed =
        new ReviewSubmissionItem(
            new ReviewSubmissionItemId("I3"),
            ReviewSubmissionItemState.REMOVED,
            null,
            "appEvent",
            null);
    var draft = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(removed));

    assertThat(SubmissionChoice.of(List.of(draft), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(draft, null));
  }

  private static ReviewSubmission hidden(
      ReviewSubmission submission, List<ReviewSubmissionItem> shown) {
    return new ReviewSubmission(
        submission.id(), submission.platform(), submission.state(), null, null, null, shown, false);
  }

  private static ReviewSubmission submission(
      ReviewSubmissionState state, List<ReviewSubmissionItem> items) {
    return new ReviewSubmission(
        new ReviewSubmissionId("R1"), Platform.IOS, state, null, null, null, items, true);
  }

  private static ReviewSubmissionItem item(String id, @Nullable AppStoreVersionId version) {
    return new ReviewSubmissionItem(
        new ReviewSubmissionItemId(id),
        ReviewSubmissionItemState.READY_FOR_REVIEW,
        version,
        version == null ? "appEvent" : null,
        null);
  }
}

package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.Platform;
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
  void aDraftWithSomebodysItemsIsForeign() {
    var mixed = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(OUR_ITEM, EVENT));
    var theirs = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(EVENT));

    assertThat(SubmissionChoice.of(List.of(mixed), OURS, false))
        .isEqualTo(new SubmissionChoice.Foreign(mixed, List.of("appEvent")));
    assertThat(SubmissionChoice.of(List.of(theirs), OURS, false))
        .isEqualTo(new SubmissionChoice.Foreign(theirs, List.of("appEvent")));
  }

  @Test
  void joiningTakesADraftWithSomebodysItems() {
    var mixed = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(OUR_ITEM, EVENT));
    var theirs = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(EVENT));
    var unknown =
        new ReviewSubmission(
            theirs.id(), theirs.platform(), theirs.state(), null, null, null, List.of(), false);

    assertThat(SubmissionChoice.of(List.of(mixed), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(mixed, OUR_ITEM));
    assertThat(SubmissionChoice.of(List.of(theirs), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(theirs, null));
    assertThat(SubmissionChoice.of(List.of(unknown), OURS, true))
        .isEqualTo(new SubmissionChoice.Adopt(unknown, null));
    assertThat(SubmissionChoice.of(List.of(unknown), OURS, false))
        .as("there may be more in it than Apple shows")
        .isEqualTo(new SubmissionChoice.Foreign(unknown, List.of()));
  }

  @ParameterizedTest
  @EnumSource(names = {"WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES", "CANCELING"})
  void joiningDoesNotGetIntoWhatIsWithAppReview(ReviewSubmissionState state) {
    var theirs = submission(state, List.of(EVENT));

    assertThat(SubmissionChoice.of(List.of(theirs), OURS, true))
        .isEqualTo(new SubmissionChoice.Busy(theirs));
  }

  @ParameterizedTest
  @EnumSource(names = {"WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES", "CANCELING"})
  void whatIsWithAppReviewIsOursOrBusy(ReviewSubmissionState state) {
    var ours = submission(state, List.of(OUR_ITEM));
    var theirs = submission(state, List.of(EVENT));

    assertThat(SubmissionChoice.of(List.of(ours), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(ours, OUR_ITEM));
    assertThat(SubmissionChoice.of(List.of(theirs), OURS, false))
        .isEqualTo(new SubmissionChoice.Busy(theirs));
  }

  @Test
  void aRemovedItemNoLongerCounts() {
    var removed =
        new ReviewSubmissionItem(
            new ReviewSubmissionItemId("I3"), ReviewSubmissionItemState.REMOVED, null, "appEvent");
    var draft = submission(ReviewSubmissionState.READY_FOR_REVIEW, List.of(removed));

    assertThat(SubmissionChoice.of(List.of(draft), OURS, false))
        .isEqualTo(new SubmissionChoice.Adopt(draft, null));
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
        version == null ? "appEvent" : null);
  }
}

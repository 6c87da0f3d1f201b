package dev.slipway.releases.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies as review-live.md, section B, has them.
class SubmissionRefusalTest {
  private static final String STATE = "STATE_ERROR";
  private static final String NOT_READY =
      "Version is not ready to be submitted yet, please try again later.";
  private static final ApiError TOP =
      error(
          "STATE_ERROR.ENTITY_STATE_INVALID",
          "appStoreVersions with id '886271058' is not in valid state.",
          "This resource cannot be reviewed, please check associated errors to see why.");

  @Test
  void notReadyYetPasses() {
    var refusal = listed("/v1/appStoreVersions/927dd867", error(STATE, "The request …", NOT_READY));

    assertThat(refusal).isEqualTo(new SubmissionRefusal.Passing(PassingReason.NOT_READY));
    assertThat(SubmissionRefusal.of(List.of(error(STATE, "The request …", NOT_READY))))
        .as("as older clients saw it")
        .isEqualTo(new SubmissionRefusal.Passing(PassingReason.NOT_READY));
  }

  @Test
  void aPersonActsForWhatIsMissingWhateverPasses() {
    var refusal =
        SubmissionRefusal.of(
            List.of(
                with(
                    Map.of(
                        "/v1/appStoreVersions/1",
                        List.of(error(STATE, "", NOT_READY)),
                        "/v2/appPrices/",
                        List.of(error("STATE_ERROR.APP_PRICING_REQUIRED", "", "pricing"))))));

    assertThat(refusal).isEqualTo(new SubmissionRefusal.Lacking());
  }

  @Test
  void theSubmissionThatHasTheVersionIsReadFromApplesWords() {
    String id = "200d7fd2-60ab-4f0c-8d3a-6f5b30a7c111";
    var refusal =
        listed(
            "/appStoreVersions/886271058",
            error(
                "STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION",
                "Item is already present in another reviewSubmission",
                "appStoreVersions with id 886271058 was already added to another reviewSubmission"
                    + " with id "
                    + id));

    assertThat(refusal).isEqualTo(new SubmissionRefusal.Elsewhere(new ReviewSubmissionId(id)));
    assertThat(
            listed(
                "/appStoreVersions/886271058",
                error("STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION", "", "")))
        .isEqualTo(new SubmissionRefusal.Elsewhere(null));
    assertThat(
            listed(
                "/v1/reviewSubmissionItems",
                error(
                    "ENTITY_ERROR.RELATIONSHIP.INVALID",
                    "",
                    "appStoreVersions with id V was already added to another reviewSubmission with"
                        + " id S")))
        .as("as a client's test has it")
        .isEqualTo(new SubmissionRefusal.Elsewhere(new ReviewSubmissionId("S")));
  }

  @Test
  void aSecondSubmissionIsReadFromApplesWords() {
    assertThat(
            SubmissionRefusal.named(
                List.of(
                    error(
                        STATE,
                        "",
                        "There is another reviewSubmissions with id a-1 still in progress"))))
        .isEqualTo(new ReviewSubmissionId("a-1"));
    assertThat(SubmissionRefusal.named(List.of(TOP))).isNull();
  }

  /// The sentence was seen as detail, and that of a second version as title, without a detail.
  @Test
  void theSameVersionTwiceIsDoneAlready() {
    String code = "ENTITY_ERROR.RELATIONSHIP.INVALID.NOT_ALLOWED";
    String words = "appStoreVersion with id 1 was already added to this reviewSubmission.";
    assertThat(SubmissionRefusal.of(List.of(error(code, "", words))))
        .isEqualTo(new SubmissionRefusal.AlreadyAdded());
    assertThat(SubmissionRefusal.of(List.of(error(code, words, ""))))
        .isEqualTo(new SubmissionRefusal.AlreadyAdded());
  }

  @Test
  void aThirdSubmissionWaitsForItsTurn() {
    assertThat(
            listed(
                "/v1/reviewSubmissions/1",
                error(
                    "STATE_ERROR.MAX_IN_REVIEW_SUBMISSIONS_PER_PLATFORM_LIMIT_REACHED",
                    "",
                    "maximum limit of 2 in-flight reviewSubmissions for platform=IOS")))
        .isEqualTo(new SubmissionRefusal.Full());
  }

  @ParameterizedTest
  @CsvSource({
    "STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS, '', SCREENSHOTS",
    "STATE_ERROR, Attachment uploads still in progress, ATTACHMENTS",
    "STATE_ERROR.ASSET_IN_POST_PROCESSING, '', LIBRARY_IMAGE"
  })
  void workOfApplePasses(String code, String detail, PassingReason reason) {
    var error = error(code, "", detail);

    assertThat(listed("/v1/appScreenshots/1", error))
        .isEqualTo(new SubmissionRefusal.Passing(reason));
    assertThat(SubmissionRefusal.of(List.of(error)))
        .isEqualTo(new SubmissionRefusal.Passing(reason));
  }

  @Test
  void withoutAListNothingIsMissingForSure() {
    assertThat(SubmissionRefusal.of(List.of(TOP))).isEqualTo(new SubmissionRefusal.Unexplained());
    assertThat(SubmissionRefusal.of(List.of())).isEqualTo(new SubmissionRefusal.Unexplained());
  }

  private static SubmissionRefusal listed(String path, ApiError reason) {
    return SubmissionRefusal.of(List.of(with(Map.of(path, List.of(reason)))));
  }

  private static ApiError with(Map<String, List<ApiError>> associated) {
    return new ApiError(
        TOP.id(), TOP.code(), TOP.title(), TOP.detail(), null, null, Map.of(), associated);
  }

  private static ApiError error(String code, String title, String detail) {
    return new ApiError("1", code, title, detail, null, null, Map.of(), Map.of());
  }
}

package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What it means for a release that Apple refuses to take its version into a submission, or to
/// submit it. Apple's error at the top is the same for all causes; the reasons listed in
/// `meta.associatedErrors` tell them apart, by code and, where the code says nothing, by words.
/// Bodies as public reports of 2026 show them.
public sealed interface SubmissionRefusal {

  /// The submission has the version already, though a look did not show it.
  record AlreadyAdded() implements SubmissionRefusal {}

  /// Another open submission has the version.
  ///
  /// @param submission null where Apple's words do not name it
  record Elsewhere(@Nullable ReviewSubmissionId submission) implements SubmissionRefusal {}

  /// As many submissions are in review as Apple takes for one platform: one with a version and one
  /// without. Passes with the end of a review.
  record Full() implements SubmissionRefusal {}

  /// Apple names only what passes automatically.
  record Passing(PassingReason reason) implements SubmissionRefusal {}

  /// Something is missing or wrong, and a person must act.
  record Lacking() implements SubmissionRefusal {}

  /// Apple names no reason. Passes after a moment, or never.
  record Unexplained() implements SubmissionRefusal {}

  /// Reads a refusal. What a person must do counts more than what passes.
  static SubmissionRefusal of(List<ApiError> errors) {
    var reasons = errors.stream().flatMap(error -> associated(error)).toList();
    boolean listed = !reasons.isEmpty();
    var judged = listed ? reasons : errors;
    if (judged.stream().anyMatch(Words::isAlreadyAdded)) {
      return new AlreadyAdded();
    }
    if (judged.stream().anyMatch(Words::isElsewhere)) {
      return new Elsewhere(named(judged));
    }
    if (judged.stream().anyMatch(error -> error.hasCode(Words.FULL))) {
      return new Full();
    }
    var passing = judged.stream().map(PassingReason::of).toList();
    if (passing.stream().allMatch(Optional::isPresent) && !passing.isEmpty()) {
      return new Passing(
          passing.stream().flatMap(Optional::stream).max(PassingReason.BY_PATIENCE).orElseThrow());
    }
    return listed ? new Lacking() : new Unexplained();
  }

  /// Returns the submission that Apple's words name ("… another reviewSubmission with id …"); null
  /// if they name none.
  static @Nullable ReviewSubmissionId named(List<ApiError> errors) {
    for (ApiError error : errors.stream().flatMap(ApiError::withAssociated).toList()) {
      var found = Words.ANOTHER.matcher(Words.said(error));
      if (found.find()) {
        return new ReviewSubmissionId(found.group(1));
      }
    }
    return null;
  }

  private static Stream<ApiError> associated(ApiError error) {
    return error.associatedErrors().values().stream().flatMap(List::stream);
  }

  /// Apple's codes and words.
  final class Words {
    private static final String FULL =
        "STATE_ERROR.MAX_IN_REVIEW_SUBMISSIONS_PER_PLATFORM_LIMIT_REACHED";
    private static final Pattern ANOTHER =
        Pattern.compile("another reviewSubmissions? with id '?([0-9A-Za-z-]+)");

    private Words() {}

    private static boolean isAlreadyAdded(ApiError error) {
      return said(error).contains("already added to this reviewSubmission");
    }

    private static boolean isElsewhere(ApiError error) {
      return error.hasCode("STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION")
          || ANOTHER.matcher(said(error)).find();
    }

    /// Returns the title with the detail: Apple has answered such a refusal with the sentence as
    /// title and without a detail (codemagic-ci-cd/cli-tools#316).
    private static String said(ApiError error) {
      return error.title() + " " + error.detail();
    }
  }
}

package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.BUILD_NUMBER_USED;
import static dev.slipway.problems.ProblemType.BUILD_UPLOAD_FAILED;
import static dev.slipway.problems.ProblemType.IPA_SIGNING;
import static dev.slipway.problems.ProblemType.VERSION_USED;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.problems.AppleError;
import dev.slipway.problems.AppleErrors;
import dev.slipway.problems.AppleErrors.Said;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what a build upload that Apple refuses means: a new build, another number, or the same
/// build again when Apple's daily limit is over (build-uploads.md 2.12).
final class FailedUpload {
  private static final Duration USUAL_LIMIT = Duration.ofDays(1);

  private FailedUpload() {}

  /// Returns the result of an upload that Apple's processing refused.
  ///
  /// @param release without the refused upload
  static StepResult of(ReleaseRecord release, List<StateDetail> errors, Instant now) {
    var words = errors.stream().map(error -> error.code() + ": " + error.description()).toList();
    var rows = AppleErrors.of(errors.stream().map(FailedUpload::said).toList());
    if (!rows.isEmpty() && rows.stream().allMatch(row -> row.next() == AppleError.Next.WAIT)) {
      return waiting(
          release,
          rows.getFirst(),
          "Apple rejected "
              + build(release)
              + " after the upload, which does not use up its number.",
          words,
          now);
    }
    return StepResult.attention(release, refused(release, errors, rows).withAppleErrors(words));
  }

  /// Returns the result of a reservation that Apple refuses because of its daily limit; empty for
  /// any other refusal.
  static Optional<StepResult> ofReservation(ReleaseRecord release, Conflict e, Instant now) {
    var rows = KnownRefusal.rows(e);
    return rows.isEmpty() || rows.getFirst().next() != AppleError.Next.WAIT
        ? Optional.empty()
        : Optional.of(
            waiting(
                release,
                rows.getFirst(),
                "Apple does not take " + build(release) + " now.",
                AppleErrorPolicy.words(e),
                now));
  }

  private static StepResult waiting(
      ReleaseRecord release, AppleError row, String said, List<String> words, Instant now) {
    var pause = row.pause() == null ? USUAL_LIMIT : row.pause();
    return new StepResult(
        release,
        new Outcome.Waiting(
            ReleaseState.UPLOADING,
            now.plus(pause),
            "Waiting for Apple's upload limit; the same build is uploaded again "
                + KnownRefusal.words(pause)
                + " later.",
            Problem.of(
                    row.type(),
                    said
                        + " "
                        + row.wrong()
                        + ". Slipway uploads the same build again automatically "
                        + KnownRefusal.words(pause)
                        + " later. "
                        + row.remedy())
                .withAppleErrors(words)));
  }

  private static Problem refused(
      ReleaseRecord release, List<StateDetail> errors, List<AppleError> rows) {
    var faults = new ArrayList<Problem>();
    rows.stream()
        .filter(row -> !row.passes() && !row.isGeneral())
        .forEach(row -> faults.add(fault(release, row)));
    errors.stream()
        .filter(error -> AppleErrors.of(error.code(), error.description()).isEmpty())
        .map(error -> unknown(error.code(), error.description()))
        .forEach(faults::add);
    String said = "Apple rejected " + build(release) + " after the upload";
    if (faults.isEmpty()) {
      return Problem.of(
          BUILD_UPLOAD_FAILED,
          said
              + ". Fix what Apple reports below, build again and upload; the same build number may"
              + " be used again.");
    }
    if (faults.size() == 1) {
      var fault = faults.getFirst();
      return new Problem(
          fault.type(),
          said + ". " + fault.detail() + numberStays(fault),
          fault.field(),
          List.of(),
          List.of());
    }
    return Problem.of(
            BUILD_UPLOAD_FAILED,
            said + ", for " + faults.size() + " reasons. Fix all of them, build again and upload.")
        .withFaults(faults);
  }

  private static String numberStays(Problem fault) {
    return fault.type() == BUILD_UPLOAD_FAILED || fault.type() == IPA_SIGNING
        ? " The same build number may be used again."
        : "";
  }

  private static Problem unknown(String code, String description) {
    return Problem.of(
        BUILD_UPLOAD_FAILED,
        "Apple reports "
            + (code.isBlank() ? "an error" : "error " + code)
            + (description.isBlank() ? "" : " (" + description + ")")
            + ". Fix what it names, build again and upload.");
  }

  /// Returns the fault, with the key of Info.plist to change where the table's type says which.
  private static Problem fault(ReleaseRecord release, AppleError row) {
    var problem = Problem.of(row.type(), row.advice());
    String ipa = RequiredFacts.desired(release).ipa().fileName();
    if (row.type() == BUILD_NUMBER_USED) {
      return problem.withField(ipa + ": CFBundleVersion");
    }
    return row.type() == VERSION_USED
        ? problem.withField(ipa + ": CFBundleShortVersionString")
        : problem;
  }

  private static String build(ReleaseRecord release) {
    var desired = RequiredFacts.desired(release);
    return "build " + desired.bundleVersion() + " of version " + desired.shortVersion();
  }

  private static Said said(StateDetail error) {
    return new Said(error.code(), error.description());
  }
}

package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.AppleError;
import dev.slipway.problems.AppleErrors;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides what a refused call means by the table of Apple's errors.
final class KnownRefusal {
  private KnownRefusal() {}

  /// Returns the outcome of a refused call; empty when the table has no exact row for it.
  ///
  /// @param attempt what the call was for
  static Optional<Outcome> of(AppStoreConnectException e, Attempted attempt) {
    var rows = rows(e);
    if (rows.stream().allMatch(AppleError::isGeneral)) {
      return Optional.empty();
    }
    return Optional.of(
        rows.stream().allMatch(AppleError::passes)
            ? passing(e, attempt, rows)
            : new Outcome.NeedsAttention(lasting(e, attempt, rows)));
  }

  /// Returns the rows of everything that Apple said, associated errors included.
  static List<AppleError> rows(AppStoreConnectException e) {
    return AppleErrors.of(
        e.allErrors()
            .map(error -> new AppleErrors.Said(error.code(), error.title() + " " + error.detail()))
            .toList());
  }

  private static Outcome passing(
      AppStoreConnectException e, Attempted attempt, List<AppleError> rows) {
    var longest =
        rows.stream()
            .map(AppleError::pause)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    boolean named = rows.stream().anyMatch(row -> row.next() == AppleError.Next.WAIT);
    var row = rows.getFirst();
    var patience = named ? null : row.limit();
    String said = "Apple refused " + attempt.subject(e) + " while " + attempt.words();
    var cause =
        AppleErrorPolicy.problem(
            row.type(),
            said
                + ". "
                + row.wrong()
                + ". "
                + (named && longest != null
                    ? "Slipway tries again automatically "
                        + words(longest)
                        + " later. "
                        + row.remedy()
                    : "Slipway retries automatically"
                        + (patience == null ? "." : ", for " + words(patience) + ".")),
            e);
    return new Outcome.Failed(
        cause,
        longest,
        named,
        patience == null
            ? null
            : new Outcome.Failed.Limit(
                patience,
                AppleErrorPolicy.problem(
                    row.type(), said + ", for " + words(patience) + ". " + row.advice(), e)));
  }

  private static Problem lasting(
      AppStoreConnectException e, Attempted attempt, List<AppleError> rows) {
    var faults =
        rows.stream()
            .filter(row -> !row.passes())
            .map(row -> Problem.of(row.type(), row.advice()))
            .distinct()
            .toList();
    String said = "Apple refused " + attempt.subject(e) + " while " + attempt.words();
    return faults.size() == 1
        ? AppleErrorPolicy.problem(
            faults.getFirst().type(), said + ". " + faults.getFirst().detail(), e)
        : AppleErrorPolicy.problem(
                ProblemType.APPLE_REFUSED,
                said + ", for " + faults.size() + " reasons. Fix all of them, then upload again.",
                e)
            .withFaults(faults);
  }

  /// Returns a duration in whole minutes or hours, in words.
  static String words(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes < 60) {
      return minutes + (minutes == 1 ? " minute" : " minutes");
    }
    return duration.toHours() + (duration.toHours() == 1 ? " hour" : " hours");
  }
}

package dev.slipway.problems;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One of Apple's errors: a row of `apple-errors.tsv`, which docs/problems.md lists.
///
/// @param code Apple's code, or the end of one: `90382` also means
///   `STATE_ERROR.VALIDATION_ERROR.90382`. A code also means every more specific one; `*` matches
///   any characters
/// @param words what Apple's title or detail must contain as well, in any case; empty for no such
///   condition
/// @param group names errors that Apple reports together for one fault; empty for an error that is
///   alone. Errors of the group [#GENERAL] accompany an exact one, and alone say little
/// @param type the problem type under which it is reported
/// @param pause how long to wait before the next try; null for the usual growing pause
/// @param limit how long it is retried; null for a day
/// @param wrong what is wrong, a sentence without its full stop
/// @param remedy what to do, one sentence. For an error that passes: what to do if it does not
/// @param source how this is known: a section of the reference, or "unconfirmed"
public record AppleError(
    String code,
    String words,
    String group,
    ProblemType type,
    Next next,
    @Nullable Duration pause,
    @Nullable Duration limit,
    String wrong,
    String remedy,
    String source) {

  /// The group of the errors that only say that something is wrong.
  public static final String GENERAL = "general";

  /// What must follow.
  public enum Next {
    /// It passes: Slipway tries again.
    RETRY,
    /// It passes at a time that Apple's rule names, which does not count toward the 24 hours after
    /// which Slipway stops.
    WAIT,
    /// A new build must be uploaded.
    NEW_BUILD,
    /// A file of the drop must change; the build stays.
    DROP,
    /// A person must change something in App Store Connect.
    APP_STORE_CONNECT,
    /// Slipway made a request that Apple does not take.
    REPORT
  }

  /// Returns whether it passes without a person.
  public boolean passes() {
    return switch (next) {
      case RETRY, WAIT -> true;
      case NEW_BUILD, DROP, APP_STORE_CONNECT, REPORT -> false;
    };
  }

  /// Returns whether it only accompanies an exact error.
  public boolean isGeneral() {
    return group.equals(GENERAL);
  }

  /// Returns what is wrong and what to do, two sentences.
  public String advice() {
    return wrong + ". " + remedy;
  }
}

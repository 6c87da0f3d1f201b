package dev.slipway.connections;

import dev.slipway.actors.Actor;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of a connection's history, for people.
///
/// @param cause the slug of the verdict's problem type; null when the line does not report a check
///   with a problem
/// @param actor who did it; null in lines of earlier versions
public record HistoryEntry(
    Instant at,
    ConnectionState state,
    @Nullable String cause,
    String message,
    @Nullable Actor actor) {

  static HistoryEntry of(Instant at, ConnectionState state, String message, Actor actor) {
    return new HistoryEntry(at, state, null, message, actor);
  }

  /// Returns the line for a check, which compares its verdict with the previous one.
  static HistoryEntry ofCheck(
      Instant at, @Nullable Verdict before, Verdict now, CurrentKey key, Actor actor) {
    var problem = now.problem();
    return new HistoryEntry(
        at,
        now.state(),
        problem == null ? null : problem.type().slug(),
        "Checked: " + summary(before, now, key),
        actor);
  }

  /// Returns since when Apple has rejected the current key, which may have been interrupted by
  /// checks that found nothing; empty when the last check that found something did not find that.
  static Optional<Instant> rejectedSince(List<HistoryEntry> history) {
    Instant since = null;
    for (HistoryEntry entry : history.reversed()) {
      if (ProblemType.CREDENTIALS_REJECTED.slug().equals(entry.cause)) {
        since = entry.at;
      } else if (entry.state != ConnectionState.UNKNOWN && !isNoteOnRejectedKey(entry)) {
        break;
      }
    }
    return Optional.ofNullable(since);
  }

  /// Returns whether the line reports no check, for example that a replacement key arrived.
  private static boolean isNoteOnRejectedKey(HistoryEntry entry) {
    return entry.state == ConnectionState.NOT_CONNECTED && entry.cause == null;
  }

  private static String summary(@Nullable Verdict before, Verdict now, CurrentKey key) {
    var problem = now.problem();
    var workedAt = key.workedAt();
    if (now.is(ProblemType.CREDENTIALS_REJECTED) && workedAt != null) {
      return "Apple rejects this key, which worked at "
          + workedAt
          + ": probably Apple's sign-in has an outage, or the key was revoked.";
    }
    if (before != null && now.likelyRole().isLowerThan(before.likelyRole())) {
      return "the key's role was lowered: "
          + before.likelyRole().text()
          + " before, "
          + now.likelyRole().text()
          + " now.";
    }
    if (before != null && before.likelyRole().isLowerThan(now.likelyRole()) && problem == null) {
      return "the key's role was raised: " + now.likelyRole().text() + " now.";
    }
    return problem == null ? "the key can do what a release needs." : problem.type().title() + ".";
  }
}

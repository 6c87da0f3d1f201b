package dev.slipway.releases.actions;

import dev.slipway.connections.Connection;
import dev.slipway.connections.HistoryEntry;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Since when Apple has rejected a connection's key, and when it is checked again. Apple also
/// answers 401 to good keys: in an outage of minutes or hours, or because the key is new (issue 14,
/// G01). So a rejection is probably, not certainly, the end of the key.
///
/// @param since when a check first found it
/// @param checkedAt when a check last found it
record KeyRejection(Instant since, Instant checkedAt) {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /// An outage of Apple's sign-in is the likelier cause until a rejection has lasted this long.
  private static final Duration OUTAGE = Duration.ofHours(1);

  /// Returns the rejection that a connection's verdict reports; empty for any other verdict.
  static Optional<KeyRejection> of(Connection connection) {
    var verdict = connection.verdict();
    if (verdict == null || !verdict.is(ProblemType.CREDENTIALS_REJECTED)) {
      return Optional.empty();
    }
    var since = verdict.checkedAt();
    for (HistoryEntry entry : connection.history().reversed()) {
      if (entry.state() != ConnectionState.NOT_CONNECTED) {
        break;
      }
      since = entry.at();
    }
    return Optional.of(new KeyRejection(since, verdict.checkedAt()));
  }

  /// Returns when the next check is due: after a minute, then after as long as the rejection has
  /// lasted, and at least every hour.
  Instant nextCheckAt() {
    var lasted = Duration.between(since, checkedAt);
    var pause = lasted.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : lasted;
    return checkedAt.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  /// Returns what a waiting release shows.
  Problem problem(Connection connection, Instant now) {
    var verdict = connection.verdict();
    var found = verdict == null ? null : verdict.problem();
    String detail;
    if (connection.key().workedAt() == null) {
      detail =
          "Apple does not accept the key of this connection."
              + (found == null ? "" : " " + found.detail());
    } else if (now.isBefore(since.plus(OUTAGE))) {
      detail =
          "Apple rejects the key of this connection, which worked before. Apple's sign-in probably"
              + " has an outage (developer.apple.com/system-status); otherwise the key was"
              + " revoked.";
    } else {
      detail =
          "Apple has rejected the key of this connection since "
              + since
              + ", so it was probably revoked. Look at it in App Store Connect under Users and"
              + " Access, Integrations, and connect a new key if it is no longer active.";
    }
    return Problem.of(
            ProblemType.CONNECTION_NOT_USABLE,
            detail + " Slipway checks the key again automatically; the release then resumes.")
        .withAppleErrors(found == null ? List.of() : found.appleErrors());
  }
}

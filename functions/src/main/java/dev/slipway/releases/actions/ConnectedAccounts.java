package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.HttpApiConnection;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.budgets.Allowance;
import dev.slipway.budgets.KeyBudgets;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.check.AppleKeys;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyRejection;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.connections.verdict.RejectionWords;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.metrics.MeasuredCalls;
import dev.slipway.metrics.Metrics;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.WriteKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Opens accounts of connections with their current keys. Thread-safe.
public final class ConnectedAccounts implements AppleAccounts {
  private static final Duration VERDICT_PAUSE = Duration.ofMinutes(15);
  private static final Duration FIRST_CHECK_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_CHECK_PAUSE = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ConnectionStore connections;
  private final AppleKeys keys;
  private final KeyBudgets budgets;
  private final URI apple;
  private final HttpClient http;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Metrics metrics;
  private final LongAdder calls = new LongAdder();

  /// When a check of a connection was asked for; a minute later it may be asked for again.
  private final Map<ConnectionId, Instant> asked = new ConcurrentHashMap<>();

  /// Usable connections as they were last read to follow releases; kept as long as their keys.
  private final Map<ConnectionId, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(Connection connection, Instant until) {}

  /// Creates accounts at Apple, or at a simulator.
  ///
  /// @param apple base address of App Store Connect
  public ConnectedAccounts(
      ConnectionStore connections,
      AppleKeys keys,
      KeyBudgets budgets,
      URI apple,
      InstantSource clock,
      Sleeper sleeper,
      Metrics metrics) {
    this.connections = connections;
    this.keys = keys;
    this.budgets = budgets;
    this.apple = apple;
    this.http = HttpApiConnection.newHttpClient();
    this.clock = clock;
    this.sleeper = sleeper;
    this.metrics = metrics;
  }

  @Override
  public Account open(ConnectionId id, Purpose purpose) {
    return connections
        .read(id)
        .map(connection -> open(connection, purpose))
        .orElseGet(Account.Gone::new);
  }

  @Override
  public Account openToFollow(ConnectionId id) {
    var now = clock.instant();
    var known = kept.get(id);
    boolean isRecent = known != null && now.isBefore(known.until);
    var connection =
        known != null && isRecent ? Optional.of(known.connection) : connections.read(id);
    var account = connection.map(found -> open(found, Purpose.FOLLOW)).orElseGet(Account.Gone::new);
    switch (account) {
      case Account.Usable _, Account.Exhausted _ -> {
        if (!isRecent) {
          connection.ifPresent(found -> kept.put(id, new Kept(found, now.plus(KEPT))));
        }
      }
      case Account.NotUsable _, Account.Gone _ -> kept.remove(id);
    }
    return account;
  }

  private Account open(Connection connection, Purpose purpose) {
    if (connection.state() == ConnectionState.DISCONNECTED) {
      return new Account.Gone();
    }
    if (!connection.allowsReleases()) {
      var verdict = connection.verdict();
      return verdict != null && verdict.is(ProblemType.CREDENTIALS_REJECTED)
          ? rejected(connection, verdict)
          : new Account.NotUsable(verdictAgainst(verdict), VERDICT_PAUSE);
    }
    var tokens = keys.current(connection);
    if (tokens.isEmpty()) {
      if (connection.keyStored()) {
        // The key store has another one: a check adopts it, and starts what waits.
        askForCheck(connection.id(), clock.instant());
      }
      return new Account.NotUsable(
          Problem.of(
              ProblemType.CONNECTION_NOT_USABLE,
              "The key of this connection is not in the key store yet. If this persists, connect"
                  + " the team again with its .p8 file."),
          FIRST_CHECK_PAUSE);
    }
    return switch (budgets.ask(connection.fingerprint(), purpose)) {
      case KeyBudgets.Answer.Granted(Allowance allowance) ->
          new Account.Usable(
              client(tokens.get(), allowance),
              allowance,
              roleFound(connection),
              connection.approval().asks());
      case KeyBudgets.Answer.Refused(Instant until) -> Account.Exhausted.of(until);
    };
  }

  private static boolean roleFound(Connection connection) {
    var last = connection.verdict();
    return last != null
        && switch (last.capabilities().submitForReview().evidence()) {
          case YES, LIKELY -> true;
          case NO, UNKNOWN -> false;
        };
  }

  /// Returns that the key is rejected, and asks for a check when one is due, in case that the
  /// scheduled one is late or the last. A check that succeeds starts the waiting releases; the
  /// pause after asking is short for a release that the check did not find waiting yet.
  private Account rejected(Connection connection, Verdict verdict) {
    var now = clock.instant();
    var scheduled = verdict.nextCheckAt();
    var next = scheduled == null ? verdict.checkedAt().plus(LONGEST_CHECK_PAUSE) : scheduled;
    boolean due = !now.isBefore(next);
    if (due) {
      askForCheck(connection.id(), now);
    }
    return new Account.NotUsable(
        rejection(connection, verdict, now), due ? FIRST_CHECK_PAUSE : Duration.between(now, next));
  }

  @Override
  public void keyRejected(ConnectionId id) {
    kept.remove(id);
    var now = clock.instant();
    connections
        .read(id)
        .filter(Connection::allowsReleases)
        .filter(
            connection -> {
              var last = connection.verdict();
              return last != null && !now.isBefore(last.checkedAt().plus(FIRST_CHECK_PAUSE));
            })
        .ifPresent(connection -> askForCheck(connection.id(), now));
  }

  @Override
  public long calls() {
    return calls.sum();
  }

  /// Asks once for all releases that meet the rejected key within a minute.
  private void askForCheck(ConnectionId id, Instant now) {
    asked.values().removeIf(at -> !now.isBefore(at.plus(FIRST_CHECK_PAUSE)));
    if (asked.putIfAbsent(id, now) == null) {
      connections.wake(id);
    }
  }

  private AppStoreConnectClient client(TokenSource tokens, Allowance allowance) {
    // One client makes all calls, so each ends within the shortest deadline of any write, unless
    // the client itself gives it that of its kind.
    var deadline = WriteKind.shortestDeadline();
    var options =
        ClientOptions.defaults()
            .withRequestTimeout(deadline.minusSeconds(2))
            .withCallDeadline(deadline)
            .withObserver(
                new MeasuredCalls(
                    metrics,
                    report -> {
                      calls.increment();
                      allowance.called(report);
                    }));
    return new AppStoreConnectClient(http, apple, tokens, clock, sleeper, options);
  }

  /// Returns what a release shows that waits for a rejected key.
  private static Problem rejection(Connection connection, Verdict verdict, Instant now) {
    var since = connection.rejection().map(KeyRejection::since).orElse(verdict.checkedAt());
    var found = verdict.problem();
    String detail;
    if (connection.key().workedAt() == null) {
      detail =
          "Apple does not accept the key of this connection."
              + (found == null ? "" : " " + found.detail())
              + mostLikely(verdict.likelyCauses());
    } else if (new KeyRejection(since).mayPass(now)) {
      detail =
          "Apple rejects the key of this connection, which worked before. Apple's sign-in probably"
              + " has an outage (developer.apple.com/system-status); otherwise "
              + RejectionWords.ended(connection.kind())
              + ".";
    } else {
      detail =
          "Apple has rejected the key of this connection since "
              + KeyRejection.words(since)
              + ", so probably "
              + RejectionWords.ended(connection.kind())
              + ". Look at it in App Store Connect under Users and Access, and connect a new key if"
              + " it is no longer active.";
    }
    return Problem.of(
            ProblemType.CONNECTION_NOT_USABLE,
            detail + " Slipway checks the key again automatically; the release then resumes.")
        .withAppleErrors(found == null ? List.of() : found.appleErrors());
  }

  /// Returns the first of several causes, which the words of the verdict only mention. Those of a
  /// single one contain it.
  private static String mostLikely(List<LikelyCause> causes) {
    return causes.size() < 2
        ? ""
        : " The connection lists the causes. The most likely one: " + causes.getFirst().advice();
  }

  /// Returns why releases are not allowed. A role that is too low is found here, before a byte is
  /// uploaded, and not when Apple refuses the last step.
  private static Problem verdictAgainst(@Nullable Verdict last) {
    var limit = last == null ? null : last.problem();
    if (limit == null) {
      return Problem.of(
          ProblemType.CONNECTION_NOT_USABLE,
          "The last check of the connection found that Apple does not accept its key. Check the"
              + " connection again; the release then resumes automatically.");
    }
    if (limit.type() == ProblemType.ROLE_TOO_LOW) {
      return Problem.of(
              ProblemType.ROLE_TOO_LOW,
              "Nothing is uploaded yet. "
                  + limit.detail()
                  + " The release then resumes automatically.")
          .withAppleErrors(limit.appleErrors());
    }
    boolean aboutTeam =
        limit.type() == ProblemType.AGREEMENT_MISSING
            || limit.type() == ProblemType.MEMBERSHIP_LAPSED;
    return Problem.of(
            ProblemType.CONNECTION_NOT_USABLE,
            aboutTeam
                ? limit.detail() + " The release then resumes automatically."
                : "The last check of the connection found that Apple does not accept its key. "
                    + limit.detail()
                    + " Fix this and check the connection again; the release then resumes"
                    + " automatically.")
        .withAppleErrors(limit.appleErrors());
  }
}

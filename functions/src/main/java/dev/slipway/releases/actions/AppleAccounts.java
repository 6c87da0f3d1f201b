package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.budgets.Allowance;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.ConnectionId;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.time.Instant;

/// Opens a connection's account at Apple with its current key. Thread-safe.
public interface AppleAccounts {

  /// Says whether the account can be used now.
  sealed interface Account {
    /// The account can be used.
    ///
    /// @param allowance the calls that may be made; the caller renews it before each piece of work
    ///   and returns unused calls
    /// @param roleFound whether the connection's check found that the key's role allows releases
    /// @param asksForApproval whether a person must approve each submission
    record Usable(
        AppStoreConnectClient client,
        Allowance allowance,
        boolean roleFound,
        boolean asksForApproval)
        implements Account {}

    /// The rest of the key's hourly quota is reserved for other work; no call is made until then.
    record Exhausted(Problem problem, Instant until) implements Account {
      /// Returns the answer with the problem that the release shows until then.
      public static Exhausted of(Instant until) {
        return new Exhausted(
            Problem.of(
                ProblemType.RATE_LIMITED,
                "Apple's rate limit for this key is nearly reached, and the remaining requests of"
                    + " this hour are reserved for other work. The release resumes"
                    + " automatically."),
            until);
      }
    }

    /// The verdict forbids releases, or is still missing; no call is made to Apple.
    record NotUsable(Problem problem, Duration retryAfter) implements Account {}

    /// The connection was disconnected.
    record Gone() implements Account {}
  }

  /// Opens the account.
  ///
  /// @param purpose what the calls are for
  Account open(ConnectionId id, Purpose purpose);

  /// Opens the account to follow releases. What is known of the connection may be ten minutes old.
  default Account openToFollow(ConnectionId id) {
    return open(id, Purpose.FOLLOW);
  }

  /// Notes that Apple rejected the key of a usable account: the connection is checked soon, so that
  /// one check, and not each release, finds out when Apple accepts the key again.
  default void keyRejected(ConnectionId id) {}

  /// Returns the number of requests to App Store Connect that were made through these accounts.
  default long calls() {
    return 0;
  }
}

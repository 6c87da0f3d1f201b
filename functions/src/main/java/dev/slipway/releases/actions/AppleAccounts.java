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

  /// Whether the account can be used at present.
  sealed interface Account {
    /// Calls may be made.
    ///
    /// @param allowance how many: to be asked before each piece of work, and to be given back
    record Usable(AppStoreConnectClient client, Allowance allowance) implements Account {}

    /// The key's calls of this hour are needed elsewhere; nothing is sent to Apple until then.
    record Exhausted(Problem problem, Instant until) implements Account {
      /// With the problem that people see meanwhile.
      public static Exhausted of(Instant until) {
        return new Exhausted(
            Problem.of(
                ProblemType.RATE_LIMITED,
                "Apple lets a key make so many calls in an hour, and other work with the same key"
                    + " needs those that are left. It goes on by itself."),
            until);
      }
    }

    /// The verdict stands against it, or is not there yet; nothing is sent to Apple.
    record NotUsable(Problem problem, Duration retryAfter) implements Account {}

    /// Disconnected for good.
    record Gone() implements Account {}
  }

  /// Opens it.
  ///
  /// @param purpose what calls are wanted for
  Account open(ConnectionId id, Purpose purpose);
}

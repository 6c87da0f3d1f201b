package dev.slipway.releases.readiness;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.readiness.ReadinessReading.Result;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Answers open asks about readiness with the connection's key, within its rate budget. A failure
/// at Apple ends the ask with a problem, because a person asks again when it suits. Thread-safe.
public final class ReadinessWork {
  private final ConnectionStore connections;
  private final AppleAccounts accounts;
  private final ReadinessStore store;
  private final InstantSource clock;

  public ReadinessWork(
      ConnectionStore connections,
      AppleAccounts accounts,
      ReadinessStore store,
      InstantSource clock) {
    this.connections = connections;
    this.accounts = accounts;
    this.store = store;
    this.clock = clock;
  }

  /// Answers the ask about this app, if one is open; an event that comes twice finds none.
  public void answer(AskedApp app) {
    var askedAt = store.read(app).map(Readiness::askedAt).orElse(null);
    if (askedAt == null) {
      return;
    }
    switch (result(app)) {
      case Result.Answered(ReadinessAnswer answer) ->
          store.close(app, askedAt, readiness -> readiness.answered(answer));
      case Result.NotAnswered(Problem problem) ->
          store.close(app, askedAt, readiness -> readiness.failed(problem));
    }
  }

  private Result result(AskedApp app) {
    return switch (accounts.open(app.connection(), Purpose.RELEASE)) {
      case Account.Usable(var client, var allowance, var _, var _) -> {
        try {
          yield new ReadinessReading(client, allowance, verdict(app), clock.instant()).read(app);
        } catch (AppStoreConnectException e) {
          if (e instanceof Unauthorized) {
            accounts.keyRejected(app.connection());
          }
          yield new Result.NotAnswered(RefusedReadings.of(e));
        } finally {
          allowance.giveBack();
        }
      }
      case Account.Exhausted(var _, var until) ->
          new Result.NotAnswered(RefusedReadings.exhausted(until));
      case Account.NotUsable(Problem problem, var _) ->
          new Result.NotAnswered(
              Problem.of(
                      problem.type(),
                      "The key of this connection cannot be used now. Check the connection, whose"
                          + " verdict says what to do, then ask again.")
                  .withAppleErrors(problem.appleErrors()));
      case Account.Gone() ->
          new Result.NotAnswered(
              Problem.of(
                  ProblemType.CONNECTION_DISCONNECTED,
                  "This connection was disconnected. Connect the team again with its .p8 file."));
    };
  }

  private @Nullable Verdict verdict(AskedApp app) {
    return connections.read(app.connection()).map(Connection::verdict).orElse(null);
  }
}

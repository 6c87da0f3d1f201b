package dev.slipway.functions;

import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.aws.SecretsManagerKeys;
import dev.slipway.budgets.KeyBudgets;
import dev.slipway.connections.check.AppleKeys;
import dev.slipway.releases.actions.ConnectedAccounts;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.reconcile.Reconciler;
import org.jspecify.annotations.Nullable;

/// Creates what functions that read keys and call Apple are wired from. Requires the settings
/// SECRET_PREFIX and APPLE_URL. A key is read only when there is work for it. Thread-safe.
public final class AppleDeployment {
  private final Deployment deployment;
  private final Sleeper sleeper;
  private final AppleKeys keys;
  private final KeyBudgets budgets;
  private @Nullable ConnectedAccounts accounts;

  /// @param sleeper waits before a call to Apple is repeated
  public AppleDeployment(Deployment deployment, Sleeper sleeper) {
    this.deployment = deployment;
    this.sleeper = sleeper;
    this.keys =
        new AppleKeys(
            new SecretsManagerKeys(
                deployment.secretsManager(),
                deployment.settings().secretPrefix(),
                deployment.backoff()),
            deployment.clock());
    this.budgets = new KeyBudgets(deployment.state(), deployment.clock());
  }

  public AppleKeys keys() {
    return keys;
  }

  public KeyBudgets budgets() {
    return budgets;
  }

  /// Returns the accounts of connections, by their current keys.
  public synchronized ConnectedAccounts accounts() {
    if (accounts == null) {
      accounts =
          new ConnectedAccounts(
              deployment.connections(),
              keys,
              budgets,
              deployment.settings().appleUrl(),
              deployment.clock(),
              sleeper,
              deployment.metrics());
    }
    return accounts;
  }

  /// Returns the loop that carries out releases.
  ///
  /// @param reach what this function may access
  public Reconciler reconciler(Reach reach) {
    return new Reconciler(
        deployment.releases(),
        new LaneStore(deployment.state()),
        accounts(),
        reach,
        deployment.clock(),
        deployment.metrics());
  }
}

package dev.slipway.functions.connectioncheck;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.ConnectionId;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.storefronts.StorefrontLook;
import dev.slipway.releases.warnings.AppWarningStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Looks once a day in which territories Apple does not offer the apps that Slipway has released,
/// with one call for each, within the rate budget of the connection's key: what exceeds it waits
/// for the next daily round. Thread-safe.
final class AppStorefronts {
  /// A round may begin a little earlier than that of the day before.
  private static final Duration A_DAY = Duration.ofHours(20);

  private final AppleAccounts accounts;
  private final AppWarningStore warnings;
  private final StorefrontLook look;
  private final InstantSource clock;

  AppStorefronts(AppleAccounts accounts, AppWarningStore warnings, InstantSource clock) {
    this.accounts = accounts;
    this.warnings = warnings;
    this.look = new StorefrontLook(warnings);
    this.clock = clock;
  }

  /// Returns the apps that may have to be looked at, of all connections between two IDs, both
  /// included.
  Map<ConnectionId, List<AppId>> apps(ConnectionId first, ConnectionId last) {
    return warnings.apps(first, last);
  }

  /// Looks at those of these apps of a connection that are due.
  void look(ConnectionId connection, List<AppId> apps) {
    var now = clock.instant();
    var due = warnings.due(connection, apps, now.minus(A_DAY));
    if (due.isEmpty()) {
      return;
    }
    switch (accounts.open(connection, Purpose.ROUND)) {
      case Account.Usable(AppStoreConnectClient apple, var allowance, var _, var _) -> {
        try {
          if (allowance.extendTo(due.size()).isEmpty()) {
            due.forEach(app -> look.read(apple, connection, app, true, now));
          }
        } finally {
          allowance.giveBack();
        }
      }
      case Account.Exhausted _, Account.NotUsable _, Account.Gone _ -> {}
    }
  }
}

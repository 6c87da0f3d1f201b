package dev.slipway.simulator.apps;

import dev.slipway.simulator.state.SimulatorKey;
import dev.slipway.simulator.state.World;

/// `users`: the account holder of each team, whom no team lacks. The simulator has no others.
public final class Users {
  private Users() {}

  /// Adds those that a world lacks.
  public static void seed(World world) {
    addAccountHolder(world, world.issuerId());
    for (SimulatorKey key : world.keys().values()) {
      addAccountHolder(world, key.issuerId());
    }
  }

  /// Adds the account holder of a team that has none yet.
  public static void addAccountHolder(World world, String issuerId) {
    if (world.all("users").stream().anyMatch(user -> user.issuerId().equals(issuerId))) {
      return;
    }
    var user =
        world
            .create("users", issuerId)
            .set("username", "account.holder@example.com")
            .set("firstName", "Robin")
            .set("lastName", "Example")
            .set("allAppsVisible", true)
            .set("provisioningAllowed", true);
    user.attributes().putArray("roles").add("ACCOUNT_HOLDER").add("ADMIN");
  }
}

package dev.slipway.functions.reviewstatus;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.connections.ConnectionId;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.reconcile.AppleAccounts;
import dev.slipway.releases.reconcile.AppleAccounts.Account;
import dev.slipway.releases.reconcile.Follow;
import dev.slipway.releases.reconcile.Pass;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.ReleaseStore.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Looks at every release that is due: submitted ones in batches per connection, all others one by
/// one. What is not reached in time stays due for the next sweep. Thread-safe.
final class Sweep {
  private static final Logger LOGGER = System.getLogger(Sweep.class.getName());
  private static final int BATCH = 2000;
  private static final Duration TROUBLE_PAUSE = Duration.ofMinutes(10);

  private final ReleaseStore releases;
  private final AppleAccounts accounts;
  private final Reconciler reconciler;
  private final InstantSource clock;

  Sweep(ReleaseStore releases, AppleAccounts accounts, Reconciler reconciler, InstantSource clock) {
    this.releases = releases;
    this.accounts = accounts;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  void run(Pass pass) {
    var due = releases.due(clock.instant(), BATCH);
    var followed =
        due.stream()
            .filter(found -> isFollowed(found.release()))
            .collect(
                Collectors.groupingBy(
                    found -> found.release().connectionId(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    followed.forEach(this::follow);
    due.stream()
        .map(Versioned::release)
        .filter(release -> !isFollowed(release))
        .takeWhile(_ -> pass.remaining().get().compareTo(Duration.ofMinutes(1)) > 0)
        .forEach(release -> reconciler.reconcile(release.id(), pass));
    LOGGER.log(Level.INFO, "Sweep done", Map.of("due", due.size(), "connections", followed.size()));
  }

  /// With App Review or past it, and nobody wants anything of it but to know.
  private static boolean isFollowed(ReleaseRecord release) {
    var orders = release.orders();
    return release.state().isSubmitted()
        && release.intent() == null
        && orders.cancel() == null
        && orders.releaseAt() == null;
  }

  private void follow(ConnectionId connection, List<Versioned> group) {
    switch (accounts.open(connection)) {
      case Account.Usable(AppStoreConnectClient apple) -> follow(apple, group);
      case Account.NotUsable(Problem problem, Duration retryAfter) ->
          later(group, retryAfter, problem.type().title());
      case Account.Gone() -> later(group, TROUBLE_PAUSE, "The connection is gone.");
    }
  }

  private void follow(AppStoreConnectClient apple, List<Versioned> group) {
    List<ReleaseRecord> seen;
    try {
      seen =
          new Follow(apple)
              .observe(group.stream().map(Versioned::release).toList(), clock.instant());
    } catch (AppStoreConnectException e) {
      LOGGER.log(Level.WARNING, "Following failed", e);
      later(group, e.retryAfter().orElse(TROUBLE_PAUSE), "Apple did not answer as it should.");
      return;
    }
    for (int i = 0; i < group.size(); i++) {
      var written = releases.replace(group.get(i), seen.get(i));
      // Somebody else changed it meanwhile: it stays due, and the next sweep sees the newer state.
      if (written.isPresent() && !written.get().release().state().isOpen()) {
        reconciler.leaveLane(written.get().release());
      }
    }
  }

  private void later(List<Versioned> group, Duration pause, String reason) {
    var until = clock.instant().plus(pause);
    for (Versioned found : group) {
      releases.replace(found, found.release().withStatus(found.release().status().dueAt(until)));
    }
    LOGGER.log(Level.INFO, "Looked at later", Map.of("releases", group.size(), "reason", reason));
  }
}

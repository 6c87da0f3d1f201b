package dev.slipway.functions.connectioncheck;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.check.ConnectionCheck;
import dev.slipway.connections.links.ConnectLinkStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// One round over all connections, at most 16 at once. What does not fit into this invocation
/// continues in another, started by a wake object.
final class CheckRound {
  private static final Logger LOGGER = System.getLogger(CheckRound.class.getName());
  private static final int AT_ONCE = 16;
  private static final int PAGE = 200;
  private static final int DUE_AT_ONCE = 500;

  /// Longer than any single check takes.
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private final ConnectionStore connections;
  private final ConnectionCheck check;
  private final @Nullable AppWebhooks webhooks;
  private final AppStorefronts storefronts;
  private final UnverifiedConnections unverified;
  private final QuotaCorrections quotas;
  private final ConnectLinkStore links;
  private final InstantSource clock;

  /// @param webhooks null when no webhooks are registered
  CheckRound(
      ConnectionStore connections,
      ConnectionCheck check,
      @Nullable AppWebhooks webhooks,
      AppStorefronts storefronts,
      UnverifiedConnections unverified,
      QuotaCorrections quotas,
      ConnectLinkStore links,
      InstantSource clock) {
    this.links = links;
    this.quotas = quotas;
    this.unverified = unverified;
    this.webhooks = webhooks;
    this.storefronts = storefronts;
    this.connections = connections;
    this.check = check;
    this.clock = clock;
  }

  /// Checks the connections that are due before the daily round, such as those for which Apple
  /// could not be asked, and publishes what is due of connect links. One that is not reached in
  /// time gets a wake object.
  ///
  /// @param remainingMillis the remaining time of this invocation
  void runDue(IntSupplier remainingMillis) {
    var due = connections.due(clock.instant(), DUE_AT_ONCE, links::announceDue);
    var permits = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ConnectionId id : due) {
        permits.acquireUninterruptibly();
        if (remainingMillis.getAsInt() > RESERVE.toMillis()) {
          threads.execute(() -> checkOne(id, permits));
        } else {
          permits.release();
          connections.wake(id);
        }
      }
    }
    LOGGER.log(Level.INFO, "Checked connections that were due", Map.of("count", due.size()));
  }

  /// Checks every connection after the given one, or all of them.
  ///
  /// @param remainingMillis the remaining time of this invocation
  void run(@Nullable ConnectionId after, IntSupplier remainingMillis) {
    var permits = new Semaphore(AT_ONCE);
    int started = 0;
    ConnectionId last = after;
    boolean finished = true;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ConnectionStore.IdPage page;
      do {
        page = connections.listAll(last, PAGE);
        var apps =
            page.ids().isEmpty()
                ? Map.<ConnectionId, List<AppId>>of()
                : storefronts.apps(page.ids().getFirst(), page.ids().getLast());
        for (ConnectionId id : page.ids()) {
          permits.acquireUninterruptibly();
          // The first few always run, so that even a short invocation advances the round.
          boolean timeLeft = remainingMillis.getAsInt() > RESERVE.toMillis();
          if (!timeLeft && started >= AT_ONCE) {
            permits.release();
            finished = false;
            break;
          }
          started++;
          last = id;
          threads.execute(() -> checkAndMaintain(id, apps.getOrDefault(id, List.of()), permits));
        }
      } while (finished && page.next() != null);
    }
    if (!finished && last != null) {
      connections.wakeRound(last);
    }
    LOGGER.log(Level.INFO, "Checked connections", Map.of("count", started, "finished", finished));
  }

  /// Checks a connection, removes it if it was never verified, maintains its webhooks and looks at
  /// the stores of its apps: lost notifications and looks need a working key.
  private void checkAndMaintain(ConnectionId id, List<AppId> apps, Semaphore permits) {
    try {
      var checked = check.check(id, Purpose.ROUND);
      if (checked.isPresent() && unverified.remove(checked.get().connection())) {
        LOGGER.log(Level.INFO, "Unverified connection removed", Map.of("connectionId", id));
      }
      connections.read(id).ifPresent(quotas::correct);
      if (webhooks != null) {
        webhooks.maintain(id);
      }
      storefronts.look(id, apps);
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "A connection could not be checked", e);
    } finally {
      permits.release();
    }
  }

  private void checkOne(ConnectionId id, Semaphore permits) {
    try {
      check.check(id, Purpose.ROUND);
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "A connection could not be checked", e);
    } finally {
      permits.release();
    }
  }
}

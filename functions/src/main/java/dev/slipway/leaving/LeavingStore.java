package dev.slipway.leaving;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonFields;
import dev.slipway.json.RecordCodec;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.KeyHash;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Orders of tenants to remove their data, and the wake objects that start a worker. Thread-safe.
public final class LeavingStore {
  private static final String WAKE = "leave-";
  private static final String SUFFIX = ".json";
  private static final int AT_ONCE = 100;

  /// Longer than an invocation of connection-check can run.
  private static final Duration LEASE = Duration.ofMinutes(6);

  private static final RecordCodec<Leaving> CODEC = RecordCodec.of(Leaving.class);

  private final StateStore state;
  private final Documents<Leaving> orders;
  private final InstantSource clock;

  public LeavingStore(StateStore state, InstantSource clock) {
    this.state = state;
    this.orders = new Documents<>(state, CODEC::write, CODEC::read);
    this.clock = clock;
  }

  /// Records the order, unless it exists, and starts a worker.
  ///
  /// @return when the order was given first
  public Instant order(String tenant, Actor actor) {
    var order = Leaving.ordered(tenant, clock.instant(), actor);
    String hash = hash(tenant);
    orders.create(StateKeys.leavingOrder(hash), order);
    Instant first = read(hash).map(Leaving::orderedAt).orElse(order.orderedAt());
    wake(hash);
    return first;
  }

  /// Returns whether the tenant's data is being removed.
  public boolean isUnderWay(String tenant) {
    return read(hash(tenant)).isPresent();
  }

  /// Returns the hash in a wake object of this kind, by the last segment of its key; empty for wake
  /// objects of another kind.
  public static Optional<String> ofWake(String wakeId) {
    return Optional.of(wakeId)
        .filter(id -> id.startsWith(WAKE))
        .map(id -> id.substring(WAKE.length()))
        .filter(KeyHash::matches);
  }

  /// Starts a worker for each order that has none: a wake object may be lost, a worker may die, and
  /// some of the work waits for others.
  public void wakeAll() {
    for (String key : state.list(StateKeys.LEAVING_ORDERS_PREFIX, null, AT_ONCE).keys()) {
      if (key.endsWith(SUFFIX)) {
        wake(
            key.substring(
                StateKeys.LEAVING_ORDERS_PREFIX.length(), key.length() - SUFFIX.length()));
      }
    }
  }

  /// Starts a worker.
  void wake(String hash) {
    state.put(
        StateKeys.WAKE_CHECK_PREFIX + WAKE + hash, JsonFields.with("at", clock.instant()).toMap());
  }

  /// Takes the order; empty without an order, and while another worker has it.
  Optional<Leaving> take(String hash) {
    var now = clock.instant();
    var before = orders.read(StateKeys.leavingOrder(hash));
    return before
        .filter(
            found -> {
              var busyUntil = found.value().busyUntil();
              return busyUntil == null || !busyUntil.isAfter(now);
            })
        .flatMap(
            found ->
                orders.replace(
                    StateKeys.leavingOrder(hash),
                    found.value().withBusyUntil(now.plus(LEASE)),
                    found.version()))
        .map(Versioned::value);
  }

  /// Changes the order, as its worker.
  Optional<Leaving> update(String hash, UnaryOperator<Leaving> change) {
    String key = StateKeys.leavingOrder(hash);
    return orders
        .update(key, change, (before, after) -> orders.replace(key, after, before.version()))
        .map(Versioned::value);
  }

  /// Removes the order, when nothing else is left.
  void delete(String hash) {
    state.delete(StateKeys.leavingOrder(hash));
  }

  static String hash(String tenant) {
    return KeyHash.of("leaving", tenant);
  }

  private Optional<Leaving> read(String hash) {
    return orders.read(StateKeys.leavingOrder(hash)).map(Versioned::value);
  }
}

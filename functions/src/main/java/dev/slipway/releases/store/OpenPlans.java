package dev.slipway.releases.store;

import dev.slipway.json.RecordCodec;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.QuotaExceededException;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.KeyHash;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// One open plan for each object key, whatever is asked for. A second request joins a plan that has
/// not read the object yet, because it will read the same version. Otherwise the object may have
/// been replaced meanwhile, so the new plan supersedes the older one. Thread-safe.
public final class OpenPlans {
  /// The record of a plan is written just after its pointer. Later, a plan without a record was
  /// removed with its connection.
  private static final Duration BEING_CREATED = Duration.ofMinutes(1);

  /// A plan is over after a day at the latest.
  private static final Duration POINTER_KEPT = Duration.ofDays(2);

  private static final int LOOKED_THROUGH = 5;

  private static final RecordCodec<Pointer> CODEC = RecordCodec.of(Pointer.class);

  private final StateStore state;
  private final Documents<Pointer> pointers;
  private final ReleaseStore releases;
  private final QuotaCounts quotas;
  private final InstantSource clock;

  /// The newest plan of an object key.
  private record Pointer(ReleaseId release, Instant at) {}

  public OpenPlans(
      StateStore state, ReleaseStore releases, QuotaCounts quotas, InstantSource clock) {
    this.state = state;
    this.pointers = new Documents<>(state, CODEC::write, CODEC::read);
    this.releases = releases;
    this.quotas = quotas;
    this.clock = clock;
  }

  /// Stores a plan, unless it joins another one, and has drop-intake make it.
  ///
  /// @param wanted the plan, whose drop names the object key and no version
  /// @return the plan that serves the request
  /// @throws QuotaExceededException when plans of as many other objects are being made
  public ReleaseId open(ReleaseRecord wanted) {
    var serving =
        Documents.retry(() -> tryOpen(wanted))
            .orElseThrow(
                () -> new IllegalStateException("plans are requested faster than they are stored"));
    releases.wakeIntake(serving);
    forgetOld(wanted);
    return serving;
  }

  /// Removes some old pointers of the tenant, more with each request than a request adds: those
  /// that follow its own key, whose place is that of a hash. A plan that loses its pointer is not
  /// joined and not superseded.
  private void forgetOld(ReleaseRecord wanted) {
    var old = clock.instant().minus(POINTER_KEPT);
    String prefix = StateKeys.tenantPlans(wanted.tenant());
    for (String key : state.list(prefix, key(wanted), LOOKED_THROUGH).keys()) {
      if (pointers.read(key).filter(found -> found.value().at.isBefore(old)).isPresent()) {
        state.delete(key);
      }
    }
  }

  private static String key(ReleaseRecord wanted) {
    return StateKeys.tenantPlan(wanted.tenant(), KeyHash.of(wanted.drop().trigger().key()));
  }

  private Optional<ReleaseId> tryOpen(ReleaseRecord wanted) {
    String key = key(wanted);
    var now = clock.instant();
    var stored = pointers.read(key).orElse(null);
    var other = stored == null ? null : stored.value();
    var before =
        other == null ? null : releases.read(other.release).map(Versioned::value).orElse(null);
    if (other != null && before != null && isJoined(before)) {
      return Optional.of(other.release);
    }
    if (other != null && before == null && now.isBefore(other.at.plus(BEING_CREATED))) {
      // Its caller is about to write the same record, or died: the second to come finds it written.
      releases.create(wanted.withId(other.release));
      return Optional.of(other.release);
    }
    if (pointers.write(key, new Pointer(wanted.id(), now), stored).isEmpty()) {
      return Optional.empty();
    }
    if (before == null || !before.state().isOpen()) {
      requireRoom(wanted);
    }
    releases.create(wanted);
    if (before != null && before.state().isOpen()) {
      supersede(before.id(), wanted, now);
    }
    return Optional.of(wanted.id());
  }

  /// Counts the pointers, the wanted plan's own included. Those of plans that have ended are
  /// deleted first: the function that ended one may have died before.
  private void requireRoom(ReleaseRecord wanted) {
    String tenant = wanted.tenant();
    if (quotas.check(tenant, Quota.OPEN_PLANS).isEmpty()) {
      return;
    }
    for (String id : quotas.ids(tenant, Quota.OPEN_PLANS)) {
      String other = Quota.OPEN_PLANS.marker(tenant, id);
      if (!other.equals(key(wanted)) && isOver(other)) {
        state.delete(other);
      }
    }
    var exceeded = quotas.check(tenant, Quota.OPEN_PLANS);
    if (exceeded.isPresent()) {
      forget(state, wanted);
      throw new QuotaExceededException(exceeded.get());
    }
  }

  private boolean isOver(String key) {
    var pointer = pointers.read(key).map(Versioned::value).orElse(null);
    if (pointer == null || pointer.at.plus(BEING_CREATED).isAfter(clock.instant())) {
      return false;
    }
    return releases.read(pointer.release).filter(found -> found.value().state().isOpen()).isEmpty();
  }

  /// Deletes the pointer of a plan that has ended, unless it names a newer plan.
  static void forget(StateStore state, ReleaseRecord plan) {
    String key = key(plan);
    boolean own =
        state
            .read(key)
            .map(stored -> CODEC.read(stored.document()))
            .filter(pointer -> pointer.release.equals(plan.id()))
            .isPresent();
    if (own) {
      state.delete(key);
    }
  }

  private static boolean isJoined(ReleaseRecord before) {
    return before.state().isOpen()
        && before.orders().cancel() == null
        && before.drop().trigger().versionId().isEmpty();
  }

  private void supersede(ReleaseId older, ReleaseRecord newer, Instant now) {
    var order =
        new Orders.Cancel(
            now,
            "Replaced by a newer plan of the same object: release " + newer.id() + ".",
            true,
            newer.id(),
            newer.actor());
    releases.update(
        older,
        plan ->
            plan.state().isOpen() && plan.orders().cancel() == null
                ? plan.withOrders(plan.orders().canceled(order))
                : plan);
    releases.wakeIntake(older);
  }
}

package dev.slipway.quotas;

import dev.slipway.json.JsonFields;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what tenants have and use. Thread-safe.
///
/// Of a stock, each thing has a marker, which is put before the thing and deleted after it. To take
/// one more, its marker is put and then all are listed; if there are too many, the marker goes
/// again. Of several that ask at the same moment the last to put its marker sees those of all
/// others, so **a stock is never larger than its limit**. They may all see too many and give way,
/// although one would have fitted: each tries 3 times. A marker that was lost makes the stock one
/// too small, and a leftover marker one too large, until the daily round corrects it.
///
/// What is used in a day is one object for each tenant, changed by compare-and-set.
public final class QuotaCounts {
  private static final Logger LOGGER = System.getLogger(QuotaCounts.class.getName());
  private static final int TRIES = 3;
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 20;

  private final StateStore state;
  private final Documents<DayUse> days;
  private final TenantQuotas quotas;
  private final InstantSource clock;

  /// One line of a tenant's quotas.
  ///
  /// @param resetsAt when what was used in the day is forgotten; null for a stock
  public record Use(Quota quota, long limit, long used, @Nullable Instant resetsAt) {}

  public QuotaCounts(StateStore state, TenantQuotas quotas, InstantSource clock) {
    this.state = state;
    this.days = new Documents<>(state, DayUse.CODEC::write, DayUse.CODEC::read);
    this.quotas = quotas;
    this.clock = clock;
  }

  /// Takes one of a stock for a thing that is about to exist. Does nothing when it has its marker.
  ///
  /// @param id names the thing, as in its marker
  /// @return why the tenant may have no more; empty when it may
  public Optional<QuotaExceeded> take(String tenant, Quota quota, String id) {
    return take(tenant, quota, id, 0);
  }

  /// Does the same, and leaves room for others.
  ///
  /// @param reserved for how many things that come first
  public Optional<QuotaExceeded> take(String tenant, Quota quota, String id, int reserved) {
    if (has(tenant, quota, id)) {
      return Optional.empty();
    }
    String prefix = quota.prefix(tenant);
    long limit = quotas.limit(quota);
    for (int i = 0; i < TRIES; i++) {
      if (list(prefix, limit).size() + reserved >= limit) {
        break;
      }
      put(tenant, quota, id);
      if (list(prefix, limit).size() <= limit) {
        return Optional.empty();
      }
      giveBack(tenant, quota, id);
    }
    return Optional.of(exceeded(quota, list(prefix, limit).size()));
  }

  /// Takes one of a stock whose marker was put already, by what the marker belongs to.
  ///
  /// @return why the tenant may have no more; the caller then removes the marker
  public Optional<QuotaExceeded> check(String tenant, Quota quota) {
    long limit = quotas.limit(quota);
    int found = list(quota.prefix(tenant), limit).size();
    return found <= limit ? Optional.empty() : Optional.of(exceeded(quota, limit));
  }

  /// Returns whether the thing has its marker.
  public boolean has(String tenant, Quota quota, String id) {
    return state.read(quota.marker(tenant, id)).isPresent();
  }

  /// Puts a marker whatever exists: for a thing that exists, and lacks it.
  public void put(String tenant, Quota quota, String id) {
    state.put(quota.marker(tenant, id), JsonFields.with("at", clock.instant()).toMap());
  }

  /// Deletes the marker of a thing that is gone, or that was not made.
  public void giveBack(String tenant, Quota quota, String id) {
    state.delete(quota.marker(tenant, id));
  }

  /// Deletes the markers of a stock that were put before this moment: what they belong to is gone.
  public void forgetBefore(String tenant, Quota quota, Instant moment) {
    for (String id : ids(tenant, quota)) {
      if (putAt(tenant, quota, id).filter(at -> at.isBefore(moment)).isPresent()) {
        giveBack(tenant, quota, id);
      }
    }
  }

  /// Returns the ids of all things of a stock.
  public List<String> ids(String tenant, Quota quota) {
    String prefix = quota.prefix(tenant);
    return list(prefix, (long) PAGE * MOST_PAGES).stream()
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  /// Returns when a marker was put; empty when it does not exist.
  public Optional<Instant> putAt(String tenant, Quota quota, String id) {
    return state
        .read(quota.marker(tenant, id))
        .map(stored -> stored.document().optionalInstant("at").orElse(Instant.EPOCH));
  }

  /// Uses some of the day's quota, if it is not more than what is left of it.
  ///
  /// @return why the tenant may use no more today; empty when it may
  public Optional<QuotaExceeded> use(String tenant, Quota quota, long amount) {
    String key = StateKeys.quotas(tenant);
    String today = today();
    var outcome =
        Documents.retry(
            () -> {
              var stored = days.read(key).orElse(null);
              var before = today(stored, today);
              if (before.of(quota) + amount > quotas.limit(quota)) {
                return Optional.of(Optional.of(exceeded(quota, before.of(quota))));
              }
              return days.write(key, before.plus(quota, amount), stored).isPresent()
                  ? Optional.of(Optional.<QuotaExceeded>empty())
                  : Optional.empty();
            });
    // Nobody is refused because others of the tenant are faster than the store.
    return outcome.orElse(Optional.empty());
  }

  /// Counts what was used already, even where that is more than the quota.
  public void used(String tenant, Quota quota, long amount) {
    String key = StateKeys.quotas(tenant);
    String today = today();
    Documents.retry(
        () -> {
          var stored = days.read(key).orElse(null);
          return days.write(key, today(stored, today).plus(quota, amount), stored);
        });
  }

  /// Counts back what was counted a moment ago and not used after all. What cannot be written now
  /// stays used: the reason for which it was not used is what the caller must learn.
  public void unused(String tenant, Quota quota, long amount) {
    try {
      used(tenant, quota, -amount);
    } catch (StateUnavailableException e) {
      LOGGER.log(Level.WARNING, "A quota counts what was not used", e);
    }
  }

  /// Returns why nothing more may be used today; empty when the day's quota is not used up.
  public Optional<QuotaExceeded> usedUp(String tenant, Quota quota) {
    long used = day(tenant).of(quota);
    return used < quotas.limit(quota) ? Optional.empty() : Optional.of(exceeded(quota, used));
  }

  /// Returns all quotas of a tenant with what it has or used.
  public List<Use> uses(String tenant) {
    var day = day(tenant);
    var uses = new ArrayList<Use>();
    for (Quota quota : Quota.values()) {
      long used = quota.isDaily() ? day.of(quota) : ids(tenant, quota).size();
      uses.add(new Use(quota, quotas.limit(quota), used, quota.isDaily() ? midnight() : null));
    }
    return uses;
  }

  private DayUse day(String tenant) {
    return today(days.read(StateKeys.quotas(tenant)).orElse(null), today());
  }

  private static DayUse today(@Nullable Versioned<DayUse> stored, String today) {
    return stored == null || !stored.value().day().equals(today)
        ? DayUse.none(today)
        : stored.value();
  }

  private QuotaExceeded exceeded(Quota quota, long used) {
    var now = clock.instant();
    var askAgain = quota.askAgain();
    var until = askAgain == null ? midnight() : now.plus(askAgain);
    return new QuotaExceeded(
        quota, quotas.limit(quota), used, until, Duration.between(now, until).plusSeconds(1));
  }

  private String today() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private Instant midnight() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  /// Lists markers until there are more than the limit.
  private List<String> list(String prefix, long limit) {
    var found = new ArrayList<String>();
    String position = null;
    do {
      var page = state.list(prefix, position, (int) Math.min(PAGE, limit + 1));
      found.addAll(page.keys());
      position = page.next();
    } while (position != null && found.size() <= limit);
    return found;
  }
}

package dev.slipway.budgets;

import dev.slipway.budgets.Allowance.Account;
import dev.slipway.budgets.Allowance.Grasp;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The budgets of all keys in the state bucket, one document for each key. All holders of the key
/// share its budget, across tenants; the document names neither. Thread-safe.
///
/// A failure here never stops work: when the document cannot be read or written, calls are made
/// without a grant, and only Apple's own refusals (429) slow them down.
public final class KeyBudgets {
  private static final Logger LOGGER = System.getLogger(KeyBudgets.class.getName());

  private static final int LOCKS = 64;

  /// Others may return unused calls, so a worker asks again after this long at the latest.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /// Waiting workers come back spread over this time, the schedule's period.
  private static final Duration SPREAD = Duration.ofMinutes(5);

  private final StateStore state;
  private final Documents<KeyBudget> budgets;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// Workers of one process take turns, so that they lose no races against each other.
  private final List<Lock> locks = Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

  /// Keys of which Apple's last answer to this process left many calls: calls without a grant need
  /// no look at the document.
  private final Set<String> ample = ConcurrentHashMap.newKeySet();

  /// Creates budgets with names and times that are unique to this process, even if another one was
  /// restored from the same snapshot: of Java's generators only `SecureRandom` is safe there (AWS
  /// Lambda Developer Guide, "Handling uniqueness with Lambda SnapStart").
  public KeyBudgets(StateStore state, InstantSource clock) {
    this(state, clock, new SecureRandom());
  }

  /// @param random thread-safe
  KeyBudgets(StateStore state, InstantSource clock, RandomGenerator random) {
    this.state = state;
    this.budgets = new Documents<>(state, KeyBudget::toJson, KeyBudgets::understood);
    this.clock = clock;
    this.random = random;
  }

  /// The answer to a request for calls.
  public sealed interface Answer {
    /// Calls may be made; unused ones must be returned.
    record Granted(Allowance allowance) implements Answer {}

    /// Not now: ask again at that time.
    record Refused(Instant until) implements Answer {}
  }

  /// The holder's state after asking for more.
  record Renewed(Grasp grasp, @Nullable Instant refusedUntil) {}

  /// Asks for calls with a key.
  ///
  /// @param fingerprint of the key's public half
  public Answer ask(String fingerprint, Purpose purpose) {
    if (!purpose.takesGrant()) {
      return askWithoutGrant(fingerprint, purpose);
    }
    var renewed = renew(fingerprint, purpose, null, now());
    var refused = renewed.refusedUntil;
    return refused == null
        ? new Answer.Granted(new Allowance(this, fingerprint, purpose, renewed.grasp))
        : new Answer.Refused(refused);
  }

  /// Writes nothing; reads the document only if calls may be scarce.
  private Answer askWithoutGrant(String fingerprint, Purpose purpose) {
    var now = now();
    var budget =
        ample.contains(fingerprint)
            ? Optional.<KeyBudget>empty()
            : peek(fingerprint).map(found -> found.tidied(now));
    return budget
        .filter(found -> !found.allows(purpose, now))
        .<Answer>map(found -> new Answer.Refused(found.allowedAt(purpose, now)))
        .orElseGet(
            () -> new Answer.Granted(new Allowance(this, fingerprint, purpose, Grasp.UNBOUNDED)));
  }

  private Optional<KeyBudget> peek(String fingerprint) {
    try {
      return budgets.read(StateKeys.budget(fingerprint)).map(Versioned::value);
    } catch (StateUnavailableException | JsonShapeException e) {
      LOGGER.log(Level.WARNING, "A key's budget cannot be used; calls are made without it", e);
      return Optional.empty();
    }
  }

  /// Notes calls that were made without a grant. The document is written only if calls are scarce,
  /// or Apple refused one.
  void noteUngranted(String fingerprint, Account account, boolean scarce) {
    if (scarce) {
      ample.remove(fingerprint);
      recordCalls(fingerprint, account);
    } else {
      ample.add(fingerprint);
    }
  }

  Instant now() {
    return clock.instant();
  }

  /// Accounts for the earlier grant, and grants more.
  ///
  /// @param before null without an earlier grant
  Renewed renew(String fingerprint, Purpose purpose, @Nullable Account before, Instant now) {
    String id = HexFormat.of().toHexDigits(random.nextLong());
    var written =
        change(
            fingerprint,
            before,
            budget -> {
              var settled = before == null ? budget : settled(budget, before, now);
              return settled.allows(purpose, now)
                  ? settled.granting(id, purpose.grant(settled.hourLimit()), now)
                  : settled;
            });
    if (written.isEmpty()) {
      return new Renewed(Grasp.UNBOUNDED, null);
    }
    var budget = written.get().value();
    var grant = budget.grants().stream().filter(held -> held.id().equals(id)).findFirst();
    if (grant.isPresent()) {
      return new Renewed(new Grasp(id, grant.get().calls(), written.get()), null);
    }
    var allowed = budget.allowedAt(purpose, now);
    var latest = now.plus(LONGEST_WAIT);
    var until =
        (allowed.isBefore(latest) ? allowed : latest)
            .plusMillis(random.nextLong(SPREAD.toMillis()));
    return new Renewed(new Grasp("", 0, written.get()), until);
  }

  void recordCalls(String fingerprint, Account account) {
    var now = now();
    var written = change(fingerprint, account, budget -> settled(budget, account, now));
    if (written.isEmpty()) {
      LOGGER.log(Level.DEBUG, "Calls are not accounted for; their grant expires automatically");
    }
  }

  private static KeyBudget settled(KeyBudget budget, Account account, Instant now) {
    var grasp = account.grasp();
    return budget.settled(
        grasp.id(),
        grasp.isHeld() ? grasp.calls() : 0,
        account.spent(),
        account.said(),
        account.pausedUntil(),
        now);
  }

  /// Changes the document; writes only what differs.
  ///
  /// @return the document afterwards; empty when it could neither be read nor written
  private Optional<Versioned<KeyBudget>> change(
      String fingerprint, @Nullable Account account, UnaryOperator<KeyBudget> change) {
    var lock = locks.get(Math.floorMod(fingerprint.hashCode(), LOCKS));
    lock.lock();
    try {
      return changeAlone(fingerprint, account, change);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Versioned<KeyBudget>> changeAlone(
      String fingerprint, @Nullable Account account, UnaryOperator<KeyBudget> change) {
    String key = StateKeys.budget(fingerprint);
    var known = account == null ? null : account.grasp().known();
    try {
      // What the holder knows spares one read, unless another writer was faster.
      if (known != null) {
        var changed = changeOnce(key, known, change);
        if (changed.isPresent()) {
          return changed;
        }
      }
      var changed = Documents.retry(() -> changeOnce(key, read(key).orElse(null), change));
      if (changed.isEmpty()) {
        LOGGER.log(Level.WARNING, "A key's budget changes faster than it can be written");
      }
      return changed;
    } catch (StateUnavailableException | JsonShapeException e) {
      LOGGER.log(Level.WARNING, "A key's budget cannot be used; calls are made without it", e);
      return Optional.empty();
    }
  }

  private Optional<Versioned<KeyBudget>> changeOnce(
      String key, @Nullable Versioned<KeyBudget> before, UnaryOperator<KeyBudget> change) {
    var after = change.apply((before == null ? KeyBudget.unknown() : before.value()).tidied(now()));
    return before != null && after.equals(before.value())
        ? Optional.of(before)
        : budgets.write(key, after, before);
  }

  private Optional<Versioned<KeyBudget>> read(String key) {
    try {
      return budgets.read(key);
    } catch (JsonShapeException e) {
      state.put(key, KeyBudget.unknown().toJson());
      return budgets.read(key);
    }
  }

  /// Starts again with an unknown budget where the document cannot be understood.
  private static KeyBudget understood(JsonObject document) {
    try {
      return KeyBudget.fromJson(document);
    } catch (JsonShapeException e) {
      return KeyBudget.unknown();
    }
  }
}

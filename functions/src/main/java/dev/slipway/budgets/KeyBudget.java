package dev.slipway.budgets;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of one key's rolling hour (apple-doc: Identifying rate limits), as the state
/// bucket stores it. Every decision about it is made here, without a clock and without a store.
/// Immutable.
///
/// Used calls are: our own calls of the last hour, the calls that are granted and not accounted for
/// yet, and those that others (another tool with the same key) had made by Apple's last answer.
/// Others' calls are forgotten evenly over an hour, because their times are unknown. In doubt more
/// calls count as used than are: each of our calls counts up to five minutes longer than an hour.
///
/// @param hourLimit by Apple's last answer
/// @param observedAt the time of Apple's last answer; null for never
/// @param foreignCalls how many calls others made, by Apple's last answer
/// @param pausedUntil until when Apple accepts no burst; null when no pause is known
/// @param spent Slipway's calls, by slots of five minutes
/// @param grants calls that workers hold
record KeyBudget(
    int hourLimit,
    @Nullable Instant observedAt,
    int foreignCalls,
    @Nullable Instant pausedUntil,
    List<Spent> spent,
    List<Grant> grants) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// A grant whose holder has not reported for this long counts as spent.
  static final Duration GRANT_LIFE = Duration.ofMinutes(10);

  /// The limit in Apple's own example; checks learn the true one before releases begin.
  private static final int LIKELY_LIMIT = 3500;

  private static final long SLOT_SECONDS = 300;
  private static final int MOST_CALLS = 1_000_000;

  private static final RecordCodec<KeyBudget> CODEC = RecordCodec.of(KeyBudget.class);

  /// Calls in a slot of five minutes.
  record Spent(Instant from, int calls) {
    Spent {
      checkCalls(calls);
    }
  }

  /// Calls that one worker may make.
  record Grant(String id, int calls, Instant until) {
    Grant {
      checkCalls(calls);
    }
  }

  KeyBudget {
    hourLimit = Math.max(1, checkCalls(hourLimit));
    checkCalls(foreignCalls);
    spent = List.copyOf(spent);
    grants = List.copyOf(grants);
  }

  /// Returns the budget of a key of which nothing is known.
  static KeyBudget unknown() {
    return new KeyBudget(LIKELY_LIMIT, null, 0, null, List.of(), List.of());
  }

  /// Returns how many calls are neither made nor held.
  int available(Instant now) {
    return hourLimit - own(now) - granted(now) - foreign(now);
  }

  /// Returns whether a grant for this purpose may be given now. While no call is used it may, even
  /// if Apple's last limit is too low; otherwise a better limit would never be learned.
  boolean allows(Purpose purpose, Instant now) {
    boolean paused = purpose != Purpose.INTERACTIVE && isPaused(now);
    int available = available(now);
    boolean enough = available - purpose.grant(hourLimit) >= purpose.leaves(hourLimit);
    return !paused && (enough || available == hourLimit);
  }

  /// Returns the earliest time at which a grant for this purpose may be given, if no call is made
  /// until then: soon after the next hour at the latest.
  Instant allowedAt(Purpose purpose, Instant now) {
    var last = now.plus(HOUR).plusSeconds(SLOT_SECONDS);
    var then = now.plus(MINUTE);
    while (then.isBefore(last) && !tidied(then).allows(purpose, then)) {
      then = then.plus(MINUTE);
    }
    return then;
  }

  KeyBudget granting(String id, int calls, Instant now) {
    var more = new ArrayList<>(grants);
    more.add(new Grant(id, calls, now.plus(GRANT_LIFE)));
    return with(spent, more);
  }

  /// Accounts for a grant, and takes over Apple's last answer.
  ///
  /// @param id of the grant; it may have expired meanwhile, and then counted as spent
  /// @param granted how many calls it was for
  /// @param calls how many were made
  /// @param said Apple's last answer; null for none
  /// @param paused until when Apple accepts no burst; null when no pause is known
  KeyBudget settled(
      String id,
      int granted,
      int calls,
      @Nullable Observation said,
      @Nullable Instant paused,
      Instant now) {
    var others = new ArrayList<>(grants);
    boolean held = others.removeIf(grant -> grant.id.equals(id));
    var accounted = with(spent, others).spending(held ? calls : Math.max(0, calls - granted), now);
    return accounted.pausing(paused).hearing(said, now);
  }

  /// Returns the budget without what no longer counts.
  KeyBudget tidied(Instant now) {
    var held = new ArrayList<Grant>();
    var tidy = this;
    for (Grant grant : grants) {
      if (now.isBefore(grant.until)) {
        held.add(grant);
      } else {
        tidy = tidy.spending(grant.calls, grant.until);
      }
    }
    var recent = tidy.spent.stream().filter(slot -> counts(slot, now)).toList();
    return new KeyBudget(
        hourLimit, observedAt, foreignCalls, isPaused(now) ? pausedUntil : null, recent, held);
  }

  private boolean isPaused(Instant now) {
    // A time far ahead comes from a wrong clock.
    return pausedUntil != null && now.isBefore(pausedUntil) && pausedUntil.isBefore(now.plus(HOUR));
  }

  private int own(Instant now) {
    return spent.stream().filter(slot -> counts(slot, now)).mapToInt(Spent::calls).sum();
  }

  private int granted(Instant now) {
    return grants.stream()
        .filter(grant -> grant.until.isBefore(now.plus(HOUR)))
        .mapToInt(Grant::calls)
        .sum();
  }

  private int foreign(Instant now) {
    // A time far ahead comes from a wrong clock.
    if (observedAt == null || !observedAt.isBefore(now.plus(HOUR))) {
      return 0;
    }
    long left = HOUR.toSeconds() - Math.max(0, Duration.between(observedAt, now).toSeconds());
    return left <= 0 ? 0 : Math.toIntExact(foreignCalls * left / HOUR.toSeconds());
  }

  private static boolean counts(Spent slot, Instant now) {
    return slot.from.plusSeconds(SLOT_SECONDS).plus(HOUR).isAfter(now)
        && slot.from.isBefore(now.plus(HOUR));
  }

  private KeyBudget spending(int calls, Instant at) {
    if (calls == 0) {
      return this;
    }
    var from =
        Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
    var slots = new ArrayList<>(spent);
    int before = slots.stream().filter(slot -> slot.from.equals(from)).mapToInt(Spent::calls).sum();
    slots.removeIf(slot -> slot.from.equals(from));
    slots.add(new Spent(from, before + calls));
    return with(slots, grants);
  }

  private KeyBudget pausing(@Nullable Instant paused) {
    boolean later = paused != null && (pausedUntil == null || paused.isAfter(pausedUntil));
    return later ? new KeyBudget(hourLimit, observedAt, foreignCalls, paused, spent, grants) : this;
  }

  /// Takes over Apple's answer, unless it is earlier than the last one.
  private KeyBudget hearing(@Nullable Observation said, Instant now) {
    if (said == null || said.limit() < 1) {
      return this;
    }
    boolean isEarlier =
        observedAt != null && said.at().isBefore(observedAt) && observedAt.isBefore(now.plus(HOUR));
    if (isEarlier) {
      return this;
    }
    int limit = Math.min(said.limit(), MOST_CALLS);
    int used = Math.max(0, limit - said.remaining());
    int foreign = Math.max(0, used - own(now) - granted(now));
    return new KeyBudget(limit, said.at(), foreign, pausedUntil, spent, grants);
  }

  private KeyBudget with(List<Spent> changedSpent, List<Grant> changedGrants) {
    return new KeyBudget(
        hourLimit, observedAt, foreignCalls, pausedUntil, changedSpent, changedGrants);
  }

  /// Returns the document of the state bucket.
  Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// @throws dev.slipway.json.JsonShapeException when it is malformed
  static KeyBudget fromJson(JsonObject json) {
    return CODEC.read(json);
  }

  private static int checkCalls(int number) {
    if (number < 0 || number > MOST_CALLS) {
      throw new IllegalArgumentException("not a number of calls: " + number);
    }
    return number;
  }
}

package dev.slipway.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.http.CallReport;
import dev.slipway.appstoreconnect.http.RateLimit;
import dev.slipway.json.JsonObject;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyBudgetsTest {
  private static final String KEY = "aa11";
  private static final String OTHER = "bb22";

  private final CountingStore store = new CountingStore();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final KeyBudgets budgets = new KeyBudgets(store, () -> now, new Random(7));

  @Test
  void whatOneWorkerSpentTheNextDoesNotHave() {
    var first = granted(KEY, Purpose.RELEASE);
    calls(first, 30, 100);
    first.giveBack();

    assertThat(stored(KEY).available(now)).isEqualTo(70);
    assertThat(stored(KEY).grants()).isEmpty();
  }

  @Test
  void keysDoNotTouchEachOther() {
    var first = granted(KEY, Purpose.RELEASE);
    calls(first, 100, 100);
    first.giveBack();

    assertThat(budgets.ask(KEY, Purpose.RELEASE)).isInstanceOf(KeyBudgets.Answer.Refused.class);
    assertThat(budgets.ask(OTHER, Purpose.RELEASE)).isInstanceOf(KeyBudgets.Answer.Granted.class);
  }

  @Test
  void aPassCostsAHandfulOfRequestsAndNotOneForEachCall() {
    var allowance = granted(KEY, Purpose.RELEASE);
    for (int call = 0; call < 30; call++) {
      assertThat(allowance.extendTo(6)).isEmpty();
      calls(allowance, 1, 3500);
    }
    allowance.giveBack();

    assertThat(store.requests).isLessThanOrEqualTo(3);
  }

  @Test
  void whoHasNoCallsLeftComesBackLaterEachAtATimeOfTheirOwn() {
    var first = granted(KEY, Purpose.RELEASE);
    calls(first, 95, 100);
    first.giveBack();
    var times = new HashSet<Instant>();
    for (int i = 0; i < 20; i++) {
      if (budgets.ask(KEY, Purpose.RELEASE) instanceof KeyBudgets.Answer.Refused(Instant until)) {
        assertThat(until).isAfter(now).isBefore(now.plus(Duration.ofMinutes(20)));
        times.add(until.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
      }
    }

    assertThat(times).hasSizeGreaterThan(10);
  }

  @Test
  void aRefusalIsRememberedUntilItsTime() {
    var allowance = granted(KEY, Purpose.RELEASE);
    calls(allowance, 95, 100);
    var until = allowance.extendTo(1).orElseThrow();
    int before = store.requests;

    assertThat(allowance.extendTo(1)).contains(until);
    assertThat(store.requests).isEqualTo(before);

    now = now.plus(Duration.ofMinutes(70));
    assertThat(allowance.extendTo(1)).isEmpty();
  }

  @Test
  void aMinuteNearlySpentEndsTheAllowance() {
    var allowance = granted(KEY, Purpose.RELEASE);
    allowance.called(
        report(
            200,
            RateLimit.parse(
                "user-hour-lim:3500;user-hour-rem:3000;user-minute-lim:50;user-minute-rem:4;")));

    assertThat(allowance.extendTo(1)).isPresent();
    assertThat(budgets.ask(KEY, Purpose.FOLLOW)).isInstanceOf(KeyBudgets.Answer.Refused.class);
    assertThat(budgets.ask(KEY, Purpose.INTERACTIVE)).isInstanceOf(KeyBudgets.Answer.Granted.class);
  }

  @Test
  void followingTakesNoGrantAndWritesNothingWhileThereAreCallsEnough() {
    var first = granted(KEY, Purpose.FOLLOW);
    int asked = store.requests;
    calls(first, 2, 3500);
    first.giveBack();
    var second = granted(KEY, Purpose.FOLLOW);
    assertThat(second.extendTo(100)).isEmpty();
    calls(second, 2, 3500);
    second.giveBack();

    assertThat(asked).as("a process that knows nothing of the key reads").isEqualTo(1);
    assertThat(store.requests).isEqualTo(asked);
    assertThat(store.documents.read(StateKeys.budget(KEY))).isEmpty();
  }

  @Test
  void followingReportsScarceCallsAndThenAsksTheBudget() {
    var following = granted(KEY, Purpose.FOLLOW);
    following.called(report(200, RateLimit.parse("user-hour-lim:1000;user-hour-rem:249;")));
    following.giveBack();
    assertThat(stored(KEY).available(now)).isEqualTo(249);
    assertThat(stored(KEY).grants()).isEmpty();

    granted(KEY, Purpose.FOLLOW).giveBack();
    var more = granted(KEY, Purpose.FOLLOW);
    more.called(report(200, RateLimit.parse("user-hour-lim:1000;user-hour-rem:80;")));
    more.giveBack();

    assertThat(budgets.ask(KEY, Purpose.FOLLOW)).isInstanceOf(KeyBudgets.Answer.Refused.class);
  }

  @Test
  void aRefusalWhileFollowingPausesEveryoneForAMinute() {
    var following = granted(KEY, Purpose.FOLLOW);
    following.called(report(429, RateLimit.parse("user-hour-lim:3500;user-hour-rem:3000;")));
    assertThat(following.extendTo(1)).isPresent();
    following.giveBack();

    assertThat(budgets.ask(KEY, Purpose.FOLLOW)).isInstanceOf(KeyBudgets.Answer.Refused.class);
    assertThat(budgets.ask(KEY, Purpose.RELEASE)).isInstanceOf(KeyBudgets.Answer.Refused.class);
    now = now.plus(Duration.ofMinutes(1));
    granted(KEY, Purpose.FOLLOW).giveBack();
  }

  @Test
  void manyWorkersTogetherAreGrantedNoMoreThanThereIs() throws Exception {
    var teacher = granted(KEY, Purpose.INTERACTIVE);
    calls(teacher, 1, 300);
    teacher.giveBack();
    var answers = new ArrayList<Future<KeyBudgets.Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        answers.add(threads.submit(() -> budgets.ask(KEY, Purpose.RELEASE)));
      }
    }
    int granted = 0;
    for (var answer : answers) {
      granted += answer.get() instanceof KeyBudgets.Answer.Granted ? 1 : 0;
    }

    assertThat(granted).isEqualTo(23);
    assertThat(stored(KEY).available(now)).isGreaterThanOrEqualTo(60);
  }

  @Test
  void anUnreachableStoreStopsNobody() {
    store.isReachable = false;
    var allowance = granted(KEY, Purpose.RELEASE);
    for (int call = 0; call < 500; call++) {
      assertThat(allowance.extendTo(6)).isEmpty();
      calls(allowance, 1, 3500);
    }
    allowance.giveBack();
    store.isReachable = true;

    assertThat(budgets.ask(KEY, Purpose.RELEASE)).isInstanceOf(KeyBudgets.Answer.Granted.class);
  }

  @Test
  void aBrokenDocumentIsBegunAnew() {
    for (Map<String, ?> broken :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("hourLimit", "many"),
            Map.of("hourLimit", -1, "foreignCalls", 0),
            Map.of("hourLimit", 3500, "foreignCalls", 0, "grants", List.of("x")))) {
      store.put(StateKeys.budget(KEY), broken);

      granted(KEY, Purpose.RELEASE).giveBack();

      assertThat(stored(KEY)).isEqualTo(KeyBudget.unknown());
    }
  }

  @Test
  void theDocumentNamesNobody() {
    var allowance = granted(KEY, Purpose.RELEASE);
    calls(allowance, 3, 3500);
    allowance.extendTo(1000);

    assertThat(document(KEY).names())
        .containsExactly("hourLimit", "observedAt", "foreignCalls", "spent", "grants");
    assertThat(document(KEY).objects("grants").getFirst().names())
        .containsExactly("id", "calls", "until");
  }

  private Allowance granted(String key, Purpose purpose) {
    return switch (budgets.ask(key, purpose)) {
      case KeyBudgets.Answer.Granted(Allowance allowance) -> allowance;
      case KeyBudgets.Answer.Refused(Instant until) ->
          throw new AssertionError("not until " + until);
    };
  }

  /// So many calls, of which Apple counts each.
  private void calls(Allowance allowance, int calls, int limit) {
    for (int call = 1; call <= calls; call++) {
      int remaining = limit - allowance.spentInAll() - 1;
      allowance.called(
          report(
              200,
              RateLimit.parse("user-hour-lim:" + limit + ";user-hour-rem:" + remaining + ";")));
    }
  }

  private CallReport report(int status, RateLimit limit) {
    return new CallReport("GET", "/v1/apps", status, Duration.ofMillis(80), limit, null, now);
  }

  private KeyBudget stored(String key) {
    return KeyBudget.fromJson(document(key));
  }

  private JsonObject document(String key) {
    return store.documents.read(StateKeys.budget(key)).orElseThrow().document();
  }

  /// Counts what is asked of it, and can be out of reach.
  private static final class CountingStore implements StateStore {
    private final InMemoryStateStore documents = new InMemoryStateStore();
    private volatile boolean isReachable = true;
    private volatile int requests;

    @Override
    public Optional<Stored> read(String key) {
      reach();
      return documents.read(key);
    }

    @Override
    public WriteOutcome create(String key, Map<String, ?> document) {
      reach();
      return documents.create(key, document);
    }

    @Override
    public WriteOutcome replace(String key, Map<String, ?> document, String expectedVersion) {
      reach();
      return documents.replace(key, document, expectedVersion);
    }

    @Override
    public void put(String key, Map<String, ?> document) {
      reach();
      documents.put(key, document);
    }

    @Override
    public void delete(String key) {
      reach();
      documents.delete(key);
    }

    @Override
    public KeyPage list(String prefix, @Nullable String startAfter, int limit) {
      reach();
      return documents.list(prefix, startAfter, limit);
    }

    private synchronized void reach() {
      requests++;
      if (!isReachable) {
        throw new StateUnavailableException("out of reach", new IllegalStateException("test"));
      }
    }
  }
}

package dev.slipway.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// By how much a quota can be exceeded: a stock never, a day's use never by what asks first.
class QuotaCountsTest {
  private static final TenantQuotas SMALL = new TenantQuotas(2, 3, 2, 3, 3, 1, 4);
  private static final Quota STOCK = Quota.RELEASES_UNDER_WAY;

  private final InMemoryStateStore state = new InMemoryStateStore();
  private Instant now = Instant.parse("2026-11-30T22:00:00Z");

  private QuotaCounts counts(StateStore store) {
    return new QuotaCounts(store, SMALL, () -> now);
  }

  private final QuotaCounts counts = counts(state);

  @ParameterizedTest
  @EnumSource(
      names = {"UNVERIFIED_CONNECTIONS", "CONNECTIONS", "OPEN_UPLOADS", "RELEASES_UNDER_WAY"})
  void aStockIsFullAtItsLimitAndHasRoomAgain(Quota quota) {
    int limit = (int) SMALL.limit(quota);
    for (int i = 0; i < limit; i++) {
      assertThat(counts.take("anna", quota, "id" + i)).isEmpty();
      assertThat(counts.take("anna", quota, "id" + i)).as("the same again").isEmpty();
    }

    var exceeded = counts.take("anna", quota, "more").orElseThrow();

    assertThat(exceeded.limit()).isEqualTo(limit);
    assertThat(exceeded.used()).isEqualTo(limit);
    assertThat(exceeded.until()).isAfter(now);
    assertThat(exceeded.toProblem().detail())
        .startsWith("Your organisation may have " + limit + " ")
        .contains(" and has " + limit + ".");
    assertThat(counts.take("bob", quota, "more")).as("another tenant").isEmpty();
    counts.giveBack("anna", quota, "id0");
    assertThat(counts.take("anna", quota, "more")).isEmpty();
    assertThat(counts.ids("anna", quota)).hasSize(limit);
  }

  /// One place is free. The second asks while the first is before each of its calls.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void oneOfTwoThatAskAtTheSameMomentGetsTheLastPlace(int call) {
    counts.take("anna", STOCK, "a");
    counts.take("anna", STOCK, "b");
    var second = new AtomicBoolean();
    var begun = new AtomicInteger();
    var first =
        counts(
            interrupted(
                () -> {
                  if (begun.getAndIncrement() == call) {
                    second.set(counts.take("anna", STOCK, "second").isEmpty());
                  }
                }));

    boolean fits = first.take("anna", STOCK, "first").isEmpty();

    assertThat(begun.get()).isGreaterThan(call);
    assertThat(fits).isNotEqualTo(second.get());
    assertThat(counts.ids("anna", STOCK)).hasSize(3);
  }

  /// Several may all give way, which is why the bound is the limit and not always reached.
  @Test
  void manyAtOnceAreNeverMoreThanTheLimit() throws Exception {
    int reached = 0;
    for (int round = 0; round < 50; round++) {
      String tenant = "tenant " + round;
      var work = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 16; i++) {
        String id = "id" + i;
        work.add(() -> counts.take(tenant, STOCK, id).isEmpty());
      }
      int admitted = 0;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(work)) {
          admitted += done.get() ? 1 : 0;
        }
      }
      assertThat(admitted).isLessThanOrEqualTo(3);
      assertThat(counts.ids(tenant, STOCK)).as("the refused leave nothing").hasSize(admitted);
      reached += admitted;
      for (int i = 0; admitted < 3; i++) {
        admitted += counts.take(tenant, STOCK, "later" + i).isEmpty() ? 1 : 0;
      }
    }
    assertThat(reached).isPositive();
  }

  @Test
  void whatComesFirstKeepsItsRoom() {
    counts.take("anna", STOCK, "a");

    assertThat(counts.take("anna", STOCK, "young", 2)).isPresent();
    assertThat(counts.take("anna", STOCK, "young", 1)).isEmpty();
  }

  /// By as many as markers were lost, until the daily round puts them again.
  @Test
  void aLostMarkerMakesRoomForOneMore() {
    for (String id : new String[] {"a", "b", "c"}) {
      counts.take("anna", STOCK, id);
    }
    counts.giveBack("anna", STOCK, "b");

    assertThat(counts.take("anna", STOCK, "d")).isEmpty();
    assertThat(counts.take("anna", STOCK, "e")).isPresent();
    counts.put("anna", STOCK, "b");

    assertThat(counts.ids("anna", STOCK)).hasSize(4);
    counts.giveBack("anna", STOCK, "d");
    assertThat(counts.take("anna", STOCK, "e")).as("as full as before").isPresent();
  }

  @Test
  void markersOfLongAgoAreForgotten() {
    counts.take("anna", Quota.OPEN_UPLOADS, "old");
    now = now.plus(Duration.ofDays(7));
    counts.take("anna", Quota.OPEN_UPLOADS, "new");

    counts.forgetBefore("anna", Quota.OPEN_UPLOADS, now.minus(Duration.ofDays(6)));

    assertThat(counts.ids("anna", Quota.OPEN_UPLOADS)).containsExactly("new");
  }

  @Test
  void aDaysUseStartsAgainAtMidnight() {
    assertThat(counts.use("anna", Quota.UPLOADED_BYTES_A_DAY, 600_000_000)).isEmpty();

    var exceeded = counts.use("anna", Quota.UPLOADED_BYTES_A_DAY, 400_000_001).orElseThrow();

    assertThat(exceeded.used()).isEqualTo(600_000_000);
    assertThat(exceeded.until()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(exceeded.retryAfter()).isEqualTo(Duration.ofHours(2).plusSeconds(1));
    assertThat(exceeded.text()).contains("starts again at 2026-12-01T00:00:00Z");
    assertThat(counts.use("anna", Quota.UPLOADED_BYTES_A_DAY, 400_000_000)).isEmpty();
    assertThat(counts.use("anna", Quota.READINESS_ASKS_A_DAY, 1)).as("another quota").isEmpty();
    now = exceeded.until();
    assertThat(counts.use("anna", Quota.UPLOADED_BYTES_A_DAY, 1_000_000_000)).isEmpty();
  }

  @Test
  void manyAtOnceUseNoMoreThanTheDayHas() throws Exception {
    var work = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 16; i++) {
      work.add(() -> counts.use("anna", Quota.READINESS_ASKS_A_DAY, 1).isEmpty());
    }
    int admitted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(work)) {
        admitted += done.get() ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(4);
  }

  /// A drop's size is known when it was read; the day then has more than its quota.
  @Test
  void whatWasUsedAlreadyCountsBeyondTheQuota() {
    assertThat(counts.usedUp("anna", Quota.DROPPED_BYTES_A_DAY)).isEmpty();
    counts.used("anna", Quota.DROPPED_BYTES_A_DAY, 4_000_000_000L);

    assertThat(counts.usedUp("anna", Quota.DROPPED_BYTES_A_DAY).orElseThrow().used())
        .isEqualTo(4_000_000_000L);
    now = now.plus(Duration.ofHours(2));
    assertThat(counts.usedUp("anna", Quota.DROPPED_BYTES_A_DAY)).isEmpty();
  }

  @Test
  void showsAllQuotas() {
    counts.take("anna", STOCK, "a");
    counts.use("anna", Quota.READINESS_ASKS_A_DAY, 2);

    var uses = counts.uses("anna");

    assertThat(uses).extracting(QuotaCounts.Use::quota).containsExactly(Quota.values());
    assertThat(uses.get(STOCK.ordinal())).isEqualTo(new QuotaCounts.Use(STOCK, 3, 1, null));
    assertThat(uses.get(Quota.READINESS_ASKS_A_DAY.ordinal()).used()).isEqualTo(2);
    assertThat(uses.get(Quota.READINESS_ASKS_A_DAY.ordinal()).resetsAt())
        .isEqualTo("2026-12-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1,2,3", "20,1000,5,50,500,1000,0", "a,1,1,1,1,1,1", "1,1,1,1,1,1,1,1"})
  void refusesSettingsOfAnotherForm(String text) {
    assertThat(TenantQuotas.isValid(text)).isFalse();
    assertThatThrownBy(() -> TenantQuotas.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsSettingsInTheirOrder() {
    assertThat(TenantQuotas.parse("20,1000,5,50,500,1000,500")).isEqualTo(TenantQuotas.PRESET);
  }

  private StateStore interrupted(Runnable before) {
    return (StateStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StateStore.class},
            (_, called, arguments) -> {
              before.run();
              return called.invoke(state, arguments);
            });
  }
}

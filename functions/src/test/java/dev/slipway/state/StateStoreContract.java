package dev.slipway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.state.StateStore.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every state store keeps to.
public abstract class StateStoreContract {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 30;

  /// An empty store.
  protected abstract StateStore store();

  @Test
  void readsWhatWasCreated() {
    var written = store().create("a/b.json", Map.of("name", "Zoë", "n", 3));

    var stored = store().read("a/b.json").orElseThrow();
    assertThat(stored.document().string("name")).isEqualTo("Zoë");
    assertThat(stored.document().number("n")).isEqualTo(3);
    assertThat(written).isEqualTo(new WriteOutcome.Written(stored.version()));
  }

  @Test
  void findsNothingUnderAnUnknownKey() {
    assertThat(store().read("nothing")).isEmpty();
  }

  @Test
  void createsOnlyOnce() {
    store().create("k", Map.of("by", "first"));

    assertThat(store().create("k", Map.of("by", "second"))).isEqualTo(new WriteOutcome.Conflict());
    assertThat(store().read("k").orElseThrow().document().string("by")).isEqualTo("first");
  }

  @Test
  void replacesTheVersionThatWasRead() {
    store().create("k", Map.of("n", 1));
    String version = store().read("k").orElseThrow().version();

    var outcome = store().replace("k", Map.of("n", 2), version);

    var stored = store().read("k").orElseThrow();
    assertThat(outcome).isEqualTo(new WriteOutcome.Written(stored.version()));
    assertThat(stored.document().number("n")).isEqualTo(2);
  }

  @Test
  void refusesToReplaceAnOlderVersion() {
    store().create("k", Map.of("n", 1));
    String old = store().read("k").orElseThrow().version();
    store().replace("k", Map.of("n", 2), old);

    assertThat(store().replace("k", Map.of("n", 3), old)).isEqualTo(new WriteOutcome.Conflict());
    assertThat(store().read("k").orElseThrow().document().number("n")).isEqualTo(2);
  }

  @Test
  void refusesToReplaceWhatIsGone() {
    store().create("k", Map.of("n", 1));
    String version = store().read("k").orElseThrow().version();
    store().delete("k");

    assertThat(store().replace("k", Map.of("n", 2), version))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(store().read("k")).isEmpty();
  }

  @Test
  void putsOverWhateverStands() {
    store().put("k", Map.of("n", 1));
    store().put("k", Map.of("n", 2));

    assertThat(store().read("k").orElseThrow().document().number("n")).isEqualTo(2);
  }

  @Test
  void deletesTwice() {
    store().put("k", Map.of());

    store().delete("k");
    store().delete("k");

    assertThat(store().read("k")).isEmpty();
  }

  @Test
  void listsInOrderPageByPage() {
    for (int i = 0; i < 7; i++) {
      store().put("list/" + i, Map.of());
    }
    store().put("lisu", Map.of());

    var keys = new ArrayList<String>();
    String position = null;
    do {
      var page = store().list("list/", position, 3);
      assertThat(page.keys()).hasSizeLessThanOrEqualTo(3);
      keys.addAll(page.keys());
      position = page.next();
    } while (position != null);

    assertThat(keys)
        .containsExactly("list/0", "list/1", "list/2", "list/3", "list/4", "list/5", "list/6");
  }

  @Test
  void listsNothingUnderAnUnknownPrefix() {
    var page = store().list("none/", null, 10);

    assertThat(page.keys()).isEmpty();
    assertThat(page.next()).isNull();
  }

  @Test
  void keepsKeysApartThatNeedEncoding() {
    store().put("tenants/a b+c%2Fü/x", Map.of("n", 1));

    assertThat(store().list("tenants/a b+c%2Fü/", null, 10).keys())
        .containsExactly("tenants/a b+c%2Fü/x");
    assertThat(store().read("tenants/a b+c%2Fü/x")).isPresent();
  }

  @Test
  void refusesPagesOfUnboundedSize() {
    assertThatThrownBy(() -> store().list("", null, 1001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  protected void letsOneOfEightCreate() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "race/create-" + round;

      var outcomes = race(writer -> store().create(key, Map.of("writer", writer)));

      assertThat(outcomes).filteredOn(WriteOutcome.Written.class::isInstance).hasSize(1);
    }
  }

  @Test
  protected void letsOneOfEightReplace() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "race/replace-" + round;
      store().create(key, Map.of("writer", -1));
      String version = store().read(key).orElseThrow().version();

      var outcomes = race(writer -> store().replace(key, Map.of("writer", writer), version));

      assertThat(outcomes).filteredOn(WriteOutcome.Written.class::isInstance).hasSize(1);
      int winner =
          (int) outcomes.stream().takeWhile(WriteOutcome.Conflict.class::isInstance).count();
      assertThat(store().read(key).orElseThrow().document().number("writer")).isEqualTo(winner);
    }
  }

  private interface Write {
    WriteOutcome by(int writer);
  }

  /// The outcomes in the order of the writers.
  private static List<WriteOutcome> race(Write write) throws Exception {
    var barrier = new CyclicBarrier(WRITERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Callable<WriteOutcome>>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(
            () -> {
              barrier.await();
              return write.by(writer);
            });
      }
      var outcomes = new ArrayList<WriteOutcome>();
      for (var future : threads.invokeAll(writers)) {
        outcomes.add(future.get());
      }
      return outcomes;
    }
  }
}

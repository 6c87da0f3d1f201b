package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static dev.slipway.functions.ReleaseFunctions.without;
import static dev.slipway.functions.releaseupload.TwoDrops.TEN;
import static dev.slipway.functions.releaseupload.TwoDrops.settle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.releases.model.ReleaseState;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person orders to submit while a worker prepares the release: at the last places where that
/// worker looks at its remaining time, after which it rests for a day.
class OrdersWhileAtWorkTest {
  private static final int LAST_PLACES = 3;

  @TempDir Path directory;

  @Test
  void anOrderToSubmitIsCarriedOutWithinTheHour() throws Exception {
    int places = places();
    assertThat(places).isGreaterThan(LAST_PLACES);
    for (int place = places - LAST_PLACES + 1; place <= places; place++) {
      try (var functions = new ReleaseFunctions(directory.resolve("at" + place))) {
        var api = api(functions);
        int at = place;
        var looks = new AtomicInteger();
        IntSupplier ordering =
            () -> {
              if (looks.incrementAndGet() == at) {
                submit(functions, api);
              }
              return PLENTY;
            };

        functions.upload(drop(functions), ordering);
        settle(functions, ordering);

        assertThat(functions.all().getFirst().state())
            .as("ordered at look %d of %d", place, places)
            .isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      }
    }
  }

  /// Returns how often workers look at their time until everything is ready.
  private int places() throws Exception {
    var looks = new AtomicInteger();
    try (var functions = new ReleaseFunctions(directory.resolve("counted"))) {
      IntSupplier counting =
          () -> {
            var all = functions.all();
            if (all.isEmpty() || all.getFirst().state() != ReleaseState.PREPARED) {
              looks.incrementAndGet();
            }
            return PLENTY;
          };
      functions.upload(drop(functions), counting);
      settle(functions, counting);
      assertThat(functions.all().getFirst().state()).isEqualTo(ReleaseState.PREPARED);
    }
    return looks.get();
  }

  private static String drop(ReleaseFunctions functions) {
    functions.drop("folder/App.ipa", "1.1", "2", 1000, TEN);
    return functions.put("folder/release.json", "{\"submit\":false}".getBytes(UTF_8), TEN);
  }

  private static ApiHandler api(ReleaseFunctions functions) {
    return new ApiHandler(
        without(functions.environment(), "SLIPWAY_APPLE_URL", "SLIPWAY_PART_HOSTS"),
        functions.fixture().clock());
  }

  /// The order's wake object starts a worker beside the one that is at it.
  private static void submit(ReleaseFunctions functions, ApiHandler api) {
    var release = functions.all().getFirst();
    var answer =
        functions
            .fixture()
            .call(api, Request.postJson("/releases/" + release.id() + "/submit", Map.of()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    functions.uploadBeside(ReleaseFunctions.wake(release), () -> PLENTY);
  }
}

package dev.slipway.functions.dropintake;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drop over a quota, from its event to its build at Apple.
class QueuedDropTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
  private static final String ONE_UNDER_WAY = "20,1000,5,50,1,1000,500";

  @TempDir Path directory;
  private ReleaseFunctions functions;

  @BeforeEach
  void start() throws IOException {
    functions = new ReleaseFunctions(directory, ONE_UNDER_WAY);
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  @Test
  void waitsWithoutACallToAppleAndGoesOnWithTheSweep() {
    String event = functions.drop("First.ipa", "1.1", "2", 1000, TEN);
    functions.upload(event, () -> PLENTY);
    functions.settle(() -> PLENTY);
    var first = newest();
    assertThat(first.state()).isEqualTo(ReleaseState.PROCESSING);
    int calls = functions.fixture().apple().exchanges().size();

    String second = functions.drop("Second.ipa", "1.2", "3", 1000, TEN.plusSeconds(60));
    functions.upload(second, () -> PLENTY);
    functions.upload(second, () -> PLENTY);

    var waiting = newest();
    assertThat(waiting.state()).isEqualTo(ReleaseState.QUEUED);
    assertThat(waiting.desired()).as("it is not read").isNull();
    assertThat(functions.fixture().apple().exchanges()).hasSize(calls);
    var shown =
        functions
            .fixture()
            .call(
                new ApiHandler(
                    ReleaseFunctions.without(
                        functions.environment(), "SLIPWAY_APPLE_URL", "SLIPWAY_PART_HOSTS"),
                    functions.fixture().clock()),
                Request.get("/releases/" + waiting.id()))
            .json();
    assertThat(shown.object("problem").string("type"))
        .isEqualTo("urn:slipway:problem:quota-exceeded");
    assertThat(shown.instant("nextCheckAt")).isAfter(functions.fixture().clock().instant());
    assertThat(shown.strings("actions")).contains("cancel");
    sweep();
    assertThat(newest().state()).as("there is no room yet").isEqualTo(ReleaseState.QUEUED);

    cancel(first);
    sweep();

    assertThat(newest().id()).isEqualTo(waiting.id());
    assertThat(newest().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(newest().timeline())
        .extracting(line -> line.message())
        .contains("Waiting for room: releases-under-way.", "There is room now.");
    assertThat(counts().ids("anna", Quota.RELEASES_UNDER_WAY))
        .containsExactly(waiting.id().value());
    assertThat(counts().uses("anna").get(Quota.DROPPED_BYTES_A_DAY.ordinal()).used())
        .as("both drops of the day")
        .isGreaterThan(2000);
  }

  @Test
  void isCanceledWhileItWaits() {
    functions.upload(functions.drop("First.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
    functions.upload(
        functions.drop("Second.ipa", "1.2", "3", 1000, TEN.plusSeconds(60)), () -> PLENTY);

    cancel(newest());

    assertThat(newest().state()).isEqualTo(ReleaseState.CANCELED);
    assertThat(functions.fixture().aws().state().list("quotas/anna/queued/", null, 9).keys())
        .isEmpty();
  }

  private void sweep() {
    functions.fixture().clock().advance(Duration.ofMinutes(5));
    functions.sweep(() -> PLENTY);
    functions.settle(() -> PLENTY);
  }

  private void cancel(ReleaseRecord release) {
    var now = functions.fixture().clock().instant();
    functions
        .releases()
        .update(
            release.id(),
            it ->
                it.withOrders(
                    it.orders().canceled(new Orders.Cancel(now, "Canceled.", false, null, null))));
    functions.upload(ReleaseFunctions.wake(release), () -> PLENTY);
    functions.settle(() -> PLENTY);
  }

  private QuotaCounts counts() {
    return new QuotaCounts(
        functions.fixture().aws().state(), TenantQuotas.PRESET, functions.fixture().clock());
  }

  private ReleaseRecord newest() {
    return functions.all().getFirst();
  }
}

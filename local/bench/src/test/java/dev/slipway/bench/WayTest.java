package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.bench.store.LoopbackStore;
import dev.slipway.bench.store.StoreKey;
import dev.slipway.bench.store.StoreProcess;
import dev.slipway.bench.ways.Job;
import dev.slipway.bench.ways.UrlParts;
import dev.slipway.bench.ways.Way;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Small jobs only: `make bench` measures their cost.
class WayTest {
  private static final int SIZE_BYTES = 2_000_001;
  private static final int PART_BYTES = 150_000;

  @Tag("proof")
  @ParameterizedTest
  @EnumSource
  void movesEveryByteOnce(Way way) throws Exception {
    try (var store = LoopbackStore.start(false)) {
      var measured = ContenderProcess.measure(way.contender(), job(store.address()));

      assertThat(store.servedBytes()).isEqualTo(SIZE_BYTES);
      assertThat(store.takenBytes()).isEqualTo(SIZE_BYTES);
      assertThat(measured.peakHeapBytes()).isPositive();
    }
  }

  @Test
  void slipwayComparesWithTheChecksumsOfAStoreThatAnswersWithThem() throws Exception {
    try (var store = LoopbackStore.start(false)) {
      var job = new Job(store.address(), SIZE_BYTES, PART_BYTES, Duration.ZERO, true);

      Way.SLIPWAY.contender().carryOut(job);

      assertThat(store.takenBytes()).as("nothing was sent twice").isEqualTo(SIZE_BYTES);
    }
  }

  @Test
  void storeRefusesBytesThatAreNotThoseOfTheSource() throws Exception {
    try (var store = LoopbackStore.start(false)) {
      var job = job(store.address());
      var target = job.target(new Job.Part(1, 0, 100));
      var bytes = new byte[100];
      bytes[0] = LoopbackStore.at(0);
      bytes[99] = (byte) (LoopbackStore.at(99) + 1);

      assertThatThrownBy(
              () -> UrlParts.put(target, new ByteArrayInputStream(bytes), 100, new byte[100]))
          .isInstanceOf(IOException.class)
          .hasMessage("the store answered 400");
      assertThat(store.takenBytes()).isZero();
    }
  }

  @Tag("proof")
  @Test
  void measuresOverTlsInProcessesOfTheirOwn() throws Exception {
    try (var key = StoreKey.make();
        var store = Fork.of(key.own(), StoreProcess.class)) {
      store.answer();
      var tls = URI.create(store.answer());
      assertThat(tls).hasScheme("https");
      try (var contender = Fork.of(key.trusted(), ContenderProcess.class, Way.SLIPWAY.name())) {
        contender.say(job(tls).toLine());
        var measured = Measured.parse(contender.answer());

        assertThat(measured.sizeBytes()).isEqualTo(SIZE_BYTES);
        assertThat(measured.took()).isPositive();
      }
    }
  }

  @Test
  void ratioComparesNeighboursInTime() {
    var scenario = new Scenario(false, Duration.ZERO, false, 1);
    var results = new Results();
    for (long slowness : List.of(1L, 10L, 2L)) {
      results.add(scenario, Way.SEQUENTIAL, took(1000 * slowness));
      results.add(scenario, Way.SLIPWAY, took(250 * slowness));
    }

    assertThat(results.ratio(scenario, Way.SLIPWAY, Way.SEQUENTIAL)).isEqualTo(4.0);
  }

  private static Measured took(long millis) {
    return new Measured(1_000_000, Duration.ofMillis(millis), Duration.ZERO, 1);
  }

  private static Job job(URI store) {
    return new Job(store, SIZE_BYTES, PART_BYTES, Duration.ofMillis(1), false);
  }
}

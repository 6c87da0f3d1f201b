package dev.slipway.runner.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.settings.SimulatorClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stack of 100,000 releases a month: what a sweep takes, what a look without news writes, and
/// what S3 requests and Lambda cost. `make growth` runs the whole size (`-Dgrowth.whole=true`) and
/// prints `target/growth.txt`; otherwise a fiftieth of it runs.
@Tag("proof")
class GrowthTest {
  private static final boolean WHOLE = Boolean.getBoolean("growth.whole");
  private static final Size SIZE = WHOLE ? Size.WHOLE : Size.SAMPLE;
  private static final Path LINES = Path.of("target/growth.txt");
  private static final Duration AWS_DELAY = Duration.ofMillis(30);
  private static final Duration APPLE_DELAY = Duration.ofMillis(150);

  /// As in costs.py.
  private static final double BUILD_MEGABYTES = 150;

  /// Until the first releases are with App Review, so that the hour sees all of a release.
  private static final int WARM_UP_MINUTES = 20;

  private static final int HOUR_MINUTES = 60;
  private static final int DAYS = 30;

  /// What a day counts and what a sweep finds due do not change with the time of the run.
  private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");

  private static final double SWEEP_SECONDS = 120;
  private static final double MONTH_DOLLARS = 500;

  @TempDir Path directory;

  private Report report;

  /// One sweep in real time.
  private record Sweep(double seconds, Tally.Work work) {
    long writes() {
      return work.requests(kind -> kind.changes() && !kind.place().startsWith("sweeps/"));
    }
  }

  @Test
  void aHundredThousandReleasesAMonth() throws Exception {
    report = new Report(LINES);
    try (var stage = new GrowthStage(directory, SimulatorClock.fixedAt(START))) {
      int later = SIZE.releasesAnHour() * (WARM_UP_MINUTES + HOUR_MINUTES) / HOUR_MINUTES;
      var seed = Seed.fill(stage, SIZE, later, report);
      report.line(
          "growth: connections=%d followed=%d drops=%d releases_an_hour=%d",
          SIZE.connections(), SIZE.followed(), SIZE.drops(), SIZE.releasesAnHour());

      var first = stage.run();
      report.table("the schedules of a day:", first);
      var cold = sweep(stage, Duration.ofMinutes(10));
      var warm = sweep(stage, Duration.ofMinutes(5));
      var hour = new Hour(stage, SIZE, seed);
      var begin = hour.pass(WARM_UP_MINUTES);
      var work = hour.pass(HOUR_MINUTES);
      report.table("warming up:", begin).table("the hour:", work);
      lists(stage);
      double seconds = Math.max(cold.seconds, warm.seconds);
      var bill = bill(stage, first, work, seconds);
      long writes = Math.max(cold.writes(), warm.writes());
      double month = bill.sum("S3 requests", "Lambda");
      report.line(
          "growth: sweep_seconds=%.1f writes_without_news=%d month_usd=%.0f",
          seconds, writes, month);

      assertThat(stage.local.failures()).isEmpty();
      assertThat(writes).as("writes of sweeps without news").isZero();
      assertThat(seconds).as("seconds of a sweep").isLessThanOrEqualTo(SWEEP_SECONDS);
      assertThat(month).as("dollars of S3 requests and Lambda").isLessThanOrEqualTo(MONTH_DOLLARS);
    }
  }

  /// Lets time pass until the next sweep, and runs it in real time.
  private Sweep sweep(GrowthStage stage, Duration after) {
    stage.advance(after.minusMinutes(5));
    stage.run();
    stage.advance(Duration.ofMinutes(5));
    Sweep sweep = null;
    var others = new Tally();
    for (var batch = stage.gate.take(); batch.isPresent(); batch = stage.gate.take()) {
      var trigger = batch.get().trigger();
      if (trigger.isSweep()) {
        stage.slow(AWS_DELAY, APPLE_DELAY);
        var work = stage.run(batch.get());
        stage.fast();
        sweep = new Sweep(work.millis / 1e3, work);
        var alone = new Tally();
        alone.add(trigger, work);
        report.table("a sweep in real time, without news:", alone);
      } else {
        others.add(trigger, stage.run(batch.get()));
      }
    }
    if (sweep == null) {
      throw new IllegalStateException("no sweep was due");
    }
    return sweep;
  }

  /// What a person's list of releases and one release of it cost.
  private static Tally pages(GrowthStage stage) throws Exception {
    var work = new Tally.Work();
    stage.local.aws().requests().clear();
    var list = stage.call("tenant-0", "GET", "/releases", "").path("releases");
    stage.call("tenant-0", "GET", "/releases/" + list.path(0).path("id").asText(), "");
    work.invocations = 2;
    stage
        .local
        .aws()
        .requests()
        .all()
        .forEach(
            request ->
                work.requests.merge(Kind.of(request, stage.local.dropBucket()), 1L, Long::sum));
    var pages = new Tally();
    pages.add(new Trigger("ApiFunction", "pages"), work);
    return pages;
  }

  private void lists(GrowthStage stage) {
    Map<String, Integer> lengths = new TreeMap<>();
    for (String key : stage.stateKeys("")) {
      lengths.merge(Kind.place(key), 1, Integer::sum);
    }
    report.line("keys in the state bucket:");
    lengths.forEach((place, number) -> report.line("    %8d  %s", number, place));
  }

  private Bill bill(GrowthStage stage, Tally first, Tally hour, double sweepSeconds)
      throws Exception {
    var prices = Prices.read();
    var day = new Tally();
    first
        .work()
        .forEach(
            (trigger, work) -> {
              if (trigger.isOfDay()) {
                day.add(trigger, work);
              }
            });
    var pages = pages(stage);
    report.table("two pages of a person:", pages);
    double calls = SIZE.releasesAMonth() * prices.of("RELEASE_PAGE_CALLS");
    var bill =
        new Bill(prices, stage.local.functions(), sweepSeconds)
            .add(hour, DAYS * 24.0)
            .add(day, DAYS)
            .add(pages, calls / pages.invocations())
            .addBuilds(SIZE.releasesAMonth(), BUILD_MEGABYTES)
            .addSecrets(SIZE.connections());
    report.line("US dollars a month, at %d releases:", SIZE.releasesAMonth());
    bill.dollars().forEach((item, dollars) -> report.line("    %8.2f  %s", dollars, item));
    return bill;
  }
}

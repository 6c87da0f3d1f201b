package dev.slipway.bench;

import dev.slipway.bench.store.StoreKey;
import dev.slipway.bench.store.StoreProcess;
import dev.slipway.bench.ways.Job;
import dev.slipway.bench.ways.Way;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Runs the whole comparison and prints it, with the JVM flags of release-upload. All arguments are
/// optional: repetitions, MB of the file sent without TLS, MB with TLS, MB of the large file.
final class Bench {
  /// Apple's part size for an `.ipa` of ordinary size: 22 parts of 120 MB have been seen.
  private static final int PART_BYTES = 5 << 20;

  private static final long SMALL_BYTES = 50_000_000;
  private static final Duration DELAY = Duration.ofMillis(50);

  /// The collector of a function with one processor.
  private static final List<String> CONTENDER = List.of("-Xmx256m", "-XX:+UseSerialGC");

  private static final List<String> UPLOADER_64 = List.of("-Xmx64m", "-XX:+UseSerialGC");

  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf(
        "Load of this machine before: %.1f on %d processors. Above a few tenths of the processors"
            + " the speeds say little; CPU and heap stay comparable.%n",
        load, Runtime.getRuntime().availableProcessors());
    int repetitions = number(arguments, 0, 3);
    long plainBytes = number(arguments, 1, 450) * 1_000_000L;
    long tlsBytes = number(arguments, 2, 225) * 1_000_000L;
    long largeBytes = number(arguments, 3, 4500) * 1_000_000L;
    var flags = FunctionFlags.of(FunctionFlags.template(), "ReleaseUploadFunction");
    System.out.println("JVM flags of release-upload: " + String.join(" ", flags));
    var scenarios =
        List.of(
            new Scenario(false, Duration.ZERO, false, plainBytes),
            new Scenario(false, DELAY, false, plainBytes),
            new Scenario(false, Duration.ZERO, true, plainBytes),
            new Scenario(true, Duration.ZERO, false, tlsBytes),
            new Scenario(true, DELAY, false, tlsBytes));
    try (var key = StoreKey.make();
        var store = Fork.of(key.own(), StoreProcess.class)) {
      var plain = URI.create(store.answer());
      var tls = URI.create(store.answer());
      double growth = heapGrowth(flags, plain, largeBytes);
      var results = compare(flags, scenarios, plain, tls, key, repetitions);
      System.out.print(report(scenarios, results, growth, repetitions));
    }
  }

  private static Results compare(
      List<String> flags,
      List<Scenario> scenarios,
      URI plain,
      URI tls,
      StoreKey key,
      int repetitions)
      throws IOException {
    var options = new ArrayList<>(CONTENDER);
    options.addAll(flags);
    options.addAll(key.trusted());
    var results = new Results();
    var forks = new EnumMap<Way, Fork>(Way.class);
    try {
      for (Way way : Way.values()) {
        forks.put(way, Fork.of(options, ContenderProcess.class, way.name()));
      }
      warmUp(scenarios, plain, tls, forks);
      for (int i = 0; i < repetitions; i++) {
        for (Scenario scenario : scenarios) {
          for (Way way : Way.values()) {
            var fork = forks.get(way);
            if (fork != null && scenario.hasPlaceFor(way)) {
              results.add(scenario, way, run(fork, scenario.tls() ? tls : plain, scenario));
            }
          }
        }
      }
      return results;
    } finally {
      for (Fork fork : forks.values()) {
        fork.close();
      }
    }
  }

  /// Compiles the code first, because a long upload runs compiled.
  private static void warmUp(List<Scenario> scenarios, URI plain, URI tls, Map<Way, Fork> forks)
      throws IOException {
    for (Scenario scenario : scenarios) {
      for (Fork fork : forks.values()) {
        if (scenario.delay().isZero()) {
          run(fork, scenario.tls() ? tls : plain, scenario);
          run(fork, scenario.tls() ? tls : plain, scenario);
        }
      }
    }
  }

  private static Measured run(Fork fork, URI store, Scenario scenario) throws IOException {
    fork.say(
        new Job(store, scenario.sizeBytes(), PART_BYTES, scenario.delay(), scenario.checksums())
            .toLine());
    return Measured.parse(fork.answer());
  }

  /// Returns by how many MB the heap's peak is higher for the large file than for the small one,
  /// each in a fresh JVM of 64 MB.
  private static double heapGrowth(List<String> flags, URI store, long largeBytes)
      throws IOException {
    double small = inSmallHeap(flags, store, SMALL_BYTES).peakHeapMegabytes();
    var large = inSmallHeap(flags, store, largeBytes);
    System.out.printf(
        "Slipway in -Xmx64m: %d MB of file at %.0f MB/s, peak heap %.1f MB (%.1f MB for %d MB)%n",
        largeBytes / 1_000_000,
        large.megabytesPerSecond(),
        large.peakHeapMegabytes(),
        small,
        SMALL_BYTES / 1_000_000);
    return large.peakHeapMegabytes() - small;
  }

  private static Measured inSmallHeap(List<String> flags, URI store, long sizeBytes)
      throws IOException {
    var options = new ArrayList<>(UPLOADER_64);
    options.addAll(flags);
    try (var fork = Fork.of(options, ContenderProcess.class, Way.SLIPWAY.name())) {
      return run(fork, store, new Scenario(false, Duration.ZERO, false, sizeBytes));
    }
  }

  private static String report(
      List<Scenario> scenarios, Results results, double growth, int repetitions) {
    var text = new StringBuilder();
    for (Scenario scenario : scenarios) {
      text.append(results.table(scenario));
    }
    text.append(
        "%nMedians of %d interleaved repetitions; parts of %d MiB; %d processors; source, store and"
            .formatted(repetitions, PART_BYTES >> 20, Runtime.getRuntime().availableProcessors()));
    text.append(" contender share them. CPU and heap are those of the contender.\n");
    text.append("over TLS: %s%n".formatted(ratios(scenarios, results, true)));
    for (Scenario scenario : scenarios) {
      if (scenario.checksums()) {
        text.append(
            "with a store that answers MD5 (compared by Slipway, not by the pump): pump=%.2f%n"
                .formatted(results.ratio(scenario, Way.SLIPWAY, results.bestPump(scenario))));
      }
    }
    text.append(
        "bench: %s heap_growth_mb=%.1f tls_mb_per_cpu_s=%.1f%n"
            .formatted(
                ratios(scenarios, results, false), growth, perProcessor(scenarios, results)));
    return text.toString();
  }

  /// Returns how many MB Slipway reads and sends over TLS for a second of one processor.
  private static double perProcessor(List<Scenario> scenarios, Results results) {
    return scenarios.stream()
        .filter(scenario -> scenario.tls() && scenario.delay().isZero())
        .mapToDouble(
            scenario -> results.median(scenario, Way.SLIPWAY, Measured::megabytesPerCpuSecond))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String ratios(List<Scenario> scenarios, Results results, boolean tls) {
    double pump = Double.NaN;
    double sequential = Double.NaN;
    for (Scenario scenario : scenarios) {
      if (scenario.tls() != tls || scenario.checksums()) {
        continue;
      }
      if (scenario.delay().isZero()) {
        pump = results.ratio(scenario, Way.SLIPWAY, results.bestPump(scenario));
      } else {
        sequential = results.ratio(scenario, Way.SLIPWAY, Way.SEQUENTIAL);
      }
    }
    return "pump=%.2f sequential=%.2f".formatted(pump, sequential);
  }

  private static int number(String[] arguments, int place, int otherwise) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
  }
}

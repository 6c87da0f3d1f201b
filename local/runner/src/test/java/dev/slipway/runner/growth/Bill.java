package dev.slipway.runner.growth;

import dev.slipway.runner.growth.Kind.Price;
import dev.slipway.runner.template.FunctionResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What work costs in a month. S3 requests are counted; the time of functions is modelled: the
/// delays of their requests one after the other, but for the work that is known to be done at once.
final class Bill {
  static final double AWS_SECONDS = 0.030;
  static final double APPLE_SECONDS = 0.150;

  /// A function's own work in an invocation.
  private static final double OWN_SECONDS = 0.1;

  /// Connections that are checked at once (`CheckRound`).
  private static final double CHECKED_AT_ONCE = 16;

  private static final double MEBIBYTES_OF_A_GIB = 1024;

  /// The preset of the parameter DropExpirationDays.
  private static final double DROP_DAYS = 90;

  private static final double MEGABYTES_OF_A_GIB = 1073.741824;

  private final Prices prices;
  private final List<FunctionResource> functions;
  private final double sweepSeconds;
  private final Map<String, Double> dollars = new TreeMap<>();

  Bill(Prices prices, List<FunctionResource> functions, double sweepSeconds) {
    this.prices = prices;
    this.functions = functions;
    this.sweepSeconds = sweepSeconds;
  }

  /// Adds work that comes so often in a month.
  Bill add(Tally tally, double times) {
    tally.work().forEach((trigger, work) -> add(trigger, work, times));
    return this;
  }

  private void add(Trigger trigger, Tally.Work work, double times) {
    long writes = work.requests(kind -> kind.price() == Price.WRITE);
    long reads = work.requests(kind -> kind.price() == Price.READ);
    charge(
        "S3 requests: " + trigger,
        times * (writes * prices.of("S3_WRITE") + reads * prices.of("S3_READ")));
    double gibibytes = memoryMebibytes(trigger.function()) / MEBIBYTES_OF_A_GIB;
    charge(
        "Lambda: " + trigger,
        times
            * (seconds(trigger, work) * gibibytes * prices.of("LAMBDA_GIB_SECOND")
                + work.invocations * prices.of("LAMBDA_REQUEST")));
    charge(
        "secrets read",
        times
            * work.requests(kind -> kind.service().equals("secretsmanager"))
            * (prices.of("SECRET_CALL") + prices.of("KMS_CALL")));
    charge(
        "events of S3",
        times
            * work.requests(kind -> kind.changes() && !kind.place().equals("drops"))
            * prices.of("EVENT"));
  }

  /// Adds the bytes of builds, which functions read from S3 and send to Apple.
  Bill addBuilds(double releases, double megabytes) {
    double seconds = megabytes / prices.of("UPLOAD_MEGABYTES_PER_SECOND");
    charge(
        "Lambda: ReleaseUpload bytes of builds",
        releases * seconds * prices.of("UPLOAD_MEMORY_GIB") * prices.of("LAMBDA_GIB_SECOND"));
    charge("transfer to Apple", releases * megabytes / MEGABYTES_OF_A_GIB * prices.of("OUT_GIB"));
    charge(
        "storage of drops",
        releases
            * DROP_DAYS
            / prices.of("DAYS")
            * megabytes
            / MEGABYTES_OF_A_GIB
            * prices.of("S3_GIB_MONTH"));
    return this;
  }

  Bill addSecrets(int connections) {
    charge("secrets kept", connections * prices.of("SECRET_MONTH"));
    return this;
  }

  /// Returns how long the invocations of this work take together.
  double seconds(Trigger trigger, Tally.Work work) {
    if (trigger.isSweep()) {
      return work.invocations * sweepSeconds;
    }
    double serial = work.requests(_ -> true) * AWS_SECONDS + work.appleCalls * APPLE_SECONDS;
    boolean isRound = trigger.event().startsWith("check-");
    return work.invocations * OWN_SECONDS + (isRound ? serial / CHECKED_AT_ONCE : serial);
  }

  private double memoryMebibytes(String function) {
    return functions.stream()
        .filter(one -> one.logicalId().equals(function))
        .findFirst()
        .orElseThrow()
        .memoryMb();
  }

  private void charge(String item, double amount) {
    dollars.merge(item, amount, Double::sum);
  }

  Map<String, Double> dollars() {
    return dollars;
  }

  /// Returns the dollars of all items that begin so.
  double sum(String... prefixes) {
    return dollars.entrySet().stream()
        .filter(entry -> List.of(prefixes).stream().anyMatch(entry.getKey()::startsWith))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}

package dev.slipway.lambda;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;

/// Measures how long each function takes from the start of its process to its first answer, beside
/// the smallest possible functions, in one run. Optional argument: repetitions.
///
/// Uses AWS's runtime interface client and Lambda's own flags for Java, but on this machine: the
/// seconds say little about Lambda, the ratios do. On Lambda a snapshot (SnapStart) removes most of
/// this time.
final class ColdStart {
  private static final int REPETITIONS = 7;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final String BARE_KEY = "bare-sdk";

  private final Backdrop backdrop;
  private final ZipClasspath classpath;
  private final Path logs;
  private final Map<String, String> values = new HashMap<>();

  /// What is measured, and with which event.
  private enum Contender {
    HELLO("hello world", "", ""),
    BARE_SDK("bare SDK, one S3 GET", "", ""),
    BARE_SDK_AS_UPLOAD("  the same with the JVM flags of release-upload", "", ""),
    API("api: GET /connections, one connection", "ApiFunction", "http-get-connections"),
    API_RESTORED("  the same, restored from a snapshot", "ApiFunction", "http-get-connections"),
    CHECK(
        "connection-check: a wake, the whole check",
        "ConnectionCheckFunction",
        "s3-eventbridge-wake-check"),
    CHECK_RESTORED(
        "  the same, restored from a snapshot",
        "ConnectionCheckFunction",
        "s3-eventbridge-wake-check"),
    UPLOAD(
        "release-upload: a wake of a release that waits",
        "ReleaseUploadFunction",
        "s3-eventbridge-wake-release"),
    UPLOAD_RESTORED(
        "  the same, restored from a snapshot",
        "ReleaseUploadFunction",
        "s3-eventbridge-wake-release"),
    STATUS("review-status: a sweep, one release open", "ReviewStatusFunction", "schedule-sweep");

    private final String title;
    private final String function;
    private final String event;

    Contender(String title, String function, String event) {
      this.title = title;
      this.function = function;
      this.event = event;
    }

    /// Returns whether the time counts from the restore. How long Lambda needs to load a snapshot
    /// is not known here.
    private boolean isRestored() {
      return this == API_RESTORED || this == CHECK_RESTORED || this == UPLOAD_RESTORED;
    }

    /// Returns the smallest function with the same JVM flags.
    private Contender bare() {
      return this == UPLOAD || this == UPLOAD_RESTORED || this == BARE_SDK_AS_UPLOAD
          ? BARE_SDK_AS_UPLOAD
          : BARE_SDK;
    }
  }

  private record Measured(double millis, double peakMegabytes) {}

  private ColdStart(Backdrop backdrop, ZipClasspath classpath, Path logs) {
    this.backdrop = backdrop;
    this.classpath = classpath;
    this.logs = logs;
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : REPETITIONS;
    Path directory = Files.createTempDirectory("slipway-cold-start");
    try (var backdrop =
        Backdrop.start(directory.resolve("aws"), RepositoryFiles.file("template.yaml"))) {
      var classpath =
          ZipClasspath.unpack(
              RepositoryFiles.file("functions/target/slipway-functions.zip"),
              directory.resolve("lib"));
      var measurement = new ColdStart(backdrop, classpath, directory);
      measurement.prepare();
      System.out.print(report(measurement.run(repetitions), repetitions));
    } finally {
      delete(directory);
    }
  }

  /// Prepares one connection whose key works, and one release that waits for its file.
  private void prepare() throws IOException, InterruptedException {
    var key = backdrop.key();
    values.putAll(
        Map.of(
            "tenant",
            "acme",
            "token",
            "checked-by-api-gateway",
            "keyId",
            key.keyId(),
            "issuerId",
            key.issuerId(),
            "privateKey",
            key.privateKeyPem(),
            "folder",
            "release-1",
            "etag",
            "0".repeat(32),
            "versionId",
            "none"));
    try (var functions = new FunctionProcesses(backdrop, classpath, logs);
        var s3 = backdrop.s3()) {
      var connected = functions.invoke("ApiFunction", event("http-post-connections-json"));
      values.put("connectionId", Answers.text(connected, "/id"));
      functions.invoke("ConnectionCheckFunction", event("s3-eventbridge-wake-check"));
      var put =
          s3.putObject(
              request ->
                  request
                      .bucket(Backdrop.DROP_BUCKET)
                      .key(values.get("connectionId") + "/release-1/release.json"),
              RequestBody.fromString("{\"ipa\":\"App.ipa\"}"));
      values.put("versionId", put.versionId());
      functions.invoke("DropIntakeFunction", event("s3-eventbridge-release-json"));
      var releases = functions.invoke("ApiFunction", event("http-get-releases"));
      values.put("releaseId", Answers.text(releases, "/releases/0/id"));
      s3.putObject(
          request -> request.bucket(Backdrop.STATE_BUCKET).key(BARE_KEY),
          RequestBody.fromString("{}"));
    }
  }

  private Map<Contender, List<Measured>> run(int repetitions)
      throws IOException, InterruptedException {
    var measured = new EnumMap<Contender, List<Measured>>(Contender.class);
    for (int i = 0; i <= repetitions; i++) {
      for (Contender contender : Contender.values()) {
        var one = once(contender);
        // The first round fills the file system's cache.
        if (i > 0) {
          measured.computeIfAbsent(contender, _ -> new ArrayList<>()).add(one);
        }
      }
    }
    return measured;
  }

  private Measured once(Contender contender) throws IOException, InterruptedException {
    byte[] event =
        contender.event.isEmpty() ? "{}".getBytes(StandardCharsets.UTF_8) : event(contender.event);
    try (var process = start(contender)) {
      double before = 0;
      if (contender.isRestored()) {
        process.awaitSnapshot();
        before = process.age().toNanos() / 1e6;
        process.restore();
      }
      process.invoke(event);
      double millis = process.age().toNanos() / 1e6 - before;
      return new Measured(millis, process.peakResidentBytes() / 1e6);
    }
  }

  private FunctionProcess start(Contender contender) throws IOException {
    Path log = logs.resolve("cold.log");
    if (!contender.function.isEmpty()) {
      var function = backdrop.function(contender.function);
      var environment = backdrop.environment(function);
      return contender.isRestored()
          ? FunctionProcess.startForSnapshot(
              classpath, function.handler(), environment, TIMEOUT, log)
          : FunctionProcess.start(classpath, function.handler(), environment, TIMEOUT, log);
    }
    var handler = contender == Contender.HELLO ? HelloHandler.class : BareSdkHandler.class;
    String like =
        contender == Contender.BARE_SDK_AS_UPLOAD ? "ReleaseUploadFunction" : "ApiFunction";
    var environment = new HashMap<>(backdrop.environment(backdrop.function(like)));
    environment.put("BUCKET", Backdrop.STATE_BUCKET);
    environment.put("KEY", BARE_KEY);
    return FunctionProcess.start(
        classpath.and(ZipClasspath.jarOf(handler.getName())),
        handler.getName(),
        environment,
        TIMEOUT,
        log);
  }

  private byte[] event(String name) throws IOException {
    return new EventFile(RepositoryFiles.file("events/" + name + ".json")).filled(values);
  }

  private static String report(Map<Contender, List<Measured>> measured, int repetitions) {
    var text = new StringBuilder();
    text.append(
        "%n%-50s %8s %15s %10s %8s %12s%n"
            .formatted(
                "first answer of a new process",
                "ms",
                "(min-max)",
                "peak MB",
                "x hello",
                "x bare SDK"));
    for (Contender contender : Contender.values()) {
      var times = sorted(measured, contender);
      text.append(
          "%-50s %8.0f %15s %10.0f %8.2f %12.2f%n"
              .formatted(
                  contender.title,
                  times[times.length / 2],
                  "(%.0f-%.0f)".formatted(times[0], times[times.length - 1]),
                  measured.getOrDefault(contender, List.of()).stream()
                      .mapToDouble(Measured::peakMegabytes)
                      .max()
                      .orElse(Double.NaN),
                  ratio(measured, contender, Contender.HELLO),
                  ratio(measured, contender, contender.bare())));
    }
    text.append(
        "Medians of %d interleaved repetitions; JVM flags of template.yaml, else Lambda's (C1, serial collector); %d processors.%n"
            .formatted(repetitions, Runtime.getRuntime().availableProcessors()));
    text.append(
        "cold-start: api=%.2f check=%.2f upload=%.2f status=%.2f%n"
            .formatted(
                ratio(measured, Contender.API, Contender.BARE_SDK),
                ratio(measured, Contender.CHECK, Contender.BARE_SDK),
                ratio(measured, Contender.UPLOAD, Contender.UPLOAD.bare()),
                ratio(measured, Contender.STATUS, Contender.BARE_SDK)));
    return text.toString();
  }

  /// Returns the median of the ratios within each repetition, whose runs are seconds apart.
  private static double ratio(
      Map<Contender, List<Measured>> measured, Contender one, Contender other) {
    var ours = measured.getOrDefault(one, List.of());
    var theirs = measured.getOrDefault(other, List.of());
    var ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i).millis() / theirs.get(i).millis();
    }
    java.util.Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }

  private static double[] sorted(Map<Contender, List<Measured>> measured, Contender contender) {
    return measured.getOrDefault(contender, List.of()).stream()
        .mapToDouble(Measured::millis)
        .sorted()
        .toArray();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

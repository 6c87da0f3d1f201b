package dev.slipway.simulator.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How to start a simulator; begin with `defaults` and change what matters.
///
/// @param port port of the API on 127.0.0.1; 0 = any free one
/// @param uploadPort port of the upload host on 127.0.0.1; 0 = any free one
/// @param clock the simulator's time
/// @param openApi Apple's OpenAPI document and the overlays that are merged into it, against which
///   every exchange is checked; empty = no check
/// @param allowInvalidRequests whether requests that are answered with 4xx may violate the contract
/// @param stateFile file that keeps the state across restarts; null = none
/// @param limits how many requests a key may make
/// @param dateSkew added to the clock for the Date header and for checks of tokens
/// @param partSizeBytes size of the parts of an upload; 0 = 5 MiB, or larger where a file would
///   have more than 1,000 parts
/// @param timing how long things take at Apple
/// @param reviewScript how App Review behaves
/// @param tokensByRealTime whether tokens and the Date header follow real time instead of the
///   simulator's clock
/// @param exchangesKept how many exchanges are remembered, the newest win
@RecordBuilder
public record SimulatorOptions(
    int port,
    int uploadPort,
    SimulatorClock clock,
    List<Path> openApi,
    boolean allowInvalidRequests,
    @Nullable Path stateFile,
    Limits limits,
    Duration dateSkew,
    long partSizeBytes,
    Timing timing,
    ReviewScript reviewScript,
    boolean tokensByRealTime,
    int exchangesKept)
    implements SimulatorOptionsBuilder.With {

  /// How many requests a key may make.
  ///
  /// @param perHour requests in a rolling hour
  /// @param perMinute requests in a rolling minute; 0 = no such limit, and no such header
  @RecordBuilder
  public record Limits(int perHour, int perMinute) implements SimulatorOptionsLimitsBuilder.With {}

  /// How long things take at Apple, on the simulator's clock.
  ///
  /// @param uploadProcessing from commit to COMPLETE or FAILED of a build upload
  /// @param buildProcessing from there to VALID of the build
  /// @param cancellation how long a review submission stays CANCELING
  /// @param distribution how long a version stays PROCESSING_FOR_DISTRIBUTION
  /// @param media the same for screenshots, previews and attachments
  @RecordBuilder
  public record Timing(
      Duration uploadProcessing,
      Duration buildProcessing,
      Duration cancellation,
      Duration distribution,
      MediaTiming media)
      implements SimulatorOptionsTimingBuilder.With {}

  /// How long screenshots, previews and attachments take, on the simulator's clock.
  ///
  /// @param imageProcessing from commit to COMPLETE or FAILED of a screenshot or attachment, and to
  ///   PROCESSING of a preview
  /// @param videoProcessing from commit to COMPLETE or FAILED of a preview
  /// @param checksum how long `sourceFileChecksum` stays null after COMPLETE (seen for a while,
  ///   media-live.md, 2.1)
  @RecordBuilder
  public record MediaTiming(Duration imageProcessing, Duration videoProcessing, Duration checksum)
      implements SimulatorOptionsMediaTimingBuilder.With {}

  /// Returns the defaults: free ports, real time, no automatic reviews, and a contract check if the
  /// system property `asc.openapi` names Apple's document (a list: document, overlay, …).
  public static SimulatorOptions defaults() {
    String openApi = System.getProperty("asc.openapi", "");
    return new SimulatorOptions(
        0,
        0,
        SimulatorClock.realTime(),
        Stream.of(openApi.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .toList(),
        false,
        null,
        new Limits(3500, 0),
        Duration.ZERO,
        0,
        new Timing(
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            new MediaTiming(Duration.ofSeconds(4), Duration.ofSeconds(60), Duration.ofSeconds(30))),
        ReviewScript.byHand(),
        false,
        20_000);
  }

  /// The same on these ports; 0 = any free one.
  public SimulatorOptions ports(int port, int uploadPort) {
    return withPort(port).withUploadPort(uploadPort);
  }

  /// The same, with requests that break the contract accepted as long as they are answered with
  /// 4xx.
  public SimulatorOptions acceptInvalidRequests() {
    return withAllowInvalidRequests(true);
  }

  /// The same with another limit per rolling hour.
  public SimulatorOptions hourLimit(int perHour) {
    return withLimits(limits.withPerHour(perHour));
  }

  /// The same with a limit per rolling minute.
  public SimulatorOptions minuteLimit(int perMinute) {
    return withLimits(limits.withPerMinute(perMinute));
  }

  /// The same with other times from commit to COMPLETE, and from there to VALID.
  public SimulatorOptions processing(Duration uploadProcessing, Duration buildProcessing) {
    return withTiming(
        timing.withUploadProcessing(uploadProcessing).withBuildProcessing(buildProcessing));
  }

  /// The same with another time in CANCELING.
  public SimulatorOptions cancellation(Duration cancellation) {
    return withTiming(timing.withCancellation(cancellation));
  }

  /// The same with another time in PROCESSING_FOR_DISTRIBUTION.
  public SimulatorOptions distribution(Duration distribution) {
    return withTiming(timing.withDistribution(distribution));
  }

  /// The same with other times from commit to COMPLETE of images (and attachments) and of videos.
  public SimulatorOptions mediaProcessing(Duration imageProcessing, Duration videoProcessing) {
    return withTiming(
        timing.withMedia(
            timing
                .media()
                .withImageProcessing(imageProcessing)
                .withVideoProcessing(videoProcessing)));
  }

  /// The same, with `sourceFileChecksum` of an asset still null for this long after COMPLETE.
  public SimulatorOptions mediaChecksumDelay(Duration checksum) {
    return withTiming(timing.withMedia(timing.media().withChecksum(checksum)));
  }

  /// The same, with tokens and Date by real time: for clients that do not share the simulator's
  /// clock.
  public SimulatorOptions judgeTokensByRealTime() {
    return withTokensByRealTime(true);
  }
}

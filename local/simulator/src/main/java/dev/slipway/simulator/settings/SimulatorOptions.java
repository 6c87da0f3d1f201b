package dev.slipway.simulator.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a simulator is started; begin with `defaults` and change what matters.
///
/// @param port port of the API on 127.0.0.1; 0 = any free one
/// @param uploadPort port of the upload host on 127.0.0.1; 0 = any free one
/// @param clock the simulator's time
/// @param openApi Apple's OpenAPI document, against which every exchange is checked; null = no
///   check
/// @param allowInvalidRequests whether requests that were answered with 4xx may break the contract
/// @param stateFile where the state is kept over a restart; null = nowhere
/// @param limits how many requests a key may make
/// @param dateSkew added to the clock for the Date header and for checks of tokens
/// @param partSizeBytes size of the parts of an upload; 0 = 5 MiB, growing so that no file has more
///   than 1,000 parts
/// @param timing how long things take at Apple
/// @param reviewScript how App Review behaves
/// @param tokensByRealTime whether tokens and the Date header go by real time, whatever the
///   simulator's clock shows
/// @param exchangesKept how many exchanges are remembered, the newest win
public record SimulatorOptions(
    int port,
    int uploadPort,
    SimulatorClock clock,
    @Nullable Path openApi,
    boolean allowInvalidRequests,
    @Nullable Path stateFile,
    Limits limits,
    Duration dateSkew,
    long partSizeBytes,
    Timing timing,
    ReviewScript reviewScript,
    boolean tokensByRealTime,
    int exchangesKept) {

  /// How many requests a key may make.
  ///
  /// @param perHour requests in a rolling hour
  /// @param perMinute requests in a rolling minute; 0 = no such limit, and no such header
  public record Limits(int perHour, int perMinute) {}

  /// How long things take at Apple, on the simulator's clock.
  ///
  /// @param uploadProcessing from commit to COMPLETE or FAILED of a build upload
  /// @param buildProcessing from there to VALID of the build
  /// @param cancellation how long a review submission stays CANCELING
  /// @param distribution how long a version stays PROCESSING_FOR_DISTRIBUTION
  /// @param media the same for screenshots, previews and attachments
  public record Timing(
      Duration uploadProcessing,
      Duration buildProcessing,
      Duration cancellation,
      Duration distribution,
      MediaTiming media) {}

  /// How long screenshots, previews and attachments take, on the simulator's clock.
  ///
  /// @param imageProcessing from commit to COMPLETE or FAILED of a screenshot or attachment, and to
  ///   PROCESSING of a preview
  /// @param videoProcessing from commit to COMPLETE or FAILED of a preview
  /// @param checksum how long `sourceFileChecksum` stays null after COMPLETE
  public record MediaTiming(
      Duration imageProcessing, Duration videoProcessing, Duration checksum) {}

  /// Free ports, real time, review by hand, contract check when the system property `asc.openapi`
  /// names Apple's document.
  public static SimulatorOptions defaults() {
    String openApi = System.getProperty("asc.openapi", "");
    return new SimulatorOptions(
        0,
        0,
        SimulatorClock.realTime(),
        openApi.isBlank() ? null : Path.of(openApi),
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
            new MediaTiming(Duration.ofSeconds(4), Duration.ofSeconds(60), Duration.ZERO)),
        ReviewScript.byHand(),
        false,
        20_000);
  }

  /// The same on these ports; 0 = any free one.
  public SimulatorOptions ports(int port, int uploadPort) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with another clock.
  public SimulatorOptions clock(SimulatorClock clock) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with another contract, or none.
  public SimulatorOptions openApi(@Nullable Path openApi) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same, with requests that break the contract accepted as long as they are answered with
  /// 4xx.
  public SimulatorOptions acceptInvalidRequests() {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        true,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same, with the state kept in this file; null = nowhere.
  public SimulatorOptions stateFile(@Nullable Path stateFile) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with another limit per rolling hour.
  public SimulatorOptions hourLimit(int perHour) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        new Limits(perHour, limits.perMinute()),
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with a limit per rolling minute.
  public SimulatorOptions minuteLimit(int perMinute) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        new Limits(limits.perHour(), perMinute),
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same, with Apple's clock ahead (or behind, when negative) of the simulator's.
  public SimulatorOptions dateSkew(Duration dateSkew) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with parts of this size.
  public SimulatorOptions partSizeBytes(long partSizeBytes) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with other durations.
  public SimulatorOptions timing(Timing timing) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same with other times from commit to COMPLETE, and from there to VALID.
  public SimulatorOptions processing(Duration uploadProcessing, Duration buildProcessing) {
    return timing(
        new Timing(
            uploadProcessing,
            buildProcessing,
            timing.cancellation(),
            timing.distribution(),
            timing.media()));
  }

  /// The same with another time in CANCELING.
  public SimulatorOptions cancellation(Duration cancellation) {
    return timing(
        new Timing(
            timing.uploadProcessing(),
            timing.buildProcessing(),
            cancellation,
            timing.distribution(),
            timing.media()));
  }

  /// The same with another time in PROCESSING_FOR_DISTRIBUTION.
  public SimulatorOptions distribution(Duration distribution) {
    return timing(
        new Timing(
            timing.uploadProcessing(),
            timing.buildProcessing(),
            timing.cancellation(),
            distribution,
            timing.media()));
  }

  /// The same with other times from commit to COMPLETE of images (and attachments) and of videos.
  public SimulatorOptions mediaProcessing(Duration imageProcessing, Duration videoProcessing) {
    return media(new MediaTiming(imageProcessing, videoProcessing, timing.media().checksum()));
  }

  /// The same, with `sourceFileChecksum` of an asset still null for this long after COMPLETE.
  public SimulatorOptions mediaChecksumDelay(Duration checksum) {
    return media(
        new MediaTiming(
            timing.media().imageProcessing(), timing.media().videoProcessing(), checksum));
  }

  private SimulatorOptions media(MediaTiming media) {
    return timing(
        new Timing(
            timing.uploadProcessing(),
            timing.buildProcessing(),
            timing.cancellation(),
            timing.distribution(),
            media));
  }

  /// The same with this behaviour of App Review.
  public SimulatorOptions reviewScript(ReviewScript reviewScript) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }

  /// The same, with tokens and Date by real time: for clients that do not share the simulator's
  /// clock.
  public SimulatorOptions judgeTokensByRealTime() {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        true,
        exchangesKept);
  }

  /// The same with another number of remembered exchanges.
  public SimulatorOptions exchangesKept(int exchangesKept) {
    return new SimulatorOptions(
        port,
        uploadPort,
        clock,
        openApi,
        allowInvalidRequests,
        stateFile,
        limits,
        dateSkew,
        partSizeBytes,
        timing,
        reviewScript,
        tokensByRealTime,
        exchangesKept);
  }
}

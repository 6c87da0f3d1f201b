package dev.slipway.localaws;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// How a [LocalAws] starts. Immutable; every method returns a changed copy.
///
/// @param directory where all state lives; created with mode 0700 when absent
/// @param port port on 127.0.0.1, 0 for a free one
/// @param region region named in events, ARNs and checked in presigned URLs
/// @param accountId account named in events and ARNs
/// @param accessKeyId access key that presigned URLs must name
/// @param secretAccessKey dummy key that presigned URLs are verified with; worth nothing outside
///   this process
/// @param allowedOrigins origins (`http://localhost:3000`) whose web pages may call; any other
///   `Origin` gets 403
/// @param clock source of Last-Modified and recovery windows
/// @param signatureClock time by which presigned URLs expire; callers sign with their own clock
/// @param sleeper how a delay fault waits
public record LocalAwsOptions(
    Path directory,
    int port,
    String region,
    String accountId,
    String accessKeyId,
    String secretAccessKey,
    Set<String> allowedOrigins,
    InstantSource clock,
    InstantSource signatureClock,
    Sleeper sleeper) {

  /// How a delay is waited for; replaced in tests.
  @FunctionalInterface
  public interface Sleeper {
    /// Returns after `duration`.
    void sleep(Duration duration) throws InterruptedException;
  }

  public LocalAwsOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be between 0 and 65535, not " + port);
    }
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /// State in `directory`, a free port, region us-east-1, the access key `local` with the secret
  /// `local-only`, no allowed origin, the system's clock.
  public static LocalAwsOptions at(Path directory) {
    return new LocalAwsOptions(
        directory,
        0,
        "us-east-1",
        "000000000000",
        "local",
        "local-only",
        Set.of(),
        InstantSource.system(),
        InstantSource.system(),
        Thread::sleep);
  }

  /// On this port of 127.0.0.1; 0 for a free one.
  public LocalAwsOptions port(int port) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        signatureClock,
        sleeper);
  }

  /// In this region.
  public LocalAwsOptions region(String region) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        signatureClock,
        sleeper);
  }

  /// With these dummy credentials for presigned URLs.
  public LocalAwsOptions credentials(String accessKeyId, String secretAccessKey) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        signatureClock,
        sleeper);
  }

  /// Callable from web pages of these origins.
  public LocalAwsOptions allowedOrigins(Set<String> allowedOrigins) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        signatureClock,
        sleeper);
  }

  /// With this clock, also for presigned URLs.
  public LocalAwsOptions clock(InstantSource clock) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        clock,
        sleeper);
  }

  /// With this time for presigned URLs alone; call it after [#clock].
  public LocalAwsOptions signatureClock(InstantSource signatureClock) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        signatureClock,
        sleeper);
  }

  /// With this way to wait for delay faults.
  public LocalAwsOptions sleeper(Sleeper sleeper) {
    return new LocalAwsOptions(
        directory,
        port,
        region,
        accountId,
        accessKeyId,
        secretAccessKey,
        allowedOrigins,
        clock,
        signatureClock,
        sleeper);
  }

  /// Leaves the secret key out.
  @Override
  public String toString() {
    return "LocalAwsOptions[directory=" + directory + ", port=" + port + ", region=" + region + "]";
  }
}

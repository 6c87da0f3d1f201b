package dev.slipway.localaws;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// How a [LocalAws] starts. Immutable.
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
@RecordBuilder
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
    Sleeper sleeper)
    implements LocalAwsOptionsBuilder.With {

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

  /// With this clock, also for presigned URLs.
  @Override
  public LocalAwsOptions withClock(InstantSource time) {
    return LocalAwsOptionsBuilder.builder(this).clock(time).signatureClock(time).build();
  }

  /// Leaves the secret key out.
  @Override
  public String toString() {
    return "LocalAwsOptions[directory=" + directory + ", port=" + port + ", region=" + region + "]";
  }
}

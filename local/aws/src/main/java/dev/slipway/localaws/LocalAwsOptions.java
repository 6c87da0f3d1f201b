package dev.slipway.localaws;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// How a [LocalAws] starts. Immutable.
///
/// @param directory where all state lives; created with mode 0700 when absent
/// @param port port on 127.0.0.1, 0 for a free one
/// @param region region named in events, ARNs and checked in signatures
/// @param accountId account named in events and ARNs
/// @param accessKeyId access key that requests must be signed with
/// @param secretAccessKey key that signatures are verified with; worth nothing outside this process
/// @param allowedOrigins origins (`http://localhost:3000`) whose web pages may call; any other
///   `Origin` gets 403
/// @param clock source of Last-Modified and recovery windows
/// @param signatureClock time by which signatures expire; callers sign with their own clock
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

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ACCESS_KEY_ID_BYTES = 8;
  private static final int SECRET_ACCESS_KEY_BYTES = 20;

  /// State in `directory`, a free port, region us-east-1, a new random access key, no allowed
  /// origin, the system's clock.
  public static LocalAwsOptions at(Path directory) {
    return new LocalAwsOptions(
        directory,
        0,
        "us-east-1",
        "000000000000",
        "LOCAL" + random(ACCESS_KEY_ID_BYTES).toUpperCase(Locale.ROOT),
        random(SECRET_ACCESS_KEY_BYTES),
        Set.of(),
        InstantSource.system(),
        InstantSource.system(),
        Thread::sleep);
  }

  private static String random(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Leaves the secret key out.
  @Override
  public String toString() {
    return "LocalAwsOptions[directory=" + directory + ", port=" + port + ", region=" + region + "]";
  }
}

package dev.slipway.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// Decides how often a call to AWS is tried and how long to wait between tries: doubling pauses
/// with full jitter, at most 2 seconds each. The SDK's own retries are off (see [AwsClients]), so
/// that the code that knows what was written handles a lost answer. Thread-safe.
public final class Backoff {
  /// Waits; tests pass one that only records the pauses.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Sleeper sleeper;
  private final DoubleSupplier jitter;

  /// @param jitter numbers from 0 (inclusive) to 1 (exclusive)
  public Backoff(Sleeper sleeper, DoubleSupplier jitter) {
    this.sleeper = sleeper;
    this.jitter = jitter;
  }

  /// Returns one that sleeps in real time.
  public static Backoff sleeping() {
    return new Backoff(Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  int attempts() {
    return ATTEMPTS;
  }

  /// Waits after the attempt with this number, counted from 1.
  ///
  /// @throws SdkClientException when the thread is interrupted
  void pauseAfter(int attempt) {
    long ceiling =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 20));
    try {
      sleeper.sleep(Duration.ofMillis(Math.round(ceiling * jitter.getAsDouble())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted between two attempts", e);
    }
  }

  /// Tries a call that is safe to repeat.
  <T> T repeat(Call<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.run();
      } catch (SdkException e) {
        if (attempt == ATTEMPTS || !isTransient(e)) {
          throw e;
        }
      }
      pauseAfter(attempt);
    }
  }

  /// A call to AWS.
  @FunctionalInterface
  interface Call<T> {
    T run();
  }

  /// Returns whether the same call may succeed later: no answer at all, throttling, 5xx, the two
  /// 4xx that S3's page "Error responses" says to repeat (RequestTimeout,
  /// ConditionalRequestConflict), and an internal error whatever the status. S3 begins its answer
  /// to CompleteMultipartUpload with 200 before it has put the parts together, and may still fail
  /// then (page "CompleteMultipartUpload").
  static boolean isTransient(SdkException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      return failure instanceof SdkClientException && !Thread.currentThread().isInterrupted();
    }
    if (service.statusCode() >= 500 || service.statusCode() == 429) {
      return true;
    }
    return switch (errorCode(service)) {
      case "RequestTimeout",
          "ConditionalRequestConflict",
          "OperationAborted",
          "InternalError",
          "ServiceUnavailable",
          "SlowDown",
          "ThrottlingException",
          "Throttling",
          "RequestTimeTooSkewed" ->
          true;
      default -> false;
    };
  }

  static String errorCode(AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /// Describes a failure without AWS's message, which may repeat the request.
  static String describe(SdkException failure) {
    return failure instanceof AwsServiceException service
        ? "answer " + service.statusCode() + " " + errorCode(service)
        : "no answer";
  }
}

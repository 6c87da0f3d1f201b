package dev.slipway.localaws.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.localaws.endpoints.AwsClients;
import dev.slipway.localaws.endpoints.Deviation;
import dev.slipway.localaws.endpoints.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// What every part of the suite needs.
interface Conformance {
  AwsClients aws();

  boolean deviates(Deviation deviation);

  Endpoint endpoint();

  String newBucket(boolean versioned);

  /// A name that no secret has yet.
  String newSecretName();

  String newBus();

  default PutObjectResponse put(String bucket, String key, String text) {
    return aws()
        .s3()
        .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  default String text(String bucket, String key) {
    return aws()
        .s3()
        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  /// A secret, its version or its label is not there.
  default void assertNotFound(ThrowingCallable call) {
    assertRefused(
        deviates(Deviation.NOT_FOUND_STATUS) ? 404 : 400, "ResourceNotFoundException", call);
  }

  /// At once at a stand-in; AWS shows some things a little later.
  default void shortly(Duration patience, Runnable check) {
    long end = System.nanoTime() + (endpoint().isAws() ? patience.toNanos() : 0);
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError | AwsServiceException e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      }
    }
  }

  static byte[] randomBytes(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  static void assertRefused(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(AwsServiceException.class))
        .satisfies(
            e -> {
              org.assertj.core.api.Assertions.assertThat(e.awsErrorDetails().errorCode())
                  .isEqualTo(code);
              org.assertj.core.api.Assertions.assertThat(e.statusCode()).isEqualTo(status);
            });
  }
}

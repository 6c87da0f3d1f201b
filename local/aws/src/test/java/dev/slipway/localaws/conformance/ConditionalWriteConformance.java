package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Writes under a condition, alone and in a race.
interface ConditionalWriteConformance extends Conformance {
  int WRITERS = 8;
  int ROUNDS = 30;

  private PutObjectResponse create(String bucket, String key, String text) {
    return aws()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(key).ifNoneMatch("*"),
            RequestBody.fromString(text));
  }

  private PutObjectResponse replace(String bucket, String key, String etag, String text) {
    return aws()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(key).ifMatch(etag), RequestBody.fromString(text));
  }

  @Test
  default void createsOnlyWhatIsNotThere() {
    String bucket = newBucket(true);
    create(bucket, "k", "one");
    assertRefused(412, "PreconditionFailed", () -> create(bucket, "k", "two"));
    assertThat(text(bucket, "k")).isEqualTo("one");
    aws().s3().deleteObject(request -> request.bucket(bucket).key("k"));
    create(bucket, "k", "three");
    assertThat(text(bucket, "k")).isEqualTo("three");
  }

  @Test
  default void replacesOnlyWhatWasRead() {
    String bucket = newBucket(true);
    String first = put(bucket, "k", "one").eTag();
    String second = replace(bucket, "k", first, "two").eTag();
    assertThat(second).isNotEqualTo(first);
    assertRefused(412, "PreconditionFailed", () -> replace(bucket, "k", first, "three"));
    assertThat(text(bucket, "k")).isEqualTo("two");
  }

  /// How the state bucket shows whose write it holds after a lost answer (`S3StateStore.write`).
  @Test
  default void keepsWhoWroteUnderACondition() {
    String bucket = newBucket(true);
    String first =
        aws()
            .s3()
            .putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .ifNoneMatch("*")
                        .contentType("application/json")
                        .metadata(Map.of("slipway-writer", "one")),
                RequestBody.fromString("{}"))
            .eTag();
    assertThat(aws().s3().headObject(r -> r.bucket(bucket).key("k")).metadata())
        .containsEntry("slipway-writer", "one");
    String second =
        aws()
            .s3()
            .putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .ifMatch(first)
                        .contentType("application/json")
                        .metadata(Map.of("slipway-writer", "two")),
                RequestBody.fromString("{\"a\":1}"))
            .eTag();
    var head = aws().s3().headObject(r -> r.bucket(bucket).key("k"));
    assertThat(head.metadata()).containsEntry("slipway-writer", "two");
    assertThat(head.eTag()).isEqualTo(second);
  }

  @Test
  default void replacesNothingThatIsAbsent() {
    String bucket = newBucket(true);
    assertRefused(
        404,
        "NoSuchKey",
        () -> replace(bucket, "k", "\"900150983cd24fb0d6963f7d28e17f72\"", "one"));
  }

  @Test
  default void deletesOnlyWhatWasRead() {
    String bucket = newBucket(false);
    String first = put(bucket, "k", "one").eTag();
    put(bucket, "k", "two");
    boolean deviates = deviates(Deviation.CONDITIONAL_DELETE);
    assertRefused(
        deviates ? 501 : 412,
        deviates ? "NotImplemented" : "PreconditionFailed",
        () -> aws().s3().deleteObject(request -> request.bucket(bucket).key("k").ifMatch(first)));
    assertThat(text(bucket, "k")).isEqualTo("two");
  }

  @Test
  default void exactlyOneOfManyCreates() throws Exception {
    String bucket = newBucket(true);
    for (int round = 0; round < ROUNDS; round++) {
      String key = "round-" + round;
      List<String> winners = race(writer -> create(bucket, key, "writer " + writer).eTag());
      assertWon(winners, round, bucket, key);
    }
  }

  @Test
  default void exactlyOneOfManyReplaces() throws Exception {
    String bucket = newBucket(true);
    String etag = put(bucket, "k", "start").eTag();
    for (int round = 0; round < ROUNDS; round++) {
      String read = etag;
      String prefix = "round " + round + " writer ";
      List<String> winners = race(writer -> replace(bucket, "k", read, prefix + writer).eTag());
      etag = assertWon(winners, round, bucket, "k");
    }
  }

  /// Exactly one won, and what is there now is what it wrote.
  private String assertWon(List<String> winners, int round, String bucket, String key) {
    if (!deviates(Deviation.RACE)) {
      assertThat(winners).as("winners of round %s", round).hasSize(1);
    }
    String etag = aws().s3().headObject(r -> r.bucket(bucket).key(key)).eTag();
    assertThat(winners).as("winners of round %s", round).contains(etag);
    return etag;
  }

  /// One attempt of a writer; gives its ETag.
  interface Attempt {
    String write(int writer);
  }

  /// The ETags of those that won; the others were refused with 412 or 409.
  private static List<String> race(Attempt attempt) throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    List<String> winners = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> results = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        Callable<String> task =
            () -> {
              start.await();
              try {
                return attempt.write(number);
              } catch (S3Exception e) {
                assertThat(e.statusCode()).isIn(409, 412);
                return "";
              }
            };
        results.add(executor.submit(task));
      }
      for (Future<String> result : results) {
        String etag = result.get();
        if (!etag.isEmpty()) {
          winners.add(etag);
        }
      }
    }
    return winners;
  }
}

package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.localaws.endpoints.Deviation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Put, get, head, copy and delete.
interface ObjectConformance extends Conformance {
  @Test
  default void givesBackWhatWasPut() {
    String bucket = newBucket(false);
    aws()
        .s3()
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key("a/b.json")
                    .contentType("application/json")
                    .metadata(Map.of("writer", "one")),
            RequestBody.fromString("{\"a\":1}"));
    var got = aws().s3().getObjectAsBytes(request -> request.bucket(bucket).key("a/b.json"));
    assertThat(got.asUtf8String()).isEqualTo("{\"a\":1}");
    GetObjectResponse response = got.response();
    assertThat(response.contentType()).isEqualTo("application/json");
    assertThat(response.metadata()).containsEntry("writer", "one");
    assertThat(response.contentLength()).isEqualTo(7);
    HeadObjectResponse head =
        aws().s3().headObject(request -> request.bucket(bucket).key("a/b.json"));
    assertThat(head.eTag()).isEqualTo(response.eTag());
    assertThat(head.contentLength()).isEqualTo(7);
    assertThat(head.lastModified()).isEqualTo(response.lastModified());
  }

  @Test
  default void givesBackAnEmptyObject() {
    String bucket = newBucket(false);
    put(bucket, "empty", "");
    assertThat(text(bucket, "empty")).isEmpty();
  }

  @Test
  default void etagIsTheMd5OfTheBody() {
    String bucket = newBucket(false);
    assertThat(put(bucket, "k", "abc").eTag()).isEqualTo("\"900150983cd24fb0d6963f7d28e17f72\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.ipa",
        "a+b.ipa",
        "100%.ipa",
        "what?.ipa",
        "grüße/日本語.ipa",
        "a&b=c#d;e.ipa",
        "quote\"'<>.ipa",
        "emoji 🚀.ipa",
        "%2F.ipa",
        "a//b"
      })
  default void takesUnusualKeys(String key) {
    String bucket = newBucket(false);
    put(bucket, key, "body of " + key);
    assertThat(text(bucket, key)).isEqualTo("body of " + key);
    assertThat(aws().s3().listObjectsV2(request -> request.bucket(bucket)).contents())
        .singleElement()
        .satisfies(object -> assertThat(object.key()).isEqualTo(key));
    aws().s3().deleteObject(request -> request.bucket(bucket).key(key));
    assertThatThrownBy(() -> text(bucket, key)).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  default void takesAKeyOf1024BytesAndRefusesALongerOne() {
    String bucket = newBucket(false);
    String longest = "k".repeat(1024);
    put(bucket, longest, "x");
    assertThat(text(bucket, longest)).isEqualTo("x");
    if (deviates(Deviation.LONG_KEY)) {
      put(bucket, longest + "k", "y");
      assertThat(text(bucket, longest + "k")).isEqualTo("y");
    } else {
      assertRefused(400, "KeyTooLongError", () -> put(bucket, longest + "k", "x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-3|0123|bytes 0-3/10",
        "bytes=4-|456789|bytes 4-9/10",
        "bytes=-3|789|bytes 7-9/10",
        "bytes=8-100|89|bytes 8-9/10",
        "bytes=-100|0123456789|bytes 0-9/10"
      })
  default void readsARange(String rangeAndExpected) {
    List<String> parts = List.of(rangeAndExpected.split("\\|"));
    String bucket = newBucket(false);
    put(bucket, "digits", "0123456789");
    var got =
        aws()
            .s3()
            .getObjectAsBytes(
                request -> request.bucket(bucket).key("digits").range(parts.getFirst()));
    assertThat(got.asString(StandardCharsets.UTF_8)).isEqualTo(parts.get(1));
    assertThat(got.response().contentRange()).isEqualTo(parts.get(2));
  }

  @Test
  default void refusesARangeBehindTheEnd() {
    String bucket = newBucket(false);
    put(bucket, "digits", "0123456789");
    assertRefused(
        416,
        "InvalidRange",
        () ->
            aws()
                .s3()
                .getObjectAsBytes(
                    request -> request.bucket(bucket).key("digits").range("bytes=10-")));
  }

  @Test
  default void readsOnlyWhenTheEtagMatches() {
    String bucket = newBucket(false);
    String etag = put(bucket, "k", "one").eTag();
    assertThat(
            aws()
                .s3()
                .getObjectAsBytes(
                    request -> request.bucket(bucket).key("k").ifMatch(etag).range("bytes=0-0"))
                .asUtf8String())
        .isEqualTo("o");
    put(bucket, "k", "two");
    assertRefused(
        412,
        "PreconditionFailed",
        () ->
            aws().s3().getObjectAsBytes(request -> request.bucket(bucket).key("k").ifMatch(etag)));
  }

  @Test
  default void answers304WhenNothingChanged() {
    String bucket = newBucket(false);
    String etag = put(bucket, "k", "one").eTag();
    assertThatThrownBy(
            () ->
                aws()
                    .s3()
                    .getObjectAsBytes(request -> request.bucket(bucket).key("k").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
  }

  @Test
  default void saysWhatIsNotThere() {
    String bucket = newBucket(false);
    assertRefused(404, "NoSuchKey", () -> text(bucket, "absent"));
    assertRefused(404, "NoSuchBucket", () -> text("absent-" + bucket, "k"));
    assertThatThrownBy(() -> aws().s3().headObject(request -> request.bucket(bucket).key("absent")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> aws().s3().headBucket(request -> request.bucket("absent-" + bucket)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    aws().s3().deleteObject(request -> request.bucket(bucket).key("absent"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  default void keepsTheChecksumOfTheBody(ChecksumAlgorithm algorithm) throws Throwable {
    String bucket = newBucket(false);
    byte[] body = Conformance.randomBytes(300_000);
    ThrowingCallable put =
        () ->
            aws()
                .s3()
                .putObject(
                    request -> request.bucket(bucket).key("k").checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(body));
    if (algorithm == ChecksumAlgorithm.CRC32_C && deviates(Deviation.CRC32C_IN_A_TRAILER)) {
      assertRefused(400, "InvalidRequest", put);
      return;
    }
    put.call();
    var got =
        aws()
            .s3()
            .getObjectAsBytes(
                request -> request.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(got.asByteArray()).isEqualTo(body);
    GetObjectResponse response = got.response();
    String checksum =
        switch (algorithm) {
          case CRC32 -> response.checksumCRC32();
          case CRC32_C -> response.checksumCRC32C();
          case SHA1 -> response.checksumSHA1();
          default -> response.checksumSHA256();
        };
    assertThat(checksum).isNotBlank();
  }

  @Test
  default void refusesAWrongContentMd5() {
    String bucket = newBucket(false);
    if (deviates(Deviation.CONTENT_MD5)) {
      putWithWrongMd5(bucket);
      assertThat(text(bucket, "k")).isEqualTo("abc");
      return;
    }
    assertRefused(400, "BadDigest", () -> putWithWrongMd5(bucket));
    assertRefused(404, "NoSuchKey", () -> text(bucket, "k"));
  }

  private void putWithWrongMd5(String bucket) {
    aws()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key("k").contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
            RequestBody.fromString("abc"));
  }

  @Test
  default void copiesAnObjectWithItsAttributes() {
    String bucket = newBucket(false);
    aws()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key("from a+b").metadata(Map.of("writer", "one")),
            RequestBody.fromString("abc"));
    aws()
        .s3()
        .copyObject(
            request ->
                request
                    .sourceBucket(bucket)
                    .sourceKey("from a+b")
                    .destinationBucket(bucket)
                    .destinationKey("to"));
    assertThat(text(bucket, "to")).isEqualTo("abc");
    assertThat(aws().s3().headObject(request -> request.bucket(bucket).key("to")).metadata())
        .containsEntry("writer", "one");
  }

  @Test
  default void deletesManyAtOnce() {
    String bucket = newBucket(false);
    put(bucket, "a", "1");
    put(bucket, "b", "2");
    var response =
        aws()
            .s3()
            .deleteObjects(
                request ->
                    request
                        .bucket(bucket)
                        .delete(
                            delete ->
                                delete.objects(
                                    ObjectIdentifier.builder().key("a").build(),
                                    ObjectIdentifier.builder().key("absent").build())));
    assertThat(response.deleted()).hasSize(2);
    assertThat(response.errors()).isEmpty();
    assertThat(aws().s3().listObjectsV2(request -> request.bucket(bucket)).keyCount()).isOne();
  }
}

package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.Deviation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// How drops are read: a range of one version, under the condition that its ETag is the pinned one
/// (`DropBucket.open`).
interface PinnedReadConformance extends Conformance {
  private ResponseBytes<GetObjectResponse> read(
      String bucket, String versionId, String etag, String range) {
    return aws()
        .s3()
        .getObjectAsBytes(
            request ->
                request.bucket(bucket).key("k").versionId(versionId).ifMatch(etag).range(range));
  }

  private static String text(ResponseBytes<GetObjectResponse> read) {
    return read.asString(StandardCharsets.UTF_8);
  }

  @Test
  default void readsARangeOfAPinnedVersion() {
    String bucket = newBucket(true);
    var first = put(bucket, "k", "0123456789");
    var second = put(bucket, "k", "abcdefghijkl");
    var read = read(bucket, first.versionId(), first.eTag(), "bytes=2-4");
    assertThat(text(read)).isEqualTo("234");
    assertThat(read.response().contentLength()).isEqualTo(3);
    assertThat(read.response().contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(read.response().versionId()).isEqualTo(first.versionId());
    assertThat(text(read(bucket, second.versionId(), second.eTag(), "bytes=10-11")))
        .isEqualTo("kl");
  }

  @Test
  default void readsARangeOfAVersionThatWasPutInParts() {
    String bucket = newBucket(true);
    String uploadId = aws().s3().createMultipartUpload(r -> r.bucket(bucket).key("k")).uploadId();
    String etag =
        aws()
            .s3()
            .uploadPart(
                r -> r.bucket(bucket).key("k").uploadId(uploadId).partNumber(1),
                RequestBody.fromString("0123456789"))
            .eTag();
    var completed =
        aws()
            .s3()
            .completeMultipartUpload(
                r ->
                    r.bucket(bucket)
                        .key("k")
                        .uploadId(uploadId)
                        .multipartUpload(
                            upload ->
                                upload.parts(
                                    CompletedPart.builder().partNumber(1).eTag(etag).build())));
    put(bucket, "k", "replaced");
    assertThat(text(read(bucket, completed.versionId(), completed.eTag(), "bytes=7-9")))
        .isEqualTo("789");
  }

  @Test
  default void headNamesTheVersionToPin() {
    String bucket = newBucket(true);
    put(bucket, "k", "one");
    var second = put(bucket, "k", "three");
    var head = aws().s3().headObject(request -> request.bucket(bucket).key("k"));
    assertThat(head.versionId()).isEqualTo(second.versionId());
    assertThat(head.eTag()).isEqualTo(second.eTag());
    assertThat(head.contentLength()).isEqualTo(5);
  }

  @Test
  default void refusesAPinWithAnotherEtag() {
    String bucket = newBucket(true);
    var first = put(bucket, "k", "one");
    var second = put(bucket, "k", "two");
    assertRefused(
        412,
        "PreconditionFailed",
        () -> read(bucket, first.versionId(), second.eTag(), "bytes=0-0"));
  }

  @Test
  default void readsAPinBehindADeleteMarkerAndNotTheMarker() {
    String bucket = newBucket(true);
    var pinned = put(bucket, "k", "one");
    String marker = aws().s3().deleteObject(r -> r.bucket(bucket).key("k")).versionId();
    assertThat(text(read(bucket, pinned.versionId(), pinned.eTag(), "bytes=0-1"))).isEqualTo("on");
    boolean deviates = deviates(Deviation.READ_OF_A_DELETE_MARKER);
    assertRefused(
        deviates ? 404 : 405,
        deviates ? "NoSuchVersion" : "MethodNotAllowed",
        () -> read(bucket, marker, pinned.eTag(), "bytes=0-0"));
  }

  @Test
  default void aPinThatExpiredIsNotThere() {
    String bucket = newBucket(true);
    var pinned = put(bucket, "k", "one");
    put(bucket, "k", "two");
    aws().s3().deleteObject(r -> r.bucket(bucket).key("k").versionId(pinned.versionId()));
    assertRefused(
        404, "NoSuchVersion", () -> read(bucket, pinned.versionId(), pinned.eTag(), "bytes=0-0"));
  }
}

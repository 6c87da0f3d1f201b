package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.localaws.endpoints.Deviation;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Multipart uploads.
interface MultipartConformance extends Conformance {
  int PART_BYTES = 5 * 1024 * 1024;

  private String begin(String bucket, String key) {
    return aws().s3().createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
  }

  private CompletedPart part(
      String bucket, String key, String uploadId, int partNumber, byte[] body) {
    String etag =
        aws()
            .s3()
            .uploadPart(
                r -> r.bucket(bucket).key(key).uploadId(uploadId).partNumber(partNumber),
                RequestBody.fromBytes(body))
            .eTag();
    return CompletedPart.builder().partNumber(partNumber).eTag(etag).build();
  }

  @Test
  default void putsPartsTogether() throws Exception {
    String bucket = newBucket(true);
    String uploadId = begin(bucket, "big");
    List<byte[]> bodies =
        List.of(
            Conformance.randomBytes(PART_BYTES),
            Conformance.randomBytes(PART_BYTES + 1),
            Conformance.randomBytes(1000));
    List<CompletedPart> parts = new ArrayList<>();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    MessageDigest md5OfMd5s = MessageDigest.getInstance("MD5");
    for (byte[] body : bodies) {
      parts.add(part(bucket, "big", uploadId, parts.size() + 1, body));
      whole.write(body);
      md5OfMd5s.update(MessageDigest.getInstance("MD5").digest(body));
    }
    assertThat(aws().s3().listParts(r -> r.bucket(bucket).key("big").uploadId(uploadId)).parts())
        .extracting(Part::partNumber)
        .containsExactly(1, 2, 3);
    var completed =
        aws()
            .s3()
            .completeMultipartUpload(
                r ->
                    r.bucket(bucket)
                        .key("big")
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(parts)));
    assertThat(completed.eTag())
        .isEqualTo("\"" + HexFormat.of().formatHex(md5OfMd5s.digest()) + "-3\"");
    assertThat(completed.versionId()).isNotBlank();
    byte[] expected = whole.toByteArray();
    assertThat(aws().s3().getObjectAsBytes(r -> r.bucket(bucket).key("big")).asByteArray())
        .isEqualTo(expected);
    int from = PART_BYTES - 7;
    int to = 2 * PART_BYTES + 20;
    assertThat(
            aws()
                .s3()
                .getObjectAsBytes(
                    r ->
                        r.bucket(bucket)
                            .key("big")
                            .range("bytes=%d-%d".formatted(from, to))
                            .ifMatch(completed.eTag()))
                .asByteArray())
        .isEqualTo(Arrays.copyOfRange(expected, from, to + 1));
  }

  @Test
  default void completesUnderACondition() {
    String bucket = newBucket(true);
    String uploadId = begin(bucket, "k");
    CompletedPart part = part(bucket, "k", uploadId, 1, new byte[] {1, 2, 3});
    put(bucket, "k", "already there");
    assertRefused(
        412,
        "PreconditionFailed",
        () ->
            aws()
                .s3()
                .completeMultipartUpload(
                    r ->
                        r.bucket(bucket)
                            .key("k")
                            .uploadId(uploadId)
                            .ifNoneMatch("*")
                            .multipartUpload(upload -> upload.parts(part))));
    assertThat(text(bucket, "k")).isEqualTo("already there");
  }

  @Test
  default void refusesPartsThatAreTooSmallOrUnknown() {
    String bucket = newBucket(false);
    String uploadId = begin(bucket, "k");
    CompletedPart first = part(bucket, "k", uploadId, 1, new byte[] {1});
    CompletedPart second = part(bucket, "k", uploadId, 2, new byte[] {2});
    assertRefused(400, "EntityTooSmall", () -> complete(bucket, uploadId, List.of(first, second)));
    CompletedPart unknown = first.toBuilder().partNumber(3).build();
    assertRefused(400, "InvalidPart", () -> complete(bucket, uploadId, List.of(unknown)));
  }

  private void complete(String bucket, String uploadId, List<CompletedPart> parts) {
    aws()
        .s3()
        .completeMultipartUpload(
            r ->
                r.bucket(bucket)
                    .key("k")
                    .uploadId(uploadId)
                    .multipartUpload(upload -> upload.parts(parts)));
  }

  @Test
  default void anAbortedUploadIsGone() {
    String bucket = newBucket(false);
    String uploadId = begin(bucket, "k");
    assertThat(aws().s3().listMultipartUploads(r -> r.bucket(bucket)).uploads())
        .extracting(MultipartUpload::uploadId)
        .containsExactly(uploadId);
    aws().s3().abortMultipartUpload(r -> r.bucket(bucket).key("k").uploadId(uploadId));
    assertThat(aws().s3().listMultipartUploads(r -> r.bucket(bucket)).uploads()).isEmpty();
    if (deviates(Deviation.PART_OF_AN_UNKNOWN_UPLOAD)) {
      assertThatThrownBy(() -> part(bucket, "k", uploadId, 1, new byte[] {1}))
          .isInstanceOf(S3Exception.class);
    } else {
      assertRefused(404, "NoSuchUpload", () -> part(bucket, "k", uploadId, 1, new byte[] {1}));
    }
  }

  /// How an upload that a browser makes is looked at and ended (`DropUploads`).
  @Test
  default void listsPartsAfterANumberAndKnowsNoEndedUpload() {
    String bucket = newBucket(true);
    String uploadId = begin(bucket, "k");
    part(bucket, "k", uploadId, 1, new byte[] {1});
    CompletedPart second = part(bucket, "k", uploadId, 2, new byte[] {2});
    assertThat(
            aws()
                .s3()
                .listParts(r -> r.bucket(bucket).key("k").uploadId(uploadId).partNumberMarker(1))
                .parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.partNumber()).isEqualTo(2);
              assertThat(part.eTag()).isEqualTo(second.eTag());
            });
    abort(bucket, uploadId);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> complete(bucket, uploadId, List.of(second)), () -> abort(bucket, uploadId))) {
      if (deviates(Deviation.PART_OF_AN_UNKNOWN_UPLOAD)) {
        assertThatThrownBy(call).isInstanceOf(S3Exception.class);
      } else {
        assertRefused(404, "NoSuchUpload", call);
      }
    }
  }

  private void abort(String bucket, String uploadId) {
    aws().s3().abortMultipartUpload(r -> r.bucket(bucket).key("k").uploadId(uploadId));
  }
}

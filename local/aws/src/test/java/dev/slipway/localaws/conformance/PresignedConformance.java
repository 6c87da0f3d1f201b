package dev.slipway.localaws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.Deviation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// URLs that carry their own signature.
interface PresignedConformance extends Conformance {
  @Test
  default void presignedUrlsPutAndGet() throws Exception {
    String bucket = newBucket(false);
    String key = "own prefix/a+b ü.ipa";
    var put =
        aws()
            .presigner()
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(15))
                        .putObjectRequest(r -> r.bucket(bucket).key(key)));
    HttpResponse<String> putAnswer = send("PUT", put.url().toURI(), "presigned");
    assertThat(putAnswer.statusCode()).as(putAnswer.body()).isEqualTo(200);
    var get =
        aws()
            .presigner()
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(15))
                        .getObjectRequest(r -> r.bucket(bucket).key(key)));
    HttpResponse<String> getAnswer = send("GET", get.url().toURI(), "");
    assertThat(getAnswer.statusCode()).as(getAnswer.body()).isEqualTo(200);
    assertThat(getAnswer.body()).isEqualTo("presigned");
  }

  @Test
  default void presignedUrlsUploadParts() throws Exception {
    String bucket = newBucket(false);
    String uploadId = aws().s3().createMultipartUpload(r -> r.bucket(bucket).key("k")).uploadId();
    var part =
        aws()
            .presigner()
            .presignUploadPart(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(15))
                        .uploadPartRequest(
                            r -> r.bucket(bucket).key("k").uploadId(uploadId).partNumber(1)));
    HttpResponse<String> answer = send("PUT", part.url().toURI(), "the only part");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String etag = answer.headers().firstValue("ETag").orElseThrow();
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
    assertThat(text(bucket, "k")).isEqualTo("the only part");
  }

  /// The length is signed, so an address takes no more bytes than a quota allowed
  /// (`DropUploads.putAddress`).
  @Test
  default void presignedUrlsTakeOnlyTheLengthThatWasSigned() throws Exception {
    String bucket = newBucket(true);
    var put =
        aws()
            .presigner()
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(15))
                        .putObjectRequest(r -> r.bucket(bucket).key("k").contentLength(9L)));
    HttpResponse<String> longer = send("PUT", put.url().toURI(), "presigned and more");
    if (deviates(Deviation.SIGNED_LENGTH)) {
      assertThat(longer.statusCode()).as(longer.body()).isEqualTo(200);
    } else {
      assertThat(longer.statusCode()).as(longer.body()).isEqualTo(403);
      assertThat(longer.body()).contains("SignatureDoesNotMatch");
    }
    HttpResponse<String> right = send("PUT", put.url().toURI(), "presigned");
    assertThat(right.statusCode()).as(right.body()).isEqualTo(200);
    assertThat(text(bucket, "k")).isEqualTo("presigned");
  }

  /// How pages see a pinned picture (`DropPictures`): the type is signed with the address (page
  /// "GetObject", overriding response header values).
  @Test
  default void presignedUrlsShowAVersionAsTheTypeThatWasSigned() throws Exception {
    String bucket = newBucket(true);
    String key = "c/f/screenshots/en-US/1 ü.png";
    String pinned =
        aws()
            .s3()
            .putObject(
                put -> put.bucket(bucket).key(key).contentType("text/html"),
                RequestBody.fromString("first"))
            .versionId();
    aws().s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("second"));
    var get =
        aws()
            .presigner()
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(15))
                        .getObjectRequest(
                            r ->
                                r.bucket(bucket)
                                    .key(key)
                                    .versionId(pinned)
                                    .responseContentType("image/png")));
    HttpResponse<String> answer = send("GET", get.url().toURI(), "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("first");
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
  }

  static HttpResponse<String> send(String method, URI url, String body) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest.BodyPublisher publisher =
          method.equals("GET")
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body);
      return client.send(
          HttpRequest.newBuilder(url).method(method, publisher).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}

package dev.slipway.aws;

import dev.slipway.json.Json;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateUnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The state bucket. A version is the object's ETag; conditional writes are S3's own (page "Prevent
/// object overwrites with conditional requests": 412 when the condition fails, 409 when two writes
/// race, 404 for `If-Match` on an absent key).
///
/// Every write carries its own token in the user metadata. After a lost answer, or a 412 that
/// follows an attempt without an answer, the object's token shows whether this write stored the
/// document. Thread-safe.
public final class S3StateStore implements StateStore {
  private static final String WRITER = "slipway-writer";

  /// The largest document written, a record with 10,000 parts, is smaller.
  private static final long MAX_DOCUMENT_BYTES = 16L << 20;

  private final S3Client s3;
  private final String bucket;
  private final Backoff backoff;

  public S3StateStore(S3Client s3, String bucket, Backoff backoff) {
    this.s3 = s3;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  @Override
  public Optional<Stored> read(String key) {
    try {
      var object =
          backoff.repeat(
              () ->
                  s3.getObject(request -> request.bucket(bucket).key(key), S3StateStore::bounded));
      long sizeBytes = object.response().contentLength();
      if (sizeBytes > MAX_DOCUMENT_BYTES) {
        throw new StateUnavailableException(
            "state: " + key + " has " + sizeBytes + " bytes; the limit is " + MAX_DOCUMENT_BYTES);
      }
      return Optional.of(
          new Stored(Json.parse(object.asByteArrayUnsafe()), object.response().eTag()));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw unavailable("reading", key, e);
    } catch (SdkException e) {
      throw unavailable("reading", key, e);
    }
  }

  private static ResponseBytes<GetObjectResponse> bounded(
      GetObjectResponse response, AbortableInputStream body) throws Exception {
    if (response.contentLength() > MAX_DOCUMENT_BYTES) {
      body.abort();
      return ResponseBytes.fromByteArray(response, new byte[0]);
    }
    return ResponseTransformer.<GetObjectResponse>toBytes().transform(response, body);
  }

  @Override
  public WriteOutcome create(String key, Map<String, ?> document) {
    return write(key, document, null);
  }

  @Override
  public WriteOutcome replace(String key, Map<String, ?> document, String expectedVersion) {
    return write(key, document, expectedVersion);
  }

  @Override
  public void put(String key, Map<String, ?> document) {
    byte[] body = Json.write(document);
    var request = putRequest(key).build();
    try {
      backoff.repeat(() -> s3.putObject(request, RequestBody.fromBytes(body)));
    } catch (SdkException e) {
      throw unavailable("writing", key, e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      backoff.repeat(() -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    } catch (SdkException e) {
      throw unavailable("deleting", key, e);
    }
  }

  @Override
  public KeyPage list(String prefix, @Nullable String startAfter, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page holds 1 to 1000 keys");
    }
    try {
      var page =
          backoff.repeat(
              () ->
                  s3.listObjectsV2(
                      request -> {
                        request.bucket(bucket).prefix(prefix).maxKeys(limit);
                        if (startAfter != null) {
                          request.startAfter(startAfter);
                        }
                      }));
      var keys = page.contents().stream().map(S3Object::key).toList();
      boolean more = Boolean.TRUE.equals(page.isTruncated()) && !keys.isEmpty();
      return new KeyPage(keys, more ? keys.getLast() : null);
    } catch (SdkException e) {
      throw unavailable("listing", prefix, e);
    }
  }

  /// Makes one conditional write: put, and after a 412 or a lost answer check whose write is
  /// stored.
  ///
  /// @param expected null when the document must not exist yet
  private WriteOutcome write(String key, Map<String, ?> document, @Nullable String expected) {
    byte[] body = Json.write(document);
    String writer = UUID.randomUUID().toString();
    var request = putRequest(key).metadata(Map.of(WRITER, writer));
    if (expected == null) {
      request.ifNoneMatch("*");
    } else {
      request.ifMatch(expected);
    }
    var put = request.build();
    for (int attempt = 1; ; attempt++) {
      SdkException failure;
      try {
        return new WriteOutcome.Written(s3.putObject(put, RequestBody.fromBytes(body)).eTag());
      } catch (SdkException e) {
        failure = e;
      }
      boolean conditionFailed =
          failure instanceof S3Exception s3Failure
              && (s3Failure.statusCode() == 412 || s3Failure.statusCode() == 404);
      if (!conditionFailed && !Backoff.isTransient(failure)) {
        throw unavailable("writing", key, failure);
      }
      // Even a first 412 may answer a repetition by a layer below (a proxy, a connection pool).
      Optional<HeadObjectResponse> standing = head(key);
      if (standing.isPresent() && writer.equals(standing.get().metadata().get(WRITER))) {
        return new WriteOutcome.Written(standing.get().eTag());
      }
      boolean mayStillBeWritten =
          expected == null
              ? standing.isEmpty()
              : standing.isPresent() && expected.equals(standing.get().eTag());
      if (conditionFailed || !mayStillBeWritten) {
        return new WriteOutcome.Conflict();
      }
      if (attempt == backoff.attempts()) {
        throw unavailable("writing", key, failure);
      }
      backoff.pauseAfter(attempt);
    }
  }

  private Optional<HeadObjectResponse> head(String key) {
    try {
      return Optional.of(
          backoff.repeat(() -> s3.headObject(request -> request.bucket(bucket).key(key))));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw unavailable("reading", key, e);
    } catch (SdkException e) {
      throw unavailable("reading", key, e);
    }
  }

  private PutObjectRequest.Builder putRequest(String key) {
    return PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
  }

  private static StateUnavailableException unavailable(
      String what, String key, SdkException failure) {
    return new StateUnavailableException(
        "state: " + what + " " + key + " failed: " + Backoff.describe(failure), failure);
  }
}

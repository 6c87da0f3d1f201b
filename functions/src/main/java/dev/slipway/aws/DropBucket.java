package dev.slipway.aws;

import dev.slipway.drops.DropListing;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.drops.ipa.icon.IconStore;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The drop bucket in S3. Every read names the pinned version and, as `If-Match`, its ETag, so that
/// a replaced object is never mixed with the previous one. Thread-safe.
public final class DropBucket implements DropObjects, DropListing, IconStore {
  private final S3Client s3;
  private final String bucket;
  private final Backoff backoff;

  public DropBucket(S3Client s3, String bucket, Backoff backoff) {
    this.s3 = s3;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  @Override
  public Optional<ObjectVersion> newest(String key) {
    try {
      var head = backoff.repeat(() -> s3.headObject(request -> request.bucket(bucket).key(key)));
      return Optional.of(
          new ObjectVersion(key, version(head.versionId()), head.eTag(), head.contentLength()));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw unreadable(key, e);
    } catch (SdkException e) {
      throw unreadable(key, e);
    }
  }

  @Override
  public List<ObjectVersion> list(String prefix, int limit) {
    var objects = new ArrayList<ObjectVersion>();
    try {
      ListObjectVersionsResponse page = null;
      do {
        var before = page;
        page =
            backoff.repeat(
                () ->
                    s3.listObjectVersions(
                        request -> {
                          request.bucket(bucket).prefix(prefix);
                          if (before != null) {
                            request.keyMarker(before.nextKeyMarker());
                            request.versionIdMarker(before.nextVersionIdMarker());
                          }
                        }));
        for (var version : page.versions()) {
          if (version.isLatest() && objects.size() < limit) {
            objects.add(pinned(version));
          }
        }
      } while (page.isTruncated() && objects.size() < limit);
    } catch (SdkException e) {
      throw unreadable(prefix, e);
    }
    return List.copyOf(objects);
  }

  @Override
  public Page after(@Nullable Position position) {
    try {
      var answer =
          backoff.repeat(
              () ->
                  s3.listObjectVersions(
                      request -> {
                        request.bucket(bucket).maxKeys(1000);
                        if (position != null) {
                          request.keyMarker(position.key());
                          if (!position.versionId().isEmpty()) {
                            request.versionIdMarker(position.versionId());
                          }
                        }
                      }));
      var objects =
          answer.versions().stream()
              .filter(found -> found.isLatest())
              .map(found -> new Standing(pinned(found), found.lastModified()))
              .toList();
      return new Page(objects, answer.isTruncated() ? next(answer) : null);
    } catch (SdkException e) {
      throw unreadable("", e);
    }
  }

  private static Position next(ListObjectVersionsResponse page) {
    String version = page.nextVersionIdMarker();
    return new Position(page.nextKeyMarker(), version == null ? "" : version);
  }

  private static ObjectVersion pinned(
      software.amazon.awssdk.services.s3.model.ObjectVersion found) {
    return new ObjectVersion(found.key(), version(found.versionId()), found.eTag(), found.size());
  }

  @Override
  public void put(String connectionId, AppIcon icon) {
    String key = AppIcon.key(connectionId, icon.id());
    try {
      backoff.repeat(
          () ->
              s3.putObject(
                  request -> request.bucket(bucket).key(key).contentType("image/png"),
                  RequestBody.fromBytes(icon.png())));
    } catch (SdkException e) {
      throw new UncheckedIOException(
          new IOException("drop bucket: writing " + key + " failed: " + Backoff.describe(e), e));
    }
  }

  @Override
  public InputStream open(ObjectVersion object, long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset + length > object.sizeBytes()) {
      throw new IllegalArgumentException("the range is outside the object");
    }
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    try {
      var bytes =
          backoff.repeat(
              () ->
                  s3.getObject(
                      request -> {
                        request.bucket(bucket).key(object.key()).ifMatch(object.etag());
                        request.range("bytes=" + offset + "-" + (offset + length - 1));
                        if (!object.versionId().isEmpty()) {
                          request.versionId(object.versionId());
                        }
                      }));
      if (bytes.response().contentLength() != length) {
        bytes.abort();
        throw new IOException("the drop bucket returned a range that was not requested");
      }
      return new ExactStream(bytes, length);
    } catch (S3Exception e) {
      // 405: the version is a delete marker (page "GetObject").
      if (e.statusCode() == 404 || e.statusCode() == 405) {
        throw DropChangedException.gone(object.key());
      }
      if (e.statusCode() == 412) {
        throw DropChangedException.replaced(object.key());
      }
      throw new DropUnreadableException(message(object.key(), e), e);
    } catch (SdkException e) {
      throw new DropUnreadableException(message(object.key(), e), e);
    }
  }

  /// Returns an empty version in a bucket without versions, which a listing calls "null".
  private static String version(@Nullable String versionId) {
    return versionId == null || versionId.equals("null") ? "" : versionId;
  }

  private static UncheckedIOException unreadable(String key, SdkException failure) {
    return new UncheckedIOException(new DropUnreadableException(message(key, failure), failure));
  }

  private static String message(String key, SdkException failure) {
    return "drop bucket: reading " + key + " failed: " + Backoff.describe(failure);
  }

  /// Returns exactly the requested number of bytes, or throws an [EOFException]; closing early cuts
  /// the connection instead of reading the rest.
  private static final class ExactStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> bytes;
    private long left;

    ExactStream(ResponseInputStream<GetObjectResponse> bytes, long length) {
      super(bytes);
      this.bytes = bytes;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count;
      try {
        count = super.read(buffer, offset, length);
      } catch (SdkException e) {
        throw new IOException("the drop bucket's answer was interrupted", e);
      }
      if (count < 0) {
        throw new EOFException("the drop bucket's answer ended early");
      }
      left -= count;
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() throws IOException {
      if (left > 0) {
        bytes.abort();
      } else {
        super.close();
      }
    }
  }
}

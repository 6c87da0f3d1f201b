package dev.slipway.aws;

import dev.slipway.state.StateUnavailableException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Uploads into the drop bucket that a browser makes with presigned addresses. An address is valid
/// for one key, one length and [#ADDRESS_LIFETIME]; it can be requested again any number of times.
/// Thread-safe.
public final class DropUploads {
  /// How long a presigned address is valid.
  public static final Duration ADDRESS_LIFETIME = AddressSigner.LIFETIME;

  private final S3Client s3;
  private final AddressSigner signer;
  private final String bucket;
  private final Backoff backoff;

  /// An address for a PUT of exactly one body. Anyone who has it may use it: it is never logged.
  public record PutAddress(URL url, Instant expiresAt) {
    @Override
    public String toString() {
      return "PutAddress[until " + expiresAt + "]";
    }
  }

  /// A multipart upload under way: its key, and S3's own ID.
  public record Upload(String key, String s3UploadId) {}

  /// The result of an attempt to complete.
  public sealed interface Completion {
    /// The object exists.
    record Completed(String etag) implements Completion {}

    /// These parts are missing or differ; the others are stored.
    record PartsMissing(List<Integer> partNumbers) implements Completion {
      public PartsMissing {
        partNumbers = List.copyOf(partNumbers);
      }
    }

    /// S3 does not know the upload, or no longer knows it.
    record Unknown() implements Completion {}
  }

  public DropUploads(S3Client s3, AddressSigner signer, String bucket, Backoff backoff) {
    this.s3 = s3;
    this.signer = signer;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  /// Returns an address for a whole object of exactly this size.
  public PutAddress putAddress(String key, long sizeBytes) {
    var presigned =
        signer
            .presigner()
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(ADDRESS_LIFETIME)
                        .putObjectRequest(
                            put -> put.bucket(bucket).key(key).contentLength(sizeBytes)));
    return new PutAddress(presigned.url(), presigned.expiration());
  }

  /// Begins a multipart upload. The bucket's lifecycle rule removes one that is never completed.
  ///
  /// @throws StateUnavailableException as all methods that call S3, when that fails for now
  public Upload begin(String key) {
    try {
      var begun = backoff.repeat(() -> s3.createMultipartUpload(r -> r.bucket(bucket).key(key)));
      return new Upload(key, begun.uploadId());
    } catch (SdkException e) {
      throw unavailable("beginning", e);
    }
  }

  /// Returns an address for one part of exactly this size.
  ///
  /// @param partNumber from 1
  public PutAddress partAddress(Upload upload, int partNumber, long sizeBytes) {
    var presigned =
        signer
            .presigner()
            .presignUploadPart(
                presign ->
                    presign
                        .signatureDuration(ADDRESS_LIFETIME)
                        .uploadPartRequest(
                            part ->
                                part.bucket(bucket)
                                    .key(upload.key())
                                    .uploadId(upload.s3UploadId())
                                    .partNumber(partNumber)
                                    .contentLength(sizeBytes)));
    return new PutAddress(presigned.url(), presigned.expiration());
  }

  /// Returns whether S3 takes parts of this upload: it was neither completed nor aborted.
  public boolean isOpen(Upload upload) {
    try {
      backoff.repeat(
          () ->
              s3.listParts(
                  r ->
                      r.bucket(bucket)
                          .key(upload.key())
                          .uploadId(upload.s3UploadId())
                          .maxParts(1)));
      return true;
    } catch (S3Exception e) {
      if (Backoff.errorCode(e).equals("NoSuchUpload")) {
        return false;
      }
      throw unavailable("looking at", e);
    } catch (SdkException e) {
      throw unavailable("looking at", e);
    }
  }

  /// Assembles the object from its parts. May be repeated: with the same parts S3 answers a
  /// repeated completion as the first one and makes no other object, for a time that AWS does not
  /// state (seen live: adobe/S3Mock issue 2586, minio/minio issue 13318).
  ///
  /// @param etags by part number, from 1 without a gap
  public Completion complete(Upload upload, NavigableMap<Integer, String> etags) {
    var parts = new ArrayList<CompletedPart>();
    etags.forEach(
        (number, etag) -> parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build()));
    try {
      var answer =
          backoff.repeat(
              () ->
                  s3.completeMultipartUpload(
                      r ->
                          r.bucket(bucket)
                              .key(upload.key())
                              .uploadId(upload.s3UploadId())
                              .multipartUpload(m -> m.parts(parts))));
      return new Completion.Completed(answer.eTag() == null ? "" : answer.eTag());
    } catch (S3Exception e) {
      return switch (Backoff.errorCode(e)) {
        case "NoSuchUpload" -> new Completion.Unknown();
        case "InvalidPart", "EntityTooSmall" -> missingNow(upload, etags);
        default -> throw unavailable("completing", e);
      };
    } catch (SdkException e) {
      throw unavailable("completing", e);
    }
  }

  /// Aborts the upload; does nothing when it does not exist.
  public void abort(Upload upload) {
    try {
      backoff.repeat(
          () ->
              s3.abortMultipartUpload(
                  r -> r.bucket(bucket).key(upload.key()).uploadId(upload.s3UploadId())));
    } catch (S3Exception e) {
      if (!Backoff.errorCode(e).equals("NoSuchUpload")) {
        throw unavailable("aborting", e);
      }
    } catch (SdkException e) {
      throw unavailable("aborting", e);
    }
  }

  private Completion missingNow(Upload upload, NavigableMap<Integer, String> etags) {
    try {
      return missing(upload, etags);
    } catch (S3Exception e) {
      if (Backoff.errorCode(e).equals("NoSuchUpload")) {
        // Another request canceled it meanwhile.
        return new Completion.Unknown();
      }
      throw unavailable("looking at", e);
    } catch (SdkException e) {
      throw unavailable("looking at", e);
    }
  }

  private Completion missing(Upload upload, NavigableMap<Integer, String> etags) {
    var there = new TreeMap<Integer, String>();
    ListPartsResponse page = null;
    do {
      var before = page;
      page =
          backoff.repeat(
              () ->
                  s3.listParts(
                      r -> {
                        r.bucket(bucket).key(upload.key()).uploadId(upload.s3UploadId());
                        if (before != null) {
                          r.partNumberMarker(before.nextPartNumberMarker());
                        }
                      }));
      page.parts().forEach(part -> there.put(part.partNumber(), part.eTag()));
    } while (Boolean.TRUE.equals(page.isTruncated()));
    var missing = new TreeSet<Integer>();
    etags.forEach(
        (number, etag) -> {
          if (!bare(etag).equals(bare(there.getOrDefault(number, "")))) {
            missing.add(number);
          }
        });
    return new Completion.PartsMissing(List.copyOf(missing));
  }

  private static StateUnavailableException unavailable(String what, SdkException failure) {
    return new StateUnavailableException(
        "drop bucket: " + what + " an upload failed: " + Backoff.describe(failure), failure);
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}

package dev.slipway.aws;

import dev.slipway.drops.ipa.icon.AppIcon;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Addresses by which a browser sees one pinned version of an image or video in the drop bucket, or
/// the icon of an app. The content type is part of the signature, so that a page of HTML that was
/// uploaded as a screenshot never runs in the bucket's origin. Thread-safe.
public final class DropPictures {
  /// How long an address is valid.
  public static final Duration ADDRESS_LIFETIME = AddressSigner.LIFETIME;

  private final S3Client s3;
  private final AddressSigner signer;
  private final String bucket;
  private final Backoff backoff;

  /// Whether a version can be shown.
  public sealed interface Shown {
    /// An address for a GET of this version. Anyone who has it may use it: it is never logged.
    record Address(URL url, Instant expiresAt) implements Shown {
      @Override
      public String toString() {
        return "Address[until " + expiresAt + "]";
      }
    }

    /// The bucket no longer has this version.
    record Gone() implements Shown {}
  }

  public DropPictures(S3Client s3, AddressSigner signer, String bucket, Backoff backoff) {
    this.s3 = s3;
    this.signer = signer;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  /// Looks whether the version exists, and signs an address for it.
  ///
  /// @param versionId of the object, not empty
  /// @param contentType what S3 answers, whatever the object says
  public Shown shown(String key, String versionId, String contentType) {
    return exists(key, versionId) ? address(key, versionId, contentType) : new Shown.Gone();
  }

  /// Signs an address for an icon, without a look whether it exists: then the address answers with
  /// an error, and the page shows no icon.
  ///
  /// @param id of [AppIcon#id()]
  public Shown.Address icon(String connectionId, String id) {
    var presigned =
        signer
            .presigner()
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(ADDRESS_LIFETIME)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(AppIcon.key(connectionId, id))
                                    .responseContentType("image/png")));
    return new Shown.Address(presigned.url(), presigned.expiration());
  }

  /// S3 answers 403 instead of 404 to a caller that may not list the bucket, as api may not (page
  /// "HeadObject").
  private boolean exists(String key, String versionId) {
    try {
      backoff.repeat(() -> s3.headObject(r -> r.bucket(bucket).key(key).versionId(versionId)));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404 || e.statusCode() == 403) {
        return false;
      }
      throw e;
    }
  }

  private Shown.Address address(String key, String versionId, String contentType) {
    var presigned =
        signer
            .presigner()
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(ADDRESS_LIFETIME)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(key)
                                    .versionId(versionId)
                                    .responseContentType(contentType)));
    return new Shown.Address(presigned.url(), presigned.expiration());
  }
}

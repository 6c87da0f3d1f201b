package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// Versioned buckets.
interface VersionConformance extends Conformance {
  @Test
  default void keepsOlderVersions() {
    String bucket = newBucket(true);
    String first = put(bucket, "k", "one").versionId();
    String second = put(bucket, "k", "two").versionId();
    assertThat(first).isNotBlank().isNotEqualTo(second);
    assertThat(text(bucket, "k")).isEqualTo("two");
    assertThat(
            aws()
                .s3()
                .getObjectAsBytes(request -> request.bucket(bucket).key("k").versionId(first))
                .asUtf8String())
        .isEqualTo("one");
    assertThat(aws().s3().listObjectVersions(request -> request.bucket(bucket)).versions())
        .extracting(ObjectVersion::versionId)
        .containsExactly(second, first);
  }

  @Test
  default void aDeleteMarkerHidesTheObjectUntilItIsRemoved() {
    String bucket = newBucket(true);
    String version = put(bucket, "k", "one").versionId();
    var deleted = aws().s3().deleteObject(request -> request.bucket(bucket).key("k"));
    assertThat(deleted.deleteMarker()).isTrue();
    assertRefused(404, "NoSuchKey", () -> text(bucket, "k"));
    assertThat(aws().s3().listObjectsV2(request -> request.bucket(bucket)).contents()).isEmpty();
    var versions = aws().s3().listObjectVersions(request -> request.bucket(bucket));
    assertThat(versions.versions()).extracting(ObjectVersion::versionId).containsExactly(version);
    assertThat(versions.deleteMarkers())
        .extracting(DeleteMarkerEntry::versionId)
        .containsExactly(deleted.versionId());
    aws()
        .s3()
        .deleteObject(request -> request.bucket(bucket).key("k").versionId(deleted.versionId()));
    assertThat(text(bucket, "k")).isEqualTo("one");
  }

  @Test
  default void deletesOneVersionForGood() {
    String bucket = newBucket(true);
    String first = put(bucket, "k", "one").versionId();
    String second = put(bucket, "k", "two").versionId();
    aws().s3().deleteObject(request -> request.bucket(bucket).key("k").versionId(second));
    assertThat(text(bucket, "k")).isEqualTo("one");
    assertThat(aws().s3().headObject(request -> request.bucket(bucket).key("k")).versionId())
        .isEqualTo(first);
  }
}

package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
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

  /// How the drop bucket is listed: from a key and a version on (`DropBucket.list`, `.after`).
  @Test
  default void listsVersionsInPages() {
    String bucket = newBucket(true);
    for (String key : List.of("c/a", "c/a", "c/a", "c/b", "c/d", "e")) {
      put(bucket, key, "x");
    }
    aws().s3().deleteObject(request -> request.bucket(bucket).key("c/b"));
    var newest = new ArrayList<String>();
    var versions = new ArrayList<String>();
    int pages = 0;
    ListObjectVersionsResponse page = null;
    do {
      var before = page;
      page =
          aws()
              .s3()
              .listObjectVersions(
                  request -> {
                    request.bucket(bucket).prefix("c/").maxKeys(2);
                    if (before != null) {
                      request.keyMarker(before.nextKeyMarker());
                      request.versionIdMarker(before.nextVersionIdMarker());
                    }
                  });
      pages++;
      for (ObjectVersion version : page.versions()) {
        versions.add(version.versionId());
        if (version.isLatest()) {
          newest.add(version.key());
        }
      }
    } while (page.isTruncated());
    assertThat(newest).containsExactly("c/a", "c/d");
    assertThat(versions).hasSize(5).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(deviates(Deviation.PAGES_OF_VERSIONS) ? 4 : 3);
  }

  /// How `infrastructure/restore` puts an older state back.
  @Test
  default void copiesAnOlderVersionOverTheNewest() throws Exception {
    String bucket = newBucket(true);
    var first =
        aws()
            .s3()
            .putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .contentType("application/json")
                        .metadata(Map.of("slipway-writer", "one")),
                RequestBody.fromString("one"));
    put(bucket, "k", "two");
    Callable<?> copy =
        () ->
            aws()
                .s3()
                .copyObject(
                    request ->
                        request
                            .sourceBucket(bucket)
                            .sourceKey("k")
                            .sourceVersionId(first.versionId())
                            .destinationBucket(bucket)
                            .destinationKey("k"));
    if (deviates(Deviation.COPY_OF_AN_OLDER_VERSION)) {
      assertRefused(400, "InvalidRequest", copy::call);
      return;
    }
    copy.call();
    assertThat(text(bucket, "k")).isEqualTo("one");
    var head = aws().s3().headObject(request -> request.bucket(bucket).key("k"));
    assertThat(head.versionId()).isNotEqualTo(first.versionId());
    assertThat(head.eTag()).isEqualTo(first.eTag());
    assertThat(head.contentType()).isEqualTo("application/json");
    assertThat(head.metadata()).containsEntry("slipway-writer", "one");
    assertThat(aws().s3().listObjectVersions(request -> request.bucket(bucket)).versions())
        .hasSize(3);
  }
}

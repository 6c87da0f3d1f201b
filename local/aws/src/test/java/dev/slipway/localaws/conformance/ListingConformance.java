package dev.slipway.localaws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/// ListObjectsV2, ListBuckets and what is known of a bucket.
interface ListingConformance extends Conformance {
  @Test
  default void listsKeysInTheOrderOfTheirUtf8Bytes() {
    String bucket = newBucket(false);
    for (String key : List.of("b", "a", "Z", "ä", "a/1", "\uFFFD", "🚀")) {
      put(bucket, key, key);
    }
    assertThat(aws().s3().listObjectsV2(request -> request.bucket(bucket)).contents())
        .extracting(S3Object::key)
        .containsExactly("Z", "a", "a/1", "b", "ä", "\uFFFD", "🚀");
  }

  @Test
  default void listsByPrefixAndRollsUpAtTheDelimiter() {
    String bucket = newBucket(false);
    for (String key : List.of("r/1/x", "r/1/y", "r/2/x", "r/top", "s/1")) {
      put(bucket, key, key);
    }
    var response =
        aws().s3().listObjectsV2(request -> request.bucket(bucket).prefix("r/").delimiter("/"));
    assertThat(response.contents()).extracting(S3Object::key).containsExactly("r/top");
    assertThat(response.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("r/1/", "r/2/");
    assertThat(response.keyCount()).isEqualTo(3);
    assertThat(response.isTruncated()).isFalse();
  }

  @Test
  default void listsInPages() {
    String bucket = newBucket(false);
    for (int i = 0; i < 7; i++) {
      put(bucket, "k" + i, "x");
    }
    var pages = aws().s3().listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(3));
    assertThat(pages.stream().map(page -> page.contents().size())).containsExactly(3, 3, 1);
    assertThat(pages.contents().stream().map(S3Object::key))
        .containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6");
  }

  @Test
  default void pagesDoNotRepeatACommonPrefix() {
    String bucket = newBucket(false);
    for (String key : List.of("a/1", "a/2", "b/1", "c")) {
      put(bucket, key, "x");
    }
    var pages =
        aws()
            .s3()
            .listObjectsV2Paginator(request -> request.bucket(bucket).delimiter("/").maxKeys(1));
    assertThat(pages.commonPrefixes().stream().map(CommonPrefix::prefix))
        .containsExactly("a/", "b/");
    assertThat(pages.contents().stream().map(S3Object::key)).containsExactly("c");
  }

  @Test
  default void startsAfterAKey() {
    String bucket = newBucket(false);
    for (String key : List.of("a", "b", "c")) {
      put(bucket, key, "x");
    }
    assertThat(
            aws().s3().listObjectsV2(request -> request.bucket(bucket).startAfter("a")).contents())
        .extracting(S3Object::key)
        .containsExactly("b", "c");
  }

  @Test
  default void knowsItsBuckets() {
    String bucket = newBucket(false);
    assertThat(aws().s3().listBuckets().buckets()).extracting(Bucket::name).contains(bucket);
    aws().s3().headBucket(request -> request.bucket(bucket));
    String location =
        aws()
            .s3()
            .getBucketLocation(request -> request.bucket(bucket))
            .locationConstraintAsString();
    assertThat(location == null || location.isEmpty() ? "us-east-1" : location)
        .isEqualTo(endpoint().region());
    assertThat(aws().s3().getBucketVersioning(request -> request.bucket(bucket)).statusAsString())
        .isNull();
  }

  /// How the state bucket is listed: from a key on, within a prefix, a page at a time.
  @Test
  default void startsAfterAKeyOfAPrefixAndEndsWithThePage() {
    String bucket = newBucket(true);
    for (String key : List.of("open/1", "open/2", "open/3", "open/4", "other")) {
      put(bucket, key, "x");
    }
    aws().s3().deleteObject(request -> request.bucket(bucket).key("open/2"));
    var page =
        aws()
            .s3()
            .listObjectsV2(
                request -> request.bucket(bucket).prefix("open/").startAfter("open/1").maxKeys(1));
    assertThat(page.contents()).extracting(S3Object::key).containsExactly("open/3");
    assertThat(page.isTruncated()).isTrue();
    var rest =
        aws()
            .s3()
            .listObjectsV2(
                request ->
                    request.bucket(bucket).prefix("open/").startAfter("open/3").maxKeys(1000));
    assertThat(rest.contents()).extracting(S3Object::key).containsExactly("open/4");
    assertThat(rest.isTruncated()).isFalse();
  }
}

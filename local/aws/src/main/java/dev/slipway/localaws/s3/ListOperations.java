package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.ObjectVersion;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.localaws.s3.ObjectListing.Page;
import dev.slipway.localaws.s3.ObjectListing.Position;
import dev.slipway.wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The operations ListObjectsV2, ListObjects and ListObjectVersions.
final class ListOperations {
  private static final int MOST_KEYS = 1000;

  private ListOperations() {}

  static Answer objectsV2(Request request, Bucket bucket) {
    int maxKeys = maxKeys(request);
    UnaryOperator<String> encode = encoding(request);
    Optional<String> token = request.query("continuation-token");
    Optional<String> startAfter = request.query("start-after").filter(name -> !name.isEmpty());
    Page page =
        listing(request, bucket, maxKeys)
            .objects(
                token
                    .map(ListOperations::position)
                    .or(() -> startAfter.map(name -> new Position(name, "", false)))
                    .orElse(null));
    XmlWriter xml = begin("ListBucketResult", request, bucket, encode);
    xml.element("MaxKeys", maxKeys);
    xml.element("KeyCount", page.versions().size() + page.commonPrefixes().size());
    xml.element("IsTruncated", page.truncatedAt() != null);
    token.ifPresent(value -> xml.element("ContinuationToken", value));
    startAfter.ifPresent(value -> xml.element("StartAfter", encode.apply(value)));
    var end = page.truncatedAt();
    if (end != null) {
      xml.element("NextContinuationToken", token(end));
    }
    contents(page, encode, xml);
    return Answer.of(200, "application/xml", xml.finish());
  }

  static Answer objectsV1(Request request, Bucket bucket) {
    int maxKeys = maxKeys(request);
    UnaryOperator<String> encode = encoding(request);
    String marker = request.query("marker").orElse("");
    boolean rolledUp =
        request
            .query("delimiter")
            .filter(delimiter -> !delimiter.isEmpty() && marker.endsWith(delimiter))
            .isPresent();
    Page page =
        listing(request, bucket, maxKeys)
            .objects(marker.isEmpty() ? null : new Position(marker, "", rolledUp));
    XmlWriter xml = begin("ListBucketResult", request, bucket, encode);
    xml.element("Marker", encode.apply(marker));
    xml.element("MaxKeys", maxKeys);
    xml.element("IsTruncated", page.truncatedAt() != null);
    var end = page.truncatedAt();
    if (end != null) {
      xml.element("NextMarker", encode.apply(end.name()));
    }
    contents(page, encode, xml);
    return Answer.of(200, "application/xml", xml.finish());
  }

  static Answer versions(Request request, Bucket bucket) {
    int maxKeys = maxKeys(request);
    UnaryOperator<String> encode = encoding(request);
    String keyMarker = request.query("key-marker").orElse("");
    String versionIdMarker = request.query("version-id-marker").orElse("");
    @Nullable Position after =
        keyMarker.isEmpty() ? null : new Position(keyMarker, versionIdMarker, false);
    Page page = listing(request, bucket, maxKeys).versions(after);
    XmlWriter xml = begin("ListVersionsResult", request, bucket, encode);
    xml.element("KeyMarker", encode.apply(keyMarker));
    xml.element("VersionIdMarker", versionIdMarker);
    xml.element("MaxKeys", maxKeys);
    xml.element("IsTruncated", page.truncatedAt() != null);
    var end = page.truncatedAt();
    if (end != null) {
      xml.element("NextKeyMarker", encode.apply(end.name()))
          .element("NextVersionIdMarker", end.versionId());
    }
    for (int i = 0; i < page.versions().size(); i++) {
      version(page.versions().get(i), page.latest().get(i), encode, xml);
    }
    commonPrefixes(page, encode, xml);
    return Answer.of(200, "application/xml", xml.finish());
  }

  private static void version(
      ObjectVersion version, boolean latest, UnaryOperator<String> encode, XmlWriter xml) {
    xml.begin(version.deleteMarker() ? "DeleteMarker" : "Version");
    xml.element("Key", encode.apply(version.key()));
    xml.element("VersionId", version.versionId());
    xml.element("IsLatest", latest);
    xml.element("LastModified", AttributeHeaders.xmlTime(version.lastModified()));
    if (!version.deleteMarker()) {
      xml.element("ETag", AttributeHeaders.quoted(version.etag()));
      xml.element("Size", version.sizeBytes());
      xml.element("StorageClass", "STANDARD");
    }
    xml.begin("Owner").element("ID", "local").element("DisplayName", "local").end();
    xml.end();
  }

  private static void contents(Page page, UnaryOperator<String> encode, XmlWriter xml) {
    for (ObjectVersion version : page.versions()) {
      xml.begin("Contents");
      xml.element("Key", encode.apply(version.key()));
      xml.element("LastModified", AttributeHeaders.xmlTime(version.lastModified()));
      xml.element("ETag", AttributeHeaders.quoted(version.etag()));
      version.attributes().checksums().keySet().stream()
          .findFirst()
          .ifPresent(
              algorithm ->
                  xml.element("ChecksumAlgorithm", algorithm)
                      .element("ChecksumType", version.attributes().checksumType()));
      xml.element("Size", version.sizeBytes());
      xml.element("StorageClass", "STANDARD");
      xml.end();
    }
    commonPrefixes(page, encode, xml);
  }

  private static void commonPrefixes(Page page, UnaryOperator<String> encode, XmlWriter xml) {
    for (String commonPrefix : page.commonPrefixes()) {
      xml.begin("CommonPrefixes").element("Prefix", encode.apply(commonPrefix)).end();
    }
  }

  private static ObjectListing listing(Request request, Bucket bucket, int maxKeys) {
    return new ObjectListing(
        bucket, request.query("prefix").orElse(""), request.query("delimiter").orElse(""), maxKeys);
  }

  private static XmlWriter begin(
      String root, Request request, Bucket bucket, UnaryOperator<String> encode) {
    XmlWriter xml = XmlWriter.document(root);
    xml.element("Name", bucket.name());
    xml.element("Prefix", encode.apply(request.query("prefix").orElse("")));
    request
        .query("delimiter")
        .filter(delimiter -> !delimiter.isEmpty())
        .ifPresent(delimiter -> xml.element("Delimiter", encode.apply(delimiter)));
    request.query("encoding-type").ifPresent(type -> xml.element("EncodingType", type));
    return xml;
  }

  private static int maxKeys(Request request) {
    try {
      int maxKeys = Integer.parseInt(request.query("max-keys").orElse("1000"));
      if (maxKeys >= 0) {
        return Math.min(maxKeys, MOST_KEYS);
      }
    } catch (NumberFormatException e) {
      throw S3Failure.invalidArgument("Provided max-keys not an integer or within integer range");
    }
    throw S3Failure.invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647");
  }

  private static UnaryOperator<String> encoding(Request request) {
    Optional<String> type = request.query("encoding-type");
    if (type.isEmpty()) {
      return UnaryOperator.identity();
    }
    if (!type.get().equals("url")) {
      throw S3Failure.invalidArgument("Invalid Encoding Method specified in Request");
    }
    return text -> Request.percentEncode(text).replace("%2F", "/");
  }

  private static String token(Position position) {
    String text = (position.commonPrefix() ? "P" : "K") + position.name();
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Position position(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (!text.isEmpty()) {
        return new Position(text.substring(1), "", text.charAt(0) == 'P');
      }
    } catch (IllegalArgumentException e) {
      throw S3Failure.invalidArgument("The continuation token provided is incorrect");
    }
    throw S3Failure.invalidArgument("The continuation token provided is incorrect");
  }
}

package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.ObjectAttributes;
import dev.slipway.localaws.objects.ObjectVersion;
import dev.slipway.localaws.objects.Precondition;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.wire.HttpDate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads an object's attributes from request headers and writes them to answer headers.
final class AttributeHeaders {
  private static final String USER_METADATA = "x-amz-meta-";
  private static final int LARGEST_USER_METADATA_BYTES = 2 * 1024;
  private static final List<String> SYSTEM_HEADERS =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  private AttributeHeaders() {}

  static ObjectAttributes of(Request request) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : SYSTEM_HEADERS) {
      request.header(name).ifPresent(value -> headers.put(name, value));
    }
    String encoding =
        Arrays.stream(headers.getOrDefault("content-encoding", "").split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty() && !part.equals("aws-chunked"))
            .collect(Collectors.joining(","));
    headers.remove("content-encoding");
    if (!encoding.isEmpty()) {
      headers.put("content-encoding", encoding);
    }
    Map<String, String> userMetadata = new TreeMap<>();
    for (String name : request.headers().keySet()) {
      if (name.startsWith(USER_METADATA)) {
        userMetadata.put(name.substring(USER_METADATA.length()), request.header(name).orElse(""));
      }
    }
    int userMetadataBytes =
        userMetadata.entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
    if (userMetadataBytes > LARGEST_USER_METADATA_BYTES) {
      throw new S3Failure(
          400,
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size");
    }
    return new ObjectAttributes(
        headers, userMetadata, Map.of(), "", tags(request.header("x-amz-tagging").orElse("")));
  }

  private static Map<String, String> tags(String query) {
    Map<String, String> tags = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        tags.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
      }
    }
    return tags;
  }

  private static String decode(String text) {
    return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static Precondition precondition(Request request) {
    return new Precondition(
        request.header("If-Match").orElse(null), request.header("If-None-Match").orElse(null));
  }

  /// Returns the headers of GET and HEAD.
  static Map<String, String> of(ObjectVersion version, boolean checksums) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ObjectAttributes attributes = version.attributes();
    headers.put("content-type", "binary/octet-stream");
    headers.putAll(attributes.headers());
    attributes.userMetadata().forEach((name, value) -> headers.put(USER_METADATA + name, value));
    headers.put("ETag", quoted(version.etag()));
    headers.put("Last-Modified", HttpDate.format(version.lastModified()));
    headers.put("Accept-Ranges", "bytes");
    headers.putAll(versionId(version));
    if (!attributes.tags().isEmpty()) {
      headers.put("x-amz-tagging-count", Integer.toString(attributes.tags().size()));
    }
    if (checksums) {
      headers.putAll(checksums(attributes));
    }
    return headers;
  }

  static Map<String, String> checksums(ObjectAttributes attributes) {
    Map<String, String> headers = new TreeMap<>();
    attributes
        .checksums()
        .forEach(
            (algorithm, value) ->
                headers.put("x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT), value));
    if (!headers.isEmpty()) {
      headers.put("x-amz-checksum-type", attributes.checksumType());
    }
    return headers;
  }

  /// Returns the version header; nothing for an object that was written without versioning.
  static Map<String, String> versionId(ObjectVersion version) {
    return version.versionId().equals(ObjectVersion.NULL_VERSION_ID)
        ? Map.of()
        : Map.of("x-amz-version-id", version.versionId());
  }

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }

  /// Returns S3's time in XML, with milliseconds.
  static String xmlTime(Instant time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(time);
  }

  static Instant parseHttpDate(String text) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
  }
}

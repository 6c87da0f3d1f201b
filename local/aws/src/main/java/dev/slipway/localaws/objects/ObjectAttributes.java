package dev.slipway.localaws.objects;

import java.util.Map;
import java.util.TreeMap;

/// What a client stores with an object in addition to its bytes.
///
/// @param headers lower-cased system headers, returned unchanged: content-type, cache-control and
///   so on
/// @param userMetadata names without `x-amz-meta-`, lower-cased
/// @param checksums algorithm in upper case (`CRC32`) and Base64 value
/// @param checksumType `FULL_OBJECT` or `COMPOSITE`; empty without checksums
/// @param tags object tags
public record ObjectAttributes(
    Map<String, String> headers,
    Map<String, String> userMetadata,
    Map<String, String> checksums,
    String checksumType,
    Map<String, String> tags) {

  /// No attributes.
  public static final ObjectAttributes NONE =
      new ObjectAttributes(Map.of(), Map.of(), Map.of(), "", Map.of());

  public ObjectAttributes {
    headers = new TreeMap<>(headers);
    userMetadata = new TreeMap<>(userMetadata);
    checksums = new TreeMap<>(checksums);
    tags = new TreeMap<>(tags);
  }

  /// Replaces the checksums.
  public ObjectAttributes withChecksums(Map<String, String> checksums, String checksumType) {
    return new ObjectAttributes(headers, userMetadata, checksums, checksumType, tags);
  }

  /// Replaces the tags.
  public ObjectAttributes withTags(Map<String, String> tags) {
    return new ObjectAttributes(headers, userMetadata, checksums, checksumType, tags);
  }
}

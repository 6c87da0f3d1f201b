package dev.slipway.localaws.objects;

import java.util.Map;
import java.util.TreeMap;

/// What a client says about an object beside its bytes.
///
/// @param headers lower-cased system headers given back as they came: content-type, cache-control
///   and so on
/// @param userMetadata names without `x-amz-meta-`, lower-cased
/// @param checksums algorithm in upper case (`CRC32`) and Base64 value
/// @param checksumType `FULL_OBJECT` or `COMPOSITE`, empty without checksums
/// @param tags object tags
public record ObjectAttributes(
    Map<String, String> headers,
    Map<String, String> userMetadata,
    Map<String, String> checksums,
    String checksumType,
    Map<String, String> tags) {

  /// Nothing said.
  public static final ObjectAttributes NONE =
      new ObjectAttributes(Map.of(), Map.of(), Map.of(), "", Map.of());

  public ObjectAttributes {
    headers = new TreeMap<>(headers);
    userMetadata = new TreeMap<>(userMetadata);
    checksums = new TreeMap<>(checksums);
    tags = new TreeMap<>(tags);
  }

  /// With these checksums instead.
  public ObjectAttributes withChecksums(Map<String, String> checksums, String checksumType) {
    return new ObjectAttributes(headers, userMetadata, checksums, checksumType, tags);
  }

  /// With these tags instead.
  public ObjectAttributes withTags(Map<String, String> tags) {
    return new ObjectAttributes(headers, userMetadata, checksums, checksumType, tags);
  }
}

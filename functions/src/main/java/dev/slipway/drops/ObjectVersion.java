package dev.slipway.drops;

/// One version of one object in the drop bucket. Slipway names the version whenever it reads a
/// drop, so a replaced object is never mixed with its predecessor.
///
/// @param key the key in the bucket; for a file in a drop's folder, the path within the folder, for
///   example `metadata/en-US/description.txt`
/// @param versionId empty in a bucket without versions
/// @param etag as S3 returned it, with its quotes; never a checksum (design.md)
public record ObjectVersion(String key, String versionId, String etag, long sizeBytes) {

  /// Returns the last segment of the key.
  public String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /// Returns the same version under another key, such as the path within a folder.
  public ObjectVersion withKey(String key) {
    return new ObjectVersion(key, versionId, etag, sizeBytes);
  }
}

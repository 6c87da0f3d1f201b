package dev.slipway.drops;

/// One version of one object of the drop bucket. Work on a drop names the version, so that a
/// replaced object is never mixed with its predecessor.
///
/// @param key in the bucket; of a file in a drop's folder its path within the folder, for example
///   `metadata/en-US/description.txt`
/// @param versionId empty in a bucket without versions
/// @param etag as S3 gave it, with its quotes; never a checksum (design.md)
public record ObjectVersion(String key, String versionId, String etag, long sizeBytes) {

  /// The last segment of the key.
  public String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /// The same version under another key, such as the path within a folder.
  public ObjectVersion withKey(String key) {
    return new ObjectVersion(key, versionId, etag, sizeBytes);
  }
}

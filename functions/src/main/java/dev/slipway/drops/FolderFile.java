package dev.slipway.drops;

/// A file of a drop's folder, in exactly the version that was pinned.
///
/// @param path relative to the folder, for example `metadata/en-US/description.txt`
/// @param versionId the object's version
/// @param etag as S3 gave it; never a checksum (design.md)
public record FolderFile(String path, String versionId, String etag, long sizeBytes) {

  /// The last segment of the path.
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

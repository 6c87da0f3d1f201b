package dev.slipway.appstoreconnect.resource;

/// One attempt to upload a build.
public record BuildUploadId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BuildUploadId {
    ResourceId.check("BuildUploadId", value);
  }

  @Override
  public String type() {
    return "buildUploads";
  }

  @Override
  public String toString() {
    return value;
  }
}

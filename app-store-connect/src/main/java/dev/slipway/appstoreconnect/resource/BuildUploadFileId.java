package dev.slipway.appstoreconnect.resource;

/// One file reserved within a build upload.
public record BuildUploadFileId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BuildUploadFileId {
    ResourceId.check("BuildUploadFileId", value);
  }

  @Override
  public String type() {
    return "buildUploadFiles";
  }

  @Override
  public String toString() {
    return value;
  }
}

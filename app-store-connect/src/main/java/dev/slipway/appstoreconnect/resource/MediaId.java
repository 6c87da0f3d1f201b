package dev.slipway.appstoreconnect.resource;

/// Apple's id of a screenshot, a preview or a review attachment, or of a set of these.
public sealed interface MediaId extends ResourceId {
  /// Returns the family, which determines the names and paths.
  MediaFamily family();

  /// One file.
  record MediaAssetId(MediaFamily family, String value) implements MediaId {
    public MediaAssetId {
      ResourceId.check("MediaAssetId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The screenshots or previews of one display type in one locale of a version.
  record MediaSetId(MediaFamily family, String value) implements MediaId {
    public MediaSetId {
      ResourceId.check("MediaSetId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}

package dev.slipway.appstoreconnect.resource;

/// Apple's id of something in the asset library of an app.
public sealed interface LibraryId extends ResourceId {
  /// The two kinds of assets.
  enum AssetKind {
    IMAGE("appAssetLibraryImages", "image", "images"),
    VIDEO("appAssetLibraryVideos", "video", "videos");

    private final String type;
    private final String relationship;
    private final String list;

    AssetKind(String type, String relationship, String list) {
      this.type = type;
      this.relationship = relationship;
      this.list = list;
    }

    /// Returns Apple's resource type.
    public String type() {
      return type;
    }

    /// Returns the name of a placement's relationship to such an asset.
    public String relationship() {
      return relationship;
    }

    /// Returns the name of the library's relationship to all such assets.
    public String list() {
      return list;
    }
  }

  /// The library of an app; equal to the app's id (asset-library.md, 1).
  record AssetLibraryId(String value) implements LibraryId {
    public AssetLibraryId {
      ResourceId.check("AssetLibraryId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One image or video.
  record LibraryAssetId(AssetKind kind, String value) implements LibraryId {
    public LibraryAssetId {
      ResourceId.check("LibraryAssetId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One image or video on one localization.
  record PlacementId(String value) implements LibraryId {
    public PlacementId {
      ResourceId.check("PlacementId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}

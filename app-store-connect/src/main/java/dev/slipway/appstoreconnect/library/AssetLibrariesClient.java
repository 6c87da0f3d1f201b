package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import java.util.Map;
import java.util.Optional;

/// Finds the asset library of an app, and Apple's reference data. Thread-safe.
public final class AssetLibrariesClient {
  private final ApiConnection connection;

  public AssetLibrariesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the library of an app. It is absent where Apple shows none: that other clients saw 403
  /// and 404 says no more (asset-library.md, 1).
  public Optional<AssetLibraryId> find(AppId app) {
    try {
      return connection.send(
          ApiRequest.get("/v1/apps/{id}/assetLibrary", app),
          document -> document.oneOrNone().map(library -> new AssetLibraryId(library.id())));
    } catch (AppStoreConnectException.Forbidden | AppStoreConnectException.NotFound e) {
      return Optional.empty();
    }
  }

  /// Reads the reference data. They are large and change rarely: keep them, and read them again
  /// when an asset has a specification that they lack.
  public ReferenceData referenceData() {
    return connection.send(
        ApiRequest.get("/v1/appAssetLibraryRefData"),
        document ->
            document.all().stream()
                .findFirst()
                .map(ReferenceData::read)
                .orElseGet(() -> new ReferenceData(Map.of(), Map.of())));
  }
}

package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.json.JsonFields;

/// What a reservation in the library says. The file and its category cannot be changed later.
///
/// @param referenceName a name by which the asset is found again
public record NewLibraryAsset(
    AssetKind kind, AssetCategory category, String fileName, long sizeBytes, String referenceName) {
  JsonFields toJson() {
    return JsonFields.with("fileName", fileName)
        .put("fileSize", sizeBytes)
        .put("category", category)
        .put("referenceName", referenceName);
  }
}

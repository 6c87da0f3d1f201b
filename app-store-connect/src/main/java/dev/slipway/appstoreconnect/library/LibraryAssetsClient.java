package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Reserves, commits, finds and removes images and videos of a library. Thread-safe.
public final class LibraryAssetsClient {
  /// Values in one filter. 36 characters each: the address stays below 8 KB, which servers commonly
  /// accept.
  private static final int MOST_IN_FILTER = 100;

  private final ApiConnection connection;

  public LibraryAssetsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves an image or video. The answer contains the addresses for its bytes.
  public LibraryAsset reserve(AssetLibraryId library, NewLibraryAsset asset) {
    var kind = asset.kind();
    return connection.send(
        ApiRequest.create(
            "/v1/" + kind.type(), kind.type(), asset.toJson(), "assetLibrary", library),
        document -> LibraryAsset.read(kind, document.one()));
  }

  /// Returns one asset; if its bytes are not uploaded yet, with its upload operations, where Apple
  /// shows them again.
  public LibraryAsset get(LibraryAssetId id) {
    return connection.send(
        ApiRequest.get(path(id), id)
            .query("fields[" + id.type() + "]", LibraryAsset.fields(id.kind())),
        document -> LibraryAsset.read(id.kind(), document.one()));
  }

  /// Reports to Apple that all parts are uploaded. There is no checksum. Apple reports faults in
  /// the file later, as FAILED; a second report may be a Conflict, which means that the first
  /// arrived.
  public LibraryAsset commit(LibraryAssetId id) {
    return update(id, JsonFields.with("uploaded", true));
  }

  /// Returns these assets in their present state; one call for each hundred. Those that Apple no
  /// longer has are missing.
  public List<LibraryAsset> list(AssetLibraryId library, AssetKind kind, List<LibraryAssetId> ids) {
    return filtered(library, kind, "id", ids);
  }

  /// Returns the assets that have one of these reference names; one call for each hundred. Names
  /// are not known to be unique.
  public List<LibraryAsset> findByReferenceName(
      AssetLibraryId library, AssetKind kind, List<String> referenceNames) {
    return filtered(library, kind, "referenceName", referenceNames);
  }

  /// Returns the reservations that got no file, or whose upload was not reported.
  public List<LibraryAsset> listAwaitingUpload(AssetLibraryId library, AssetKind kind) {
    return filtered(library, kind, "state", List.of(LibraryAssetState.AWAITING_UPLOAD));
  }

  /// Sets the poster frame of a video, in all its placements.
  ///
  /// @param previewFrameTimeCode as hour:minute:second:frame, such as `00:00:05:00`
  public LibraryAsset setPreviewFrameTimeCode(LibraryAssetId id, String previewFrameTimeCode) {
    return update(id, JsonFields.with("previewFrameTimeCode", previewFrameTimeCode));
  }

  /// Brings an ARCHIVED asset back to APPROVED. Apple answers with a Conflict in any other state.
  public LibraryAsset unarchive(LibraryAssetId id) {
    return update(id, JsonFields.with("archived", false));
  }

  /// Deletes an asset that has no placements and was never reviewed; otherwise Apple answers with a
  /// Conflict.
  public void delete(LibraryAssetId id) {
    connection.send(ApiRequest.delete(path(id), id), document -> document);
  }

  private List<LibraryAsset> filtered(
      AssetLibraryId library, AssetKind kind, String filter, List<?> values) {
    var found = new ArrayList<LibraryAsset>();
    for (int from = 0; from < values.size(); from += MOST_IN_FILTER) {
      Collection<?> some = values.subList(from, Math.min(values.size(), from + MOST_IN_FILTER));
      found.addAll(
          connection.all(
              ApiRequest.get("/v1/appAssetLibraries/{id}/" + kind.list(), library)
                  .query("filter[" + filter + "]", some)
                  .query("fields[" + kind.type() + "]", LibraryAsset.fields(kind))
                  .query("limit", "200"),
              LibraryAsset.reader(kind)));
    }
    return List.copyOf(found);
  }

  private LibraryAsset update(LibraryAssetId id, JsonFields attributes) {
    return connection.send(
        ApiRequest.patchAttributes(path(id), id, attributes),
        document -> LibraryAsset.read(id.kind(), document.one()));
  }

  private static String path(LibraryAssetId id) {
    return "/v1/" + id.type() + "/{id}";
  }
}

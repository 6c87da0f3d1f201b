package dev.slipway.appstoreconnect.previews;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewId;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewSetId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// Sets of previews. Thread-safe.
public final class AppPreviewSetsClient {
  private final ApiConnection connection;

  public AppPreviewSetsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// All sets of a locale with their previews and how far each of them is, in one call.
  public List<AppPreviewSet> listFor(LocalizationId localization) {
    return connection.all(
        ApiRequest.get("/v1/appStoreVersionLocalizations/{id}/appPreviewSets", localization)
            .query("include", "appPreviews")
            .query("fields[appPreviewSets]", AppPreviewSet.FIELDS)
            .query("fields[appPreviews]", AppPreview.FIELDS)
            .query("limit[appPreviews]", "50")
            .query("limit", "200"),
        AppPreviewSet::read);
  }

  /// Makes a set, empty. A second one for the same locale and preview type: Conflict.
  ///
  /// @param previewType such as `IPHONE_67`
  public AppPreviewSet create(LocalizationId localization, String previewType) {
    return connection.send(
        ApiRequest.create(
            "/v1/appPreviewSets",
            "appPreviewSets",
            JsonFields.with("previewType", previewType),
            "appStoreVersionLocalization",
            localization),
        document -> AppPreviewSet.read(document.one()));
  }

  /// Deletes a set with its previews.
  public void delete(AppPreviewSetId id) {
    connection.send(ApiRequest.delete("/v1/appPreviewSets/{id}", id), document -> document);
  }

  /// Puts the previews of a set in this order, all of them.
  public void reorder(AppPreviewSetId id, List<AppPreviewId> previews) {
    connection.send(
        ApiRequest.patchLinkages("/v1/appPreviewSets/{id}/relationships/appPreviews", id, previews),
        document -> document);
  }
}

package dev.slipway.appstoreconnect.previews;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewId;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewSetId;
import dev.slipway.json.JsonFields;

/// Previews: reserve, commit, choose the frame that stands for them, delete. To follow their state
/// list the sets, all of a locale at once. Thread-safe.
public final class AppPreviewsClient {
  private final ApiConnection connection;

  public AppPreviewsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves a preview at the end of a set; the answer says where its bytes go. Into a full set:
  /// Conflict.
  ///
  /// @param mimeType `video/mp4`, `video/quicktime` or `video/x-m4v`
  public AppPreview reserve(AppPreviewSetId set, String fileName, long sizeBytes, String mimeType) {
    return connection.send(
        ApiRequest.create(
            "/v1/appPreviews",
            "appPreviews",
            JsonFields.with("fileName", fileName)
                .put("fileSize", sizeBytes)
                .put("mimeType", mimeType),
            "appPreviewSet",
            set),
        document -> AppPreview.read(document.one()));
  }

  /// One preview; while it awaits its bytes, with its operations.
  public AppPreview get(AppPreviewId id) {
    return connection.send(
        ApiRequest.get("/v1/appPreviews/{id}", id).query("fields[appPreviews]", AppPreview.FIELDS),
        document -> AppPreview.read(document.one()));
  }

  /// Tells Apple that all parts are there; which frame stands for the video is left to Apple. What
  /// is wrong with it shows later, as FAILED.
  ///
  /// @param md5Hex MD5 of the file in lower-case hex
  public AppPreview commit(AppPreviewId id, String md5Hex) {
    return update(id, uploaded(md5Hex));
  }

  /// As [#commit(AppPreviewId, String)], with the frame that stands for the video.
  ///
  /// @param previewFrameTimeCode as hour:minute:second:frame, such as `00:00:05:00`
  public AppPreview commit(AppPreviewId id, String md5Hex, String previewFrameTimeCode) {
    return update(id, uploaded(md5Hex).put("previewFrameTimeCode", previewFrameTimeCode));
  }

  /// Chooses the frame that stands for a video already there. fastlane does so only once Apple has
  /// processed it (models/app_preview.rb).
  ///
  /// @param previewFrameTimeCode as hour:minute:second:frame, such as `00:00:05:00`
  public AppPreview setPreviewFrameTimeCode(AppPreviewId id, String previewFrameTimeCode) {
    return update(id, JsonFields.with("previewFrameTimeCode", previewFrameTimeCode));
  }

  /// Deletes a preview, committed or not.
  public void delete(AppPreviewId id) {
    connection.send(ApiRequest.delete("/v1/appPreviews/{id}", id), document -> document);
  }

  private AppPreview update(AppPreviewId id, JsonFields attributes) {
    return connection.send(
        ApiRequest.patchAttributes("/v1/appPreviews/{id}", id, attributes),
        document -> AppPreview.read(document.one()));
  }

  private static JsonFields uploaded(String md5Hex) {
    return JsonFields.with("uploaded", true).put("sourceFileChecksum", md5Hex);
  }
}

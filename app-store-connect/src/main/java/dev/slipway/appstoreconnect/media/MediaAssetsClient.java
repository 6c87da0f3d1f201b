package dev.slipway.appstoreconnect.media;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.ResourceId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.json.JsonFields;

/// Reserves, commits and deletes screenshots, previews and review attachments. To follow the state
/// of screenshots and previews, list the sets of their locale. Thread-safe.
public final class MediaAssetsClient {
  private static final String FRAME = "previewFrameTimeCode";

  private final ApiConnection connection;

  public MediaAssetsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves a screenshot at the end of a set. The answer contains the addresses for its bytes.
  /// Apple answers with a Conflict when the set is full.
  public MediaAsset reserve(MediaSetId set, String fileName, long sizeBytes) {
    return reserve(set.family(), set, file(fileName, sizeBytes));
  }

  /// Reserves a preview at the end of a set. The answer contains the addresses for its bytes. Apple
  /// answers with a Conflict when the set is full.
  ///
  /// @param mimeType `video/mp4`, `video/quicktime` or `video/x-m4v`
  public MediaAsset reserve(MediaSetId set, String fileName, long sizeBytes, String mimeType) {
    return reserve(set.family(), set, file(fileName, sizeBytes).put("mimeType", mimeType));
  }

  /// Reserves a file for App Review. The answer contains the addresses for its bytes.
  public MediaAsset reserve(AppStoreReviewDetailId detail, String fileName, long sizeBytes) {
    return reserve(MediaFamily.REVIEW_ATTACHMENTS, detail, file(fileName, sizeBytes));
  }

  /// Returns one file; if its bytes are not uploaded yet, with its upload operations.
  public MediaAsset get(MediaAssetId id) {
    return connection.send(
        ApiRequest.get(path(id), id).query("fields[" + id.type() + "]", id.family().fields()),
        document -> MediaAsset.read(id.family(), document.one()));
  }

  /// Reports to Apple that all parts are uploaded; Apple chooses a preview's poster frame. Apple
  /// reports faults in the file later, as FAILED.
  ///
  /// @param md5Hex MD5 of the file in lower-case hex
  public MediaAsset commit(MediaAssetId id, String md5Hex) {
    return update(id, uploaded(md5Hex));
  }

  /// Does the same as [#commit(MediaAssetId, String)], for a preview with a poster frame.
  ///
  /// @param previewFrameTimeCode as hour:minute:second:frame, such as `00:00:05:00`
  public MediaAsset commit(MediaAssetId id, String md5Hex, String previewFrameTimeCode) {
    return update(id, uploaded(md5Hex).put(FRAME, previewFrameTimeCode));
  }

  /// Sets the poster frame of a preview that Apple has. fastlane does so only after Apple has
  /// processed the preview (models/app_preview.rb).
  ///
  /// @param previewFrameTimeCode as hour:minute:second:frame, such as `00:00:05:00`
  public MediaAsset setPreviewFrameTimeCode(MediaAssetId id, String previewFrameTimeCode) {
    return update(id, JsonFields.with(FRAME, previewFrameTimeCode));
  }

  /// Deletes a file, whether it is committed or not.
  public void delete(MediaAssetId id) {
    connection.send(ApiRequest.delete(path(id), id), document -> document);
  }

  private MediaAsset reserve(MediaFamily family, ResourceId owner, JsonFields attributes) {
    return connection.send(
        ApiRequest.create("/v1/" + family.type(), family.type(), attributes, family.owner(), owner),
        document -> MediaAsset.read(family, document.one()));
  }

  private MediaAsset update(MediaAssetId id, JsonFields attributes) {
    return connection.send(
        ApiRequest.patchAttributes(path(id), id, attributes),
        document -> MediaAsset.read(id.family(), document.one()));
  }

  private static JsonFields file(String fileName, long sizeBytes) {
    return JsonFields.with("fileName", fileName).put("fileSize", sizeBytes);
  }

  private static JsonFields uploaded(String md5Hex) {
    return JsonFields.with("uploaded", true).put("sourceFileChecksum", md5Hex);
  }

  private static String path(MediaAssetId id) {
    return "/v1/" + id.type() + "/{id}";
  }
}

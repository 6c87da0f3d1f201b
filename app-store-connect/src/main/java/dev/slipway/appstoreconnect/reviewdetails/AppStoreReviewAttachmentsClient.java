package dev.slipway.appstoreconnect.reviewdetails;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaId.AppStoreReviewAttachmentId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.json.JsonFields;

/// Files for App Review: reserve, look, commit, delete. Thread-safe.
public final class AppStoreReviewAttachmentsClient {
  private final ApiConnection connection;

  public AppStoreReviewAttachmentsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves a file; the answer says where its bytes go.
  public AppStoreReviewAttachment reserve(
      AppStoreReviewDetailId detail, String fileName, long sizeBytes) {
    return connection.send(
        ApiRequest.create(
            "/v1/appStoreReviewAttachments",
            "appStoreReviewAttachments",
            JsonFields.with("fileName", fileName).put("fileSize", sizeBytes),
            "appStoreReviewDetail",
            detail),
        document -> AppStoreReviewAttachment.read(document.one()));
  }

  /// One file; while it awaits its bytes, with its operations.
  public AppStoreReviewAttachment get(AppStoreReviewAttachmentId id) {
    return connection.send(
        ApiRequest.get("/v1/appStoreReviewAttachments/{id}", id)
            .query("fields[appStoreReviewAttachments]", AppStoreReviewAttachment.FIELDS),
        document -> AppStoreReviewAttachment.read(document.one()));
  }

  /// Tells Apple that all parts are there.
  ///
  /// @param md5Hex MD5 of the file in lower-case hex
  public AppStoreReviewAttachment commit(AppStoreReviewAttachmentId id, String md5Hex) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/appStoreReviewAttachments/{id}",
            id,
            JsonFields.with("uploaded", true).put("sourceFileChecksum", md5Hex)),
        document -> AppStoreReviewAttachment.read(document.one()));
  }

  /// Deletes a file, committed or not.
  public void delete(AppStoreReviewAttachmentId id) {
    connection.send(
        ApiRequest.delete("/v1/appStoreReviewAttachments/{id}", id), document -> document);
  }
}

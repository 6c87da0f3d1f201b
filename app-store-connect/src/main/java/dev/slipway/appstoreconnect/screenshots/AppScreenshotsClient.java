package dev.slipway.appstoreconnect.screenshots;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotId;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotSetId;
import dev.slipway.json.JsonFields;

/// Screenshots: reserve, commit, delete. To follow their state list the sets, all of a locale at
/// once. Thread-safe.
public final class AppScreenshotsClient {
  private final ApiConnection connection;

  public AppScreenshotsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves a screenshot at the end of a set; the answer says where its bytes go. Into a full
  /// set: Conflict.
  public AppScreenshot reserve(AppScreenshotSetId set, String fileName, long sizeBytes) {
    return connection.send(
        ApiRequest.create(
            "/v1/appScreenshots",
            "appScreenshots",
            JsonFields.with("fileName", fileName).put("fileSize", sizeBytes),
            "appScreenshotSet",
            set),
        document -> AppScreenshot.read(document.one()));
  }

  /// One screenshot; while it awaits its bytes, with its operations.
  public AppScreenshot get(AppScreenshotId id) {
    return connection.send(
        ApiRequest.get("/v1/appScreenshots/{id}", id)
            .query("fields[appScreenshots]", AppScreenshot.FIELDS),
        document -> AppScreenshot.read(document.one()));
  }

  /// Tells Apple that all parts are there. What is wrong with the picture shows later, as FAILED.
  ///
  /// @param md5Hex MD5 of the file in lower-case hex
  public AppScreenshot commit(AppScreenshotId id, String md5Hex) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/appScreenshots/{id}",
            id,
            JsonFields.with("uploaded", true).put("sourceFileChecksum", md5Hex)),
        document -> AppScreenshot.read(document.one()));
  }

  /// Deletes a screenshot, committed or not.
  public void delete(AppScreenshotId id) {
    connection.send(ApiRequest.delete("/v1/appScreenshots/{id}", id), document -> document);
  }
}

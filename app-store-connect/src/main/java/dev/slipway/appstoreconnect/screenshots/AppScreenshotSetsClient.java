package dev.slipway.appstoreconnect.screenshots;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotId;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotSetId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// Sets of screenshots. Thread-safe.
public final class AppScreenshotSetsClient {
  private final ApiConnection connection;

  public AppScreenshotSetsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// All sets of a locale with their screenshots and how far each of them is, in one call.
  public List<AppScreenshotSet> listFor(LocalizationId localization) {
    return connection.all(
        ApiRequest.get("/v1/appStoreVersionLocalizations/{id}/appScreenshotSets", localization)
            .query("include", "appScreenshots")
            .query("fields[appScreenshotSets]", AppScreenshotSet.FIELDS)
            .query("fields[appScreenshots]", AppScreenshot.FIELDS)
            .query("limit[appScreenshots]", "50")
            .query("limit", "200"),
        AppScreenshotSet::read);
  }

  /// Makes a set, empty. A second one for the same locale and display type: Conflict.
  ///
  /// @param displayType such as `APP_IPHONE_67`
  public AppScreenshotSet create(LocalizationId localization, String displayType) {
    return connection.send(
        ApiRequest.create(
            "/v1/appScreenshotSets",
            "appScreenshotSets",
            JsonFields.with("screenshotDisplayType", displayType),
            "appStoreVersionLocalization",
            localization),
        document -> AppScreenshotSet.read(document.one()));
  }

  /// Deletes a set with its screenshots.
  public void delete(AppScreenshotSetId id) {
    connection.send(ApiRequest.delete("/v1/appScreenshotSets/{id}", id), document -> document);
  }

  /// Puts the screenshots of a set in this order, all of them.
  public void reorder(AppScreenshotSetId id, List<AppScreenshotId> screenshots) {
    connection.send(
        ApiRequest.patchLinkages(
            "/v1/appScreenshotSets/{id}/relationships/appScreenshots", id, screenshots),
        document -> document);
  }
}

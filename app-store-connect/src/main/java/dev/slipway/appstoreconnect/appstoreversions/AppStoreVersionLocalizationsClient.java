package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Text of versions, locale by locale. Thread-safe.
public final class AppStoreVersionLocalizationsClient {
  private final ApiConnection connection;

  public AppStoreVersionLocalizationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// All locales of a version (at most 200; Apple knows 50).
  public List<AppStoreVersionLocalization> listFor(AppStoreVersionId version) {
    return connection.send(
        ApiRequest.get("/v1/appStoreVersions/{id}/appStoreVersionLocalizations", version)
            .query("limit", "200"),
        document -> document.all().stream().map(AppStoreVersionLocalization::read).toList());
  }

  /// All locales of a version, each with which sets of screenshots and previews it has, in one
  /// call. A locale has at most as many sets as there are display types, so none is cut.
  public List<LocalizationWithSets> listWithSets(AppStoreVersionId version) {
    return connection.all(
        ApiRequest.get("/v1/appStoreVersions/{id}/appStoreVersionLocalizations", version)
            .query("include", List.of("appScreenshotSets", "appPreviewSets"))
            .query("fields[appStoreVersionLocalizations]", AppStoreVersionLocalization.FIELDS)
            .query("fields[appScreenshotSets]", "screenshotDisplayType")
            .query("fields[appPreviewSets]", "previewType")
            .query("limit[appScreenshotSets]", "50")
            .query("limit[appPreviewSets]", "50")
            .query("limit", "200"),
        LocalizationWithSets::read);
  }

  /// Adds a locale. One that is there: Conflict `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`; it may
  /// have come by itself with the app's information, so list again before creating.
  public AppStoreVersionLocalization create(
      AppStoreVersionId version, String locale, LocalizationChanges texts) {
    return create(version, texts.writeTo(JsonFields.with("locale", locale)));
  }

  /// As above.
  ///
  /// @param texts Apple's attribute, such as `whatsNew`, to its text
  public AppStoreVersionLocalization create(
      AppStoreVersionId version, String locale, Map<String, ? extends @Nullable String> texts) {
    return create(version, JsonFields.with("locale", locale).putAll(texts));
  }

  /// Changes texts.
  public AppStoreVersionLocalization update(LocalizationId id, LocalizationChanges changes) {
    return update(id, changes.writeTo(new JsonFields()));
  }

  /// As above.
  ///
  /// @param texts Apple's attribute, such as `whatsNew`, to its text; null clears it; those not
  ///   named stay
  public AppStoreVersionLocalization update(
      LocalizationId id, Map<String, ? extends @Nullable String> texts) {
    return update(id, new JsonFields().putAll(texts));
  }

  /// Takes a locale away, with its screenshots and previews; the app's primary locale cannot be.
  public void delete(LocalizationId id) {
    connection.send(
        ApiRequest.delete("/v1/appStoreVersionLocalizations/{id}", id), document -> document);
  }

  private AppStoreVersionLocalization create(AppStoreVersionId version, JsonFields attributes) {
    return connection.send(
        ApiRequest.create(
            "/v1/appStoreVersionLocalizations",
            "appStoreVersionLocalizations",
            attributes,
            "appStoreVersion",
            version),
        document -> AppStoreVersionLocalization.read(document.one()));
  }

  private AppStoreVersionLocalization update(LocalizationId id, JsonFields attributes) {
    return connection.send(
        ApiRequest.patchAttributes("/v1/appStoreVersionLocalizations/{id}", id, attributes),
        document -> AppStoreVersionLocalization.read(document.one()));
  }
}

package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.json.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts of versions by locale. Thread-safe.
public final class AppStoreVersionLocalizationsClient {
  private static final List<String> SETS = List.of("appScreenshotSets", "appPreviewSets");

  /// How long the list with placements is tried: of another list with them one account got a 500
  /// every time (asset-library.md, 10).
  private static final Duration WITH_PLACEMENTS = Duration.ofSeconds(20);

  private final ApiConnection connection;

  public AppStoreVersionLocalizationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all locales of a version (at most 200; Apple supports 50).
  public List<AppStoreVersionLocalization> listFor(AppStoreVersionId version) {
    return connection.send(
        ApiRequest.get("/v1/appStoreVersions/{id}/appStoreVersionLocalizations", version)
            .query("limit", "200"),
        document -> document.all().stream().map(AppStoreVersionLocalization::read).toList());
  }

  /// Returns all locales of a version, each with its sets of screenshots and previews, in one call.
  /// A locale has at most one set per display type, so none is cut off.
  public List<LocalizationWithSets> listWithSets(AppStoreVersionId version) {
    return connection.all(
        withSets(version, AppStoreVersionLocalization.FIELDS, SETS), LocalizationWithSets::read);
  }

  /// Returns the same with what each locale shows of the app's asset library. If Apple fails with
  /// it, or does not show it to this key, one more call returns the rest.
  public List<LocalizationWithSets> listWithSetsAndPlacements(AppStoreVersionId version) {
    try {
      var fields = new ArrayList<>(AppStoreVersionLocalization.FIELDS);
      fields.add(LocalizationWithSets.PLACEMENTS);
      var included = new ArrayList<>(SETS);
      included.add(LocalizationWithSets.PLACEMENTS);
      return connection.all(
          withSets(version, fields, included)
              .query(
                  "fields[appAssetLibraryPlacements]", List.of("placementType", "placementGroup"))
              .query("limit[placements]", "50")
              .within(WITH_PLACEMENTS)
              .attempts(2),
          LocalizationWithSets::read);
    } catch (AppleFault | Forbidden | Invalid e) {
      return listWithSets(version);
    }
  }

  private static ApiRequest withSets(
      AppStoreVersionId version, List<String> fields, List<String> included) {
    return ApiRequest.get("/v1/appStoreVersions/{id}/appStoreVersionLocalizations", version)
        .query("include", included)
        .query("fields[appStoreVersionLocalizations]", fields)
        .query("fields[appScreenshotSets]", "screenshotDisplayType")
        .query("fields[appPreviewSets]", "previewType")
        .query("limit[appScreenshotSets]", "50")
        .query("limit[appPreviewSets]", "50")
        .query("limit", "200");
  }

  /// Adds a locale. If it exists, Apple answers Conflict
  /// `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`. Apple may have added it automatically with the
  /// app's information, so list again before creating.
  public AppStoreVersionLocalization create(
      AppStoreVersionId version, String locale, LocalizationChanges texts) {
    return create(version, texts.writeTo(JsonFields.with("locale", locale)));
  }

  /// Adds a locale, as above.
  ///
  /// @param texts text by Apple's attribute name, such as `whatsNew`
  public AppStoreVersionLocalization create(
      AppStoreVersionId version, String locale, Map<String, ? extends @Nullable String> texts) {
    return create(version, JsonFields.with("locale", locale).putAll(texts));
  }

  /// Changes texts.
  public AppStoreVersionLocalization update(LocalizationId id, LocalizationChanges changes) {
    return update(id, changes.writeTo(new JsonFields()));
  }

  /// Changes texts.
  ///
  /// @param texts text by Apple's attribute name, such as `whatsNew`; null clears it; others stay
  ///   unchanged
  public AppStoreVersionLocalization update(
      LocalizationId id, Map<String, ? extends @Nullable String> texts) {
    return update(id, new JsonFields().putAll(texts));
  }

  /// Deletes a locale with its screenshots and previews; Apple refuses to delete the app's primary
  /// locale.
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

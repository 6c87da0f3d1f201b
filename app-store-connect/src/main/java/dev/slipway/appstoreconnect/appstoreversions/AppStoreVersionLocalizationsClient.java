package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.LocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;

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

  /// Adds a locale. One that is there: Conflict `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`; it may
  /// have come by itself with the app's information, so list again before creating.
  public AppStoreVersionLocalization create(
      AppStoreVersionId version, String locale, LocalizationChanges texts) {
    var data =
        JsonFields.with("type", "appStoreVersionLocalizations")
            .put("attributes", texts.writeTo(JsonFields.with("locale", locale)))
            .put(
                "relationships",
                JsonFields.with("appStoreVersion", JsonFields.with("data", version.linkage())));
    return connection.send(
        ApiRequest.post("/v1/appStoreVersionLocalizations", data),
        document -> AppStoreVersionLocalization.read(document.one()));
  }

  /// Changes texts.
  public AppStoreVersionLocalization update(LocalizationId id, LocalizationChanges changes) {
    return connection.send(
        ApiRequest.patch(
            "/v1/appStoreVersionLocalizations/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put("attributes", changes.writeTo(new JsonFields()))),
        document -> AppStoreVersionLocalization.read(document.one()));
  }
}

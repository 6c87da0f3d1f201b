package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.json.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names and related texts of apps by locale; listed with [AppInfosClient#listFor].
/// Thread-safe.
public final class AppInfoLocalizationsClient {
  private final ApiConnection connection;

  public AppInfoLocalizationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Adds a locale. If it exists, Apple answers Conflict
  /// `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`. Apple may have added it automatically with a
  /// version's text, so list again before creating.
  ///
  /// @param attributes text by Apple's attribute name: `subtitle`, `privacyPolicyUrl`,
  ///   `privacyChoicesUrl`, `privacyPolicyText`
  public AppInfoLocalization create(
      AppInfoId appInfo,
      String locale,
      String name,
      Map<String, ? extends @Nullable String> attributes) {
    return connection.send(
        ApiRequest.create(
            "/v1/appInfoLocalizations",
            "appInfoLocalizations",
            JsonFields.with("locale", locale).put("name", name).putAll(attributes),
            "appInfo",
            appInfo),
        document -> AppInfoLocalization.read(document.one()));
  }

  /// Changes texts.
  ///
  /// @param attributes text by Apple's attribute name; null clears it; others stay unchanged
  public AppInfoLocalization update(
      AppInfoLocalizationId id, Map<String, ? extends @Nullable String> attributes) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/appInfoLocalizations/{id}", id, new JsonFields().putAll(attributes)),
        document -> AppInfoLocalization.read(document.one()));
  }

  /// Deletes a locale; Apple refuses to delete the app's primary locale.
  public void delete(AppInfoLocalizationId id) {
    connection.send(ApiRequest.delete("/v1/appInfoLocalizations/{id}", id), document -> document);
  }
}

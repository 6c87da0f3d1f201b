package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// What testers read about an app, by locale. Thread-safe.
public final class BetaAppLocalizationsClient {
  private final ApiConnection connection;

  public BetaAppLocalizationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all locales of an app.
  public List<BetaAppLocalization> listFor(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/betaAppLocalizations")
            .query("filter[app]", app.value())
            .query("fields[betaAppLocalizations]", BetaAppLocalization.FIELDS)
            .query("limit", "200"),
        BetaAppLocalization::read);
  }

  /// Adds a locale. If it exists, in any case of its letters, Apple answers Conflict.
  public BetaAppLocalization create(AppId app, BetaAppLocalization localization) {
    return connection.send(
        ApiRequest.create(
            "/v1/betaAppLocalizations",
            "betaAppLocalizations",
            JsonFields.with("locale", localization.locale())
                .putIfNotNull("description", localization.description())
                .putIfNotNull("feedbackEmail", localization.feedbackEmail()),
            "app",
            app),
        document -> BetaAppLocalization.read(document.one()));
  }
}

package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppLocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  public BetaAppLocalization create(
      AppId app, String locale, @Nullable String description, @Nullable String feedbackEmail) {
    return connection.send(
        ApiRequest.create(
            "/v1/betaAppLocalizations",
            "betaAppLocalizations",
            JsonFields.with("locale", locale)
                .putIfNotNull("description", description)
                .putIfNotNull("feedbackEmail", feedbackEmail),
            "app",
            app),
        document -> BetaAppLocalization.read(document.one()));
  }

  /// Changes a locale.
  ///
  /// @param description null to leave it unchanged, as the address
  public BetaAppLocalization update(
      BetaAppLocalizationId id, @Nullable String description, @Nullable String feedbackEmail) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/betaAppLocalizations/{id}",
            id,
            new JsonFields()
                .putIfNotNull("description", description)
                .putIfNotNull("feedbackEmail", feedbackEmail)),
        document -> BetaAppLocalization.read(document.one()));
  }
}

package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaBuildLocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// "What to Test" of builds by locale. Thread-safe.
public final class BetaBuildLocalizationsClient {
  private final ApiConnection connection;

  public BetaBuildLocalizationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all locales of a build. Apple creates one automatically for the app's primary locale.
  public List<BetaBuildLocalization> listFor(BuildId build) {
    return connection.all(
        ApiRequest.get("/v1/builds/{id}/betaBuildLocalizations", build)
            .query("fields[betaBuildLocalizations]", BetaBuildLocalization.FIELDS)
            .query("limit", "200"),
        BetaBuildLocalization::read);
  }

  /// Adds a locale. If it exists, Apple answers Conflict
  /// `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`.
  public BetaBuildLocalization create(BuildId build, String locale, String whatsNew) {
    return connection.send(
        ApiRequest.create(
            "/v1/betaBuildLocalizations",
            "betaBuildLocalizations",
            JsonFields.with("locale", locale).put("whatsNew", whatsNew),
            "build",
            build),
        document -> BetaBuildLocalization.read(document.one()));
  }

  /// Changes the text of a locale.
  public BetaBuildLocalization update(BetaBuildLocalizationId id, String whatsNew) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/betaBuildLocalizations/{id}", id, JsonFields.with("whatsNew", whatsNew)),
        document -> BetaBuildLocalization.read(document.one()));
  }
}

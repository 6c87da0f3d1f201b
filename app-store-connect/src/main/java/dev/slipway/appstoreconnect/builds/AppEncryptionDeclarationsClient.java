package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import java.util.List;

/// Reads encryption declarations. Thread-safe.
public final class AppEncryptionDeclarationsClient {
  private final ApiConnection connection;

  public AppEncryptionDeclarationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all declarations of an app. The list below the app itself is not used, because Apple
  /// answers 404 to it (apple-2026.md, 6; first-release-live.md, D).
  public List<AppEncryptionDeclaration> listFor(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/appEncryptionDeclarations")
            .query("filter[app]", app.value())
            .query("fields[appEncryptionDeclarations]", AppEncryptionDeclaration.FIELDS)
            .query("limit", "200"),
        AppEncryptionDeclaration::read);
  }
}

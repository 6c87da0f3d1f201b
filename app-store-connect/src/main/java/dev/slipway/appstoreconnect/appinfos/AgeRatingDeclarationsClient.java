package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.json.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers to Apple's questions on age rating; read with [AppInfosClient#listFor]. Thread-safe.
public final class AgeRatingDeclarationsClient {
  private final ApiConnection connection;

  public AgeRatingDeclarationsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Changes answers.
  ///
  /// @param answers text or boolean by Apple's attribute name; null removes an answer; others stay
  ///   unchanged
  public AgeRatingDeclaration update(
      AgeRatingDeclarationId id, Map<String, ? extends @Nullable Object> answers) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/ageRatingDeclarations/{id}", id, new JsonFields().putAll(answers)),
        document -> AgeRatingDeclaration.read(document.one()));
  }
}

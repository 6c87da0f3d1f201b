package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.json.JsonFields;

/// The phased releases of updates; an app's first version cannot have one. Thread-safe.
public final class PhasedReleasesClient {
  private final ApiConnection connection;

  public PhasedReleasesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Adds a phased release to a version, INACTIVE until the version is released. For a second one
  /// Apple answers Conflict.
  public PhasedRelease create(AppStoreVersionId version) {
    var data =
        JsonFields.with("type", "appStoreVersionPhasedReleases")
            .put("attributes", JsonFields.with("phasedReleaseState", PhasedReleaseState.INACTIVE))
            .put(
                "relationships",
                JsonFields.with("appStoreVersion", JsonFields.with("data", version.linkage())));
    return connection.send(
        ApiRequest.post("/v1/appStoreVersionPhasedReleases", data),
        document -> PhasedRelease.read(document.one()));
  }

  /// Pauses, resumes, or (COMPLETE) releases to all users. If the phased release has the state
  /// already, Apple answers an error that says so (review-live.md, A21).
  public PhasedRelease update(PhasedReleaseId id, PhasedReleaseState state) {
    return connection.send(
        ApiRequest.patch(
            "/v1/appStoreVersionPhasedReleases/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put("attributes", JsonFields.with("phasedReleaseState", state))),
        document -> PhasedRelease.read(document.one()));
  }

  /// Deletes a phased release of a version that is not on the App Store yet.
  public void delete(PhasedReleaseId id) {
    connection.send(
        ApiRequest.delete("/v1/appStoreVersionPhasedReleases/{id}", id), document -> document);
  }
}

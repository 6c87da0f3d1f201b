package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An app's versions on the App Store. A version cannot be deleted in practice (review-live.md,
/// A6), so a draft that is not wanted any more is renamed. Thread-safe.
public final class AppStoreVersionsClient {
  private static final List<AppVersionState> NOT_REPLACED =
      Stream.of(AppVersionState.values())
          .filter(state -> state != AppVersionState.REPLACED_WITH_NEW_VERSION)
          .filter(state -> state != AppVersionState.UNKNOWN)
          .toList();

  private final ApiConnection connection;

  public AppStoreVersionsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all versions except replaced ones, so at most a few, with build, phased release and
  /// text, in one call. (With the replaced ones, the texts of an old app in many locales would be
  /// tens of megabytes.)
  public List<AppStoreVersion> listFor(AppId app, Platform platform) {
    return connection.send(
        including(
            ApiRequest.get("/v1/apps/{id}/appStoreVersions", app)
                .query("filter[platform]", platform.name())
                .query("filter[appVersionState]", NOT_REPLACED)
                .query("limit", "50")),
        document -> document.all().stream().map(AppStoreVersion::read).toList());
  }

  /// Returns one version with build, phased release and text, in one call.
  public AppStoreVersion get(AppStoreVersionId id) {
    return connection.send(
        including(ApiRequest.get("/v1/appStoreVersions/{id}", id)),
        document -> AppStoreVersion.read(document.one()));
  }

  /// Returns the build that is attached to a version; empty without one.
  public Optional<Build> attachedBuild(AppStoreVersionId id) {
    try {
      return connection.send(
          ApiRequest.get("/v1/appStoreVersions/{id}/build", id)
              .query("fields[builds]", Build.FIELDS),
          document -> document.oneOrNone().map(Build::read));
    } catch (NotFound none) {
      return Optional.empty();
    }
  }

  /// Creates a version. While another version on that platform is unreleased, Apple answers
  /// Conflict `ENTITY_ERROR.RELATIONSHIP.INVALID`; for a used number with
  /// `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE` as a second error.
  public AppStoreVersion create(NewAppStoreVersion version) {
    return connection.send(
        ApiRequest.post("/v1/appStoreVersions", version.toJson()),
        document -> AppStoreVersion.read(document.one()));
  }

  /// Changes attributes and build in one call. For what the version's state locks, Apple answers
  /// Conflict `ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE` or
  /// `ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE` (review-live.md, A8). A rejected version, or
  /// one that was withdrawn, becomes a draft; a build that is not named stays, whatever its version
  /// string (A13, A14).
  public AppStoreVersion update(AppStoreVersionId id, AppStoreVersionChanges changes) {
    var data = JsonFields.with("type", id.type()).put("id", id);
    changes.writeTo(data);
    return connection.send(
        ApiRequest.patch("/v1/appStoreVersions/{id}", id, data),
        document -> AppStoreVersion.read(document.one()));
  }

  /// Attaches a VALID build, which replaces an earlier one.
  public void attachBuild(AppStoreVersionId id, BuildId build) {
    connection.send(
        ApiRequest.patch(
            "/v1/appStoreVersions/{id}/relationships/build",
            id,
            JsonFields.with("type", build.type()).put("id", build)),
        document -> document);
  }

  /// Detaches the build from the version.
  public void detachBuild(AppStoreVersionId id) {
    connection.send(
        ApiRequest.patchToNull("/v1/appStoreVersions/{id}/relationships/build", id),
        document -> document);
  }

  /// Releases a version that is PENDING_DEVELOPER_RELEASE; in any other state Apple answers
  /// Conflict.
  public void requestRelease(AppStoreVersionId id) {
    var data =
        JsonFields.with("type", "appStoreVersionReleaseRequests")
            .put(
                "relationships",
                JsonFields.with("appStoreVersion", JsonFields.with("data", id.linkage())));
    connection.send(
        ApiRequest.post("/v1/appStoreVersionReleaseRequests", data), document -> document);
  }

  private static ApiRequest including(ApiRequest request) {
    return request
        .query(
            "include",
            List.of("build", "appStoreVersionPhasedRelease", "appStoreVersionLocalizations"))
        .query("fields[appStoreVersions]", AppStoreVersion.FIELDS)
        .query("fields[builds]", Build.FIELDS)
        .query("limit[appStoreVersionLocalizations]", "50");
  }
}

package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.AppId;
import dev.slipway.appstoreconnect.resource.BuildId;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.json.JsonFields;
import java.util.List;

/// Builds: read, and declared as to encryption. Thread-safe.
public final class BuildsClient {
  private final ApiConnection connection;

  public BuildsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// One build.
  public Build get(BuildId id) {
    return connection.send(
        ApiRequest.get("/v1/builds/{id}", id).query("fields[builds]", Build.FIELDS),
        document -> Build.read(document.one()));
  }

  /// The builds with this version pair, newest first. A finished upload may be missing here for
  /// some minutes; the build upload knows its build sooner.
  ///
  /// @param cfBundleShortVersionString marketing version, such as `2.4.0`
  /// @param cfBundleVersion build number, such as `181`
  public List<Build> find(
      AppId app, String cfBundleShortVersionString, String cfBundleVersion, Platform platform) {
    return connection.send(
        ApiRequest.get("/v1/builds")
            .query("filter[app]", app.value())
            .query("filter[preReleaseVersion.version]", cfBundleShortVersionString)
            .query("filter[version]", cfBundleVersion)
            .query("filter[preReleaseVersion.platform]", platform.name())
            .query("sort", "-uploadedDate")
            .query("fields[builds]", Build.FIELDS)
            .query("limit", "200"),
        document ->
            document.all().stream()
                .map(Build::read)
                .filter(build -> build.version().equals(cfBundleVersion))
                .toList());
  }

  /// Declares whether the build uses encryption that is not exempt: a legal statement, made only
  /// while nobody has made it. The build may process again for a short time afterwards (fastlane,
  /// submit_for_review.rb).
  public Build declareNonExemptEncryption(BuildId id, boolean usesNonExemptEncryption) {
    return connection.send(
        ApiRequest.patch(
            "/v1/builds/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put(
                    "attributes",
                    JsonFields.with("usesNonExemptEncryption", usesNonExemptEncryption))),
        document -> Build.read(document.one()));
  }
}

package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import java.time.Instant;
import java.util.Optional;

/// A version to create. Apple copies text, screenshots and review details from the previous one,
/// except `whatsNew`. (apple-help: Create a new version)
///
/// @param versionString digits and dots, up to three parts, higher than the last released
/// @param earliestReleaseDate for SCHEDULED only: in the future, on a whole hour
public record NewAppStoreVersion(
    AppId app,
    Platform platform,
    String versionString,
    Optional<ReleaseType> releaseType,
    Optional<Instant> earliestReleaseDate,
    Optional<String> copyright,
    Optional<BuildId> build) {
  /// With Apple's defaults for the rest.
  public static NewAppStoreVersion of(AppId app, Platform platform, String versionString) {
    return new NewAppStoreVersion(
        app,
        platform,
        versionString,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public NewAppStoreVersion releaseType(ReleaseType value) {
    return new NewAppStoreVersion(
        app, platform, versionString, Optional.of(value), earliestReleaseDate, copyright, build);
  }

  public NewAppStoreVersion earliestReleaseDate(Instant value) {
    return new NewAppStoreVersion(
        app, platform, versionString, releaseType, Optional.of(value), copyright, build);
  }

  public NewAppStoreVersion copyright(String value) {
    return new NewAppStoreVersion(
        app, platform, versionString, releaseType, earliestReleaseDate, Optional.of(value), build);
  }

  public NewAppStoreVersion build(BuildId value) {
    return new NewAppStoreVersion(
        app,
        platform,
        versionString,
        releaseType,
        earliestReleaseDate,
        copyright,
        Optional.of(value));
  }

  JsonFields toJson() {
    var relationships = JsonFields.with("app", JsonFields.with("data", app.linkage()));
    build.ifPresent(id -> relationships.put("build", JsonFields.with("data", id.linkage())));
    return JsonFields.with("type", "appStoreVersions")
        .put(
            "attributes",
            JsonFields.with("platform", platform)
                .put("versionString", versionString)
                .putIfPresent("copyright", copyright)
                .putIfPresent("releaseType", releaseType)
                .putIfPresent("earliestReleaseDate", earliestReleaseDate))
        .put("relationships", relationships);
  }
}

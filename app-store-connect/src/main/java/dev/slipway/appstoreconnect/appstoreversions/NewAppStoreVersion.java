package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version to create. Apple copies text, screenshots and review details from the previous one,
/// except `whatsNew`. (apple-help: Create a new version)
///
/// @param versionString digits and dots, up to three parts, higher than the last released
/// @param releaseType null: Apple's default, as for the components after it
/// @param earliestReleaseDate for SCHEDULED only: in the future, on a whole hour
public record NewAppStoreVersion(
    AppId app,
    Platform platform,
    String versionString,
    @Nullable ReleaseType releaseType,
    @Nullable Instant earliestReleaseDate,
    @Nullable String copyright,
    @Nullable BuildId build) {
  /// With Apple's defaults for the rest.
  public static NewAppStoreVersion of(AppId app, Platform platform, String versionString) {
    return new NewAppStoreVersion(app, platform, versionString, null, null, null, null);
  }

  public NewAppStoreVersion releaseType(ReleaseType value) {
    return new NewAppStoreVersion(
        app, platform, versionString, value, earliestReleaseDate, copyright, build);
  }

  public NewAppStoreVersion earliestReleaseDate(Instant value) {
    return new NewAppStoreVersion(
        app, platform, versionString, releaseType, value, copyright, build);
  }

  public NewAppStoreVersion copyright(String value) {
    return new NewAppStoreVersion(
        app, platform, versionString, releaseType, earliestReleaseDate, value, build);
  }

  public NewAppStoreVersion build(BuildId value) {
    return new NewAppStoreVersion(
        app, platform, versionString, releaseType, earliestReleaseDate, copyright, value);
  }

  JsonFields toJson() {
    var relationships = JsonFields.with("app", JsonFields.with("data", app.linkage()));
    if (build != null) {
      relationships.put("build", JsonFields.with("data", build.linkage()));
    }
    return JsonFields.with("type", "appStoreVersions")
        .put(
            "attributes",
            JsonFields.with("platform", platform)
                .put("versionString", versionString)
                .putIfNotNull("copyright", copyright)
                .putIfNotNull("releaseType", releaseType)
                .putIfNotNull("earliestReleaseDate", earliestReleaseDate))
        .put("relationships", relationships);
  }
}

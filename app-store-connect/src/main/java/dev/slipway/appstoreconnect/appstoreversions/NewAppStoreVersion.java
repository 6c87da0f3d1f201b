package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version to create. Apple copies text, screenshots and review details from the previous one,
/// except `whatsNew`. (apple-help: Create a new version)
///
/// @param versionString digits and dots, up to three parts, never used before
/// @param releaseType null: Apple's default, as for the components after it
/// @param earliestReleaseDate for SCHEDULED only: on a whole hour; Apple may refuse one that has
///   passed
// A component is called build.
@RecordBuilder
@RecordBuilder.Options(buildMethodName = "done")
public record NewAppStoreVersion(
    AppId app,
    Platform platform,
    String versionString,
    @Nullable ReleaseType releaseType,
    @Nullable Instant earliestReleaseDate,
    @Nullable String copyright,
    @Nullable BuildId build)
    implements NewAppStoreVersionBuilder.With {
  /// Creates a request with Apple's defaults for the rest.
  public static NewAppStoreVersion of(AppId app, Platform platform, String versionString) {
    return new NewAppStoreVersion(app, platform, versionString, null, null, null, null);
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

package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.NumberSpellings;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// The versions of which an app has builds, those in processing among them: every build belongs to
/// one (spec: PrereleaseVersion).
///
/// @param complete whether these are all
public record PreReleaseVersions(List<PreReleaseVersion> versions, boolean complete) {
  /// The relationship of an app to include, so that [#read] finds them.
  public static final String INCLUDED = "preReleaseVersions";

  private static final String MOST = "50";

  /// One version on one platform.
  public record PreReleaseVersion(String version, Platform platform) {
    static PreReleaseVersion read(Resource resource) {
      return new PreReleaseVersion(
          resource.attributes().string("version"),
          resource.constant("platform", Platform.class, Platform.UNKNOWN));
    }
  }

  public PreReleaseVersions {
    versions = List.copyOf(versions);
  }

  /// Returns whether it is certain that the app has no build of this version.
  public boolean haveNone(String cfBundleShortVersionString, Platform platform) {
    return complete
        && versions.stream()
            .filter(found -> NumberSpellings.same(found.version(), cfBundleShortVersionString))
            .noneMatch(
                found -> found.platform() == platform || found.platform() == Platform.UNKNOWN);
  }

  /// Returns the request of an app, with these.
  public static ApiRequest ask(ApiRequest app) {
    return app.query("fields[preReleaseVersions]", List.of("version", "platform"))
        .query("limit[preReleaseVersions]", MOST);
  }

  /// Reads those that an `apps` resource includes.
  public static PreReleaseVersions read(Resource app) {
    return new PreReleaseVersions(
        app.relatedAll(INCLUDED, PreReleaseVersion::read), app.isComplete(INCLUDED));
  }
}

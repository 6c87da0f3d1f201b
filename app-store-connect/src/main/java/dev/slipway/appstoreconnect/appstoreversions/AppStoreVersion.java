package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of an app on one platform, with everything that a release depends on.
///
/// @param earliestReleaseDate present only for SCHEDULED
/// @param build the attached build; absent without one, and in the answers of create and update
/// @param phasedRelease absent without one, and in the answers of create and update
/// @param localizations empty in the answers of create and update
/// @param localizationsComplete false if there are more than shown (Apple includes at most 50)
public record AppStoreVersion(
    AppStoreVersionId id,
    Platform platform,
    String versionString,
    AppVersionState appVersionState,
    @Nullable ReleaseType releaseType,
    @Nullable Instant earliestReleaseDate,
    @Nullable String copyright,
    @Nullable Instant createdDate,
    @Nullable Build build,
    @Nullable PhasedRelease phasedRelease,
    List<AppStoreVersionLocalization> localizations,
    boolean localizationsComplete) {
  static final List<String> FIELDS =
      List.of(
          "platform",
          "versionString",
          "appVersionState",
          "copyright",
          "releaseType",
          "earliestReleaseDate",
          "createdDate",
          "build",
          "appStoreVersionPhasedRelease",
          "appStoreVersionLocalizations");

  public AppStoreVersion {
    localizations = List.copyOf(localizations);
  }

  static AppStoreVersion read(Resource resource) {
    var summary = AppStoreVersionSummary.read(resource);
    var attributes = resource.attributes();
    return new AppStoreVersion(
        summary.id(),
        summary.platform(),
        summary.versionString(),
        summary.appVersionState(),
        summary.releaseType(),
        attributes.optionalInstant("earliestReleaseDate").orElse(null),
        attributes.optionalString("copyright").orElse(null),
        summary.createdDate(),
        resource.related("build").map(Build::read).orElse(null),
        resource.related("appStoreVersionPhasedRelease").map(PhasedRelease::read).orElse(null),
        resource.relatedAll("appStoreVersionLocalizations", AppStoreVersionLocalization::read),
        resource.isComplete("appStoreVersionLocalizations"));
  }
}

package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a version without its text and build, for polling many apps.
public record AppStoreVersionSummary(
    AppStoreVersionId id,
    Platform platform,
    String versionString,
    AppVersionState appVersionState,
    @Nullable ReleaseType releaseType,
    @Nullable Instant createdDate) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS =
      List.of("platform", "versionString", "appVersionState", "createdDate", "releaseType");

  /// Reads an `appStoreVersions` resource.
  public static AppStoreVersionSummary read(Resource resource) {
    var attributes = resource.attributes();
    return new AppStoreVersionSummary(
        new AppStoreVersionId(resource.id()),
        resource.constant("platform", Platform.class, Platform.UNKNOWN),
        attributes.string("versionString"),
        resource.constant("appVersionState", AppVersionState.class, AppVersionState.UNKNOWN),
        attributes
            .optionalString("releaseType")
            .map(_ -> resource.constant("releaseType", ReleaseType.class, ReleaseType.UNKNOWN))
            .orElse(null),
        attributes.optionalInstant("createdDate").orElse(null));
  }
}

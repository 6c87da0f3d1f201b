package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found and done of the AppStoreVersion.
///
/// @param looked whether Apple's versions were read since the last write whose outcome is unknown
/// @param previous what the version on the App Store had; null for an app's first version
/// @param version the version this release uses; null before it was adopted or created
/// @param heldBy the item of a draft submission that holds the app's unreleased version and must go
///   before the version can be changed; null when nothing holds it
public record VersionLedger(
    boolean looked,
    @Nullable Previous previous,
    @Nullable Version version,
    @Nullable ReviewSubmissionItemId heldBy) {
  public static final VersionLedger EMPTY = new VersionLedger(false, null, null);

  public VersionLedger(boolean looked, @Nullable Previous previous, @Nullable Version version) {
    this(looked, previous, version, null);
  }

  /// What an update takes over where the drop leaves it open.
  ///
  /// @param whatsNew text per locale
  public record Previous(
      String versionString,
      @Nullable ReleaseType releaseType,
      boolean phased,
      Map<String, String> whatsNew) {
    public Previous {
      whatsNew = Map.copyOf(whatsNew);
    }
  }

  /// The version as last read or written.
  @RecordBuilder
  public record Version(
      AppStoreVersionId id,
      AppVersionState state,
      String versionString,
      @Nullable ReleaseType releaseType,
      @Nullable Instant earliestReleaseDate,
      @Nullable String copyright,
      @Nullable BuildId buildId,
      @Nullable PhasedReleaseId phasedReleaseId,
      @Nullable PhasedReleaseState phasedReleaseState)
      implements VersionLedgerVersionBuilder.With {

    public Version withPhasedRelease(
        @Nullable PhasedReleaseId phasedReleaseId, @Nullable PhasedReleaseState state) {
      return with().phasedReleaseId(phasedReleaseId).phasedReleaseState(state).build();
    }
  }

  public VersionLedger with(Version version) {
    return new VersionLedger(true, previous, version);
  }
}

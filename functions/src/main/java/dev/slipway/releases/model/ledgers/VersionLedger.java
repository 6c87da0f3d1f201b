package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found and done for the AppStoreVersion.
///
/// @param looked whether Apple's versions were read since the last write with an unknown outcome
/// @param previous the values of the version on the App Store; null for an app's first version
/// @param version the version that this release uses; null before it was adopted or created
/// @param heldBy the item of a draft submission that contains the app's unreleased version and must
///   be removed before the version can change; null without such an item
/// @param createdWith the build that the version was created with in this release; null for an
///   adopted version, whose build is read again before the submission
public record VersionLedger(
    boolean looked,
    @Nullable Previous previous,
    @Nullable Version version,
    @Nullable ReviewSubmissionItemId heldBy,
    @Nullable BuildId createdWith) {
  public static final VersionLedger EMPTY = new VersionLedger(false, null, null);

  public VersionLedger(boolean looked, @Nullable Previous previous, @Nullable Version version) {
    this(looked, previous, version, null, null);
  }

  public VersionLedger(
      boolean looked,
      @Nullable Previous previous,
      @Nullable Version version,
      @Nullable ReviewSubmissionItemId heldBy) {
    this(looked, previous, version, heldBy, null);
  }

  /// The values that an update keeps where the drop does not set them.
  ///
  /// @param whatsNew text per locale
  /// @param copyright null when it has none, and in records of versions before this component
  public record Previous(
      String versionString,
      @Nullable ReleaseType releaseType,
      boolean phased,
      Map<String, String> whatsNew,
      @Nullable String copyright) {
    public Previous {
      whatsNew = Map.copyOf(whatsNew);
    }

    public Previous(
        String versionString,
        @Nullable ReleaseType releaseType,
        boolean phased,
        Map<String, String> whatsNew) {
      this(versionString, releaseType, phased, whatsNew, null);
    }

    /// Returns what an update takes over from the version.
    public static Previous of(AppStoreVersion version) {
      var whatsNew = new LinkedHashMap<String, String>();
      for (var text : version.localizations()) {
        if (text.whatsNew() != null) {
          whatsNew.put(text.locale(), text.whatsNew());
        }
      }
      return new Previous(
          version.versionString(),
          version.releaseType(),
          version.phasedRelease() != null,
          whatsNew,
          version.copyright());
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

    /// Converts a version that was read with all that belongs to it.
    public static Version of(AppStoreVersion version) {
      var build = version.build();
      var phased = version.phasedRelease();
      return new Version(
          version.id(),
          version.appVersionState(),
          version.versionString(),
          version.releaseType(),
          version.earliestReleaseDate(),
          version.copyright(),
          build == null ? null : build.id(),
          phased == null ? null : phased.id(),
          phased == null ? null : phased.phasedReleaseState());
    }

    /// Converts a version from the answer to a write, which omits build and phased release: these
    /// stay as before.
    public static Version answered(
        AppStoreVersion version, @Nullable BuildId build, @Nullable Version before) {
      return new Version(
          version.id(),
          version.appVersionState(),
          version.versionString(),
          version.releaseType(),
          version.earliestReleaseDate(),
          version.copyright(),
          build,
          before == null ? null : before.phasedReleaseId(),
          before == null ? null : before.phasedReleaseState());
    }

    public Version withPhasedRelease(
        @Nullable PhasedReleaseId phasedReleaseId, @Nullable PhasedReleaseState state) {
      return with().phasedReleaseId(phasedReleaseId).phasedReleaseState(state).build();
    }
  }

  public VersionLedger with(Version version) {
    return new VersionLedger(true, previous, version, null, createdWith);
  }

  /// Returns the ledger of a version that this release created with this build, or without one.
  public VersionLedger created(Version version, @Nullable BuildId build) {
    return new VersionLedger(true, previous, version, null, build);
  }
}

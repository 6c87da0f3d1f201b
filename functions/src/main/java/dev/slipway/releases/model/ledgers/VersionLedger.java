package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.BuildId;
import dev.slipway.appstoreconnect.resource.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ReviewSubmissionItemId;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.model.desired.Desired;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
  public record Version(
      AppStoreVersionId id,
      AppVersionState state,
      String versionString,
      @Nullable ReleaseType releaseType,
      @Nullable Instant earliestReleaseDate,
      @Nullable String copyright,
      @Nullable BuildId buildId,
      @Nullable PhasedReleaseId phasedReleaseId,
      @Nullable PhasedReleaseState phasedReleaseState) {

    public Version withState(AppVersionState state) {
      return new Version(
          id,
          state,
          versionString,
          releaseType,
          earliestReleaseDate,
          copyright,
          buildId,
          phasedReleaseId,
          phasedReleaseState);
    }

    public Version withBuild(BuildId buildId) {
      return new Version(
          id,
          state,
          versionString,
          releaseType,
          earliestReleaseDate,
          copyright,
          buildId,
          phasedReleaseId,
          phasedReleaseState);
    }

    public Version withPhasedRelease(
        @Nullable PhasedReleaseId phasedReleaseId, @Nullable PhasedReleaseState state) {
      return new Version(
          id,
          this.state,
          versionString,
          releaseType,
          earliestReleaseDate,
          copyright,
          buildId,
          phasedReleaseId,
          state);
    }
  }

  public VersionLedger with(Version version) {
    return new VersionLedger(true, previous, version);
  }

  public Map<String, @Nullable Object> toJson() {
    var fields = JsonFields.with("looked", looked);
    if (previous != null) {
      fields.put(
          "previous",
          JsonFields.with("versionString", previous.versionString)
              .putIfPresent("releaseType", Optional.ofNullable(previous.releaseType))
              .put("phased", previous.phased)
              .put("whatsNew", previous.whatsNew)
              .toMap());
    }
    if (version != null) {
      fields.put("version", versionToJson(version));
    }
    return fields.putIfPresent("heldBy", Optional.ofNullable(heldBy)).toMap();
  }

  public static VersionLedger fromJson(JsonObject json) {
    return new VersionLedger(
        json.bool("looked"),
        json.optionalObject("previous")
            .map(
                p ->
                    new Previous(
                        p.string("versionString"),
                        p.optionalConstant("releaseType", ReleaseType.class).orElse(null),
                        p.bool("phased"),
                        Desired.texts(p.object("whatsNew"))))
            .orElse(null),
        json.optionalObject("version").map(VersionLedger::versionFromJson).orElse(null),
        json.optionalString("heldBy").map(ReviewSubmissionItemId::new).orElse(null));
  }

  private static Map<String, @Nullable Object> versionToJson(Version version) {
    var fields =
        JsonFields.with("id", version.id)
            .put("state", version.state)
            .put("versionString", version.versionString)
            .putIfPresent("releaseType", Optional.ofNullable(version.releaseType))
            .putIfPresent("earliestReleaseDate", Optional.ofNullable(version.earliestReleaseDate))
            .putIfPresent("copyright", Optional.ofNullable(version.copyright))
            .putIfPresent("buildId", Optional.ofNullable(version.buildId))
            .putIfPresent("phasedReleaseId", Optional.ofNullable(version.phasedReleaseId))
            .putIfPresent("phasedReleaseState", Optional.ofNullable(version.phasedReleaseState));
    return fields.toMap();
  }

  private static Version versionFromJson(JsonObject json) {
    return new Version(
        new AppStoreVersionId(json.string("id")),
        json.constant("state", AppVersionState.class),
        json.string("versionString"),
        json.optionalConstant("releaseType", ReleaseType.class).orElse(null),
        json.optionalInstant("earliestReleaseDate").orElse(null),
        json.optionalString("copyright").orElse(null),
        json.optionalString("buildId").map(BuildId::new).orElse(null),
        json.optionalString("phasedReleaseId").map(PhasedReleaseId::new).orElse(null),
        json.optionalConstant("phasedReleaseState", PhasedReleaseState.class).orElse(null));
  }
}

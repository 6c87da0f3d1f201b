package dev.slipway.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in the simulator at one moment, oldest first, for assertions.
///
/// @param buildUploads all build uploads
/// @param builds all builds, the one of a live version included
/// @param appStoreVersions all versions
/// @param reviewSubmissions all review submissions
public record Snapshot(
    List<BuildUpload> buildUploads,
    List<Build> builds,
    List<AppStoreVersion> appStoreVersions,
    List<ReviewSubmission> reviewSubmissions) {

  /// A `buildUploads` resource; `state` as in its attribute, `errorCodes` those of its state.
  public record BuildUpload(
      String id,
      String appId,
      String version,
      String buildNumber,
      String platform,
      String state,
      List<String> errorCodes,
      @Nullable String buildId) {}

  /// A `builds` resource.
  public record Build(
      String id,
      String appId,
      String version,
      String buildNumber,
      String platform,
      String processingState,
      @Nullable Boolean usesNonExemptEncryption) {}

  /// An `appStoreVersions` resource; `whatsNew` is that of the primary locale, `phasedReleaseState`
  /// null without a phased release.
  public record AppStoreVersion(
      String id,
      String appId,
      String platform,
      String versionString,
      String state,
      String releaseType,
      @Nullable String buildId,
      @Nullable String whatsNew,
      @Nullable String phasedReleaseState) {}

  /// A `reviewSubmissions` resource with the versions that are its items.
  public record ReviewSubmission(
      String id,
      String appId,
      String platform,
      String state,
      @Nullable Instant submittedDate,
      List<String> appStoreVersionIds,
      List<String> itemStates) {}
}

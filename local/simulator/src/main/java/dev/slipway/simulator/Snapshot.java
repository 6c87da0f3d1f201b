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
/// @param screenshotSets all sets of screenshots
/// @param previewSets all sets of previews
/// @param reviewAttachments all attachments of review details
public record Snapshot(
    List<BuildUpload> buildUploads,
    List<Build> builds,
    List<AppStoreVersion> appStoreVersions,
    List<ReviewSubmission> reviewSubmissions,
    List<MediaSet> screenshotSets,
    List<MediaSet> previewSets,
    List<ReviewAttachment> reviewAttachments) {

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

  /// An `appScreenshotSets` or `appPreviewSets` resource; the display type of a preview set is its
  /// `previewType`, and the assets stand in the order of the set.
  public record MediaSet(
      String id,
      String appId,
      String appStoreVersionId,
      String versionString,
      String locale,
      String displayType,
      List<MediaAsset> assets) {}

  /// An `appScreenshots`, `appPreviews` or `appStoreReviewAttachments` resource; the checksum is
  /// null as long as answers show none, `errorCodes` are those of its state.
  public record MediaAsset(
      String id,
      String fileName,
      @Nullable String checksum,
      String state,
      List<String> errorCodes) {}

  /// An attachment of the review detail of a version.
  public record ReviewAttachment(String appStoreVersionId, MediaAsset asset) {}

  /// The sets of screenshots of a version in a locale, oldest first.
  public List<MediaSet> screenshotSets(String appStoreVersionId, String locale) {
    return screenshotSets.stream()
        .filter(set -> set.appStoreVersionId().equals(appStoreVersionId))
        .filter(set -> set.locale().equals(locale))
        .toList();
  }

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

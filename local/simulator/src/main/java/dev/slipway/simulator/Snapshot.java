package dev.slipway.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
/// @param appInfos all app infos, live ones and drafts
/// @param apps all apps
public record Snapshot(
    List<BuildUpload> buildUploads,
    List<Build> builds,
    List<AppStoreVersion> appStoreVersions,
    List<ReviewSubmission> reviewSubmissions,
    List<MediaSet> screenshotSets,
    List<MediaSet> previewSets,
    List<ReviewAttachment> reviewAttachments,
    List<AppInfo> appInfos,
    List<App> apps) {

  /// An `apps` resource.
  public record App(
      String id,
      String bundleId,
      String primaryLocale,
      @Nullable String contentRightsDeclaration) {}

  /// A localization: the attributes that have a text, by name, without the locale.
  public record Texts(String locale, Map<String, String> texts) {}

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

  /// A `builds` resource; `betaReviewState` is null when it was never sent to beta review,
  /// `whatToTest` holds its `betaBuildLocalizations`.
  public record Build(
      String id,
      String appId,
      String version,
      String buildNumber,
      String platform,
      String processingState,
      @Nullable Boolean usesNonExemptEncryption,
      @Nullable String appEncryptionDeclarationId,
      String internalBuildState,
      String externalBuildState,
      @Nullable String betaReviewState,
      List<String> betaGroupNames,
      List<Texts> whatToTest) {}

  /// An `appStoreVersions` resource; `whatsNew` is that of the primary locale, `phasedReleaseState`
  /// null without a phased release, `reviewDetail` the answered attributes of its
  /// `appStoreReviewDetails`, the demo account's password as it is, empty without one.
  public record AppStoreVersion(
      String id,
      String appId,
      String platform,
      String versionString,
      String state,
      String releaseType,
      @Nullable String buildId,
      @Nullable String whatsNew,
      @Nullable String phasedReleaseState,
      @Nullable String copyright,
      @Nullable String earliestReleaseDate,
      List<Texts> localizations,
      Map<String, String> reviewDetail) {}

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

  /// A `reviewSubmissions` resource with the versions that are its items; `itemKinds` are the
  /// relationships of all items, for example `appStoreVersion` or `appEvent`.
  public record ReviewSubmission(
      String id,
      String appId,
      String platform,
      String state,
      @Nullable Instant submittedDate,
      List<String> appStoreVersionIds,
      List<String> itemStates,
      List<String> itemKinds) {}

  /// An `appInfos` resource; `categories` by relationship, for example `primaryCategory`,
  /// `ageRating` the answered questions of its `ageRatingDeclarations` as text.
  public record AppInfo(
      String id,
      String appId,
      String state,
      Map<String, String> categories,
      Map<String, String> ageRating,
      List<Texts> localizations) {}
}

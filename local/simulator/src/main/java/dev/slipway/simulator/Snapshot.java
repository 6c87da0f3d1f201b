package dev.slipway.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of the simulator at one moment, oldest first, for assertions.
///
/// @param buildUploads all build uploads
/// @param builds all builds, including the build of a live version
/// @param appStoreVersions all versions
/// @param reviewSubmissions all review submissions
/// @param screenshotSets all sets of screenshots
/// @param previewSets all sets of previews
/// @param reviewAttachments all attachments of review details
/// @param appInfos all app infos, live ones and drafts
/// @param apps all apps
/// @param prices the manual prices of all apps
/// @param availabilities the availabilities that were set
/// @param purchases all in-app purchases and subscriptions
/// @param betaGroups all groups of TestFlight
/// @param testInformation what each app tells its testers and beta reviewers
/// @param libraryAssets all images, then all videos of the asset libraries; those of sets once a
///   client has used the library
/// @param placements all placements, by their positions within a type and group of a localization
public record Snapshot(
    List<BuildUpload> buildUploads,
    List<Build> builds,
    List<AppStoreVersion> appStoreVersions,
    List<ReviewSubmission> reviewSubmissions,
    List<MediaSet> screenshotSets,
    List<MediaSet> previewSets,
    List<ReviewAttachment> reviewAttachments,
    List<AppInfo> appInfos,
    List<App> apps,
    List<Price> prices,
    List<Availability> availabilities,
    List<Purchase> purchases,
    List<BetaGroup> betaGroups,
    List<TestInformation> testInformation,
    List<LibraryAsset> libraryAssets,
    List<Placement> placements) {

  /// An `appAssetLibraryImages` or `appAssetLibraryVideos` resource. The specification is null
  /// until Apple has processed the file; `errorCodes` are those of its `stateDetails`.
  public record LibraryAsset(
      String id,
      String appId,
      String fileName,
      @Nullable String referenceName,
      String state,
      @Nullable String specId,
      List<String> errorCodes) {}

  /// An `appAssetLibraryPlacements` resource of a version localization.
  public record Placement(
      String id,
      String appStoreVersionId,
      String locale,
      String placementType,
      String placementGroup,
      String assetId,
      String state) {}

  /// Returns the placements of a type in a group of a version in a locale, in order.
  public List<Placement> placements(
      String appStoreVersionId, String locale, String placementType, String placementGroup) {
    return placements.stream()
        .filter(placement -> placement.appStoreVersionId().equals(appStoreVersionId))
        .filter(placement -> placement.locale().equals(locale))
        .filter(placement -> placement.placementType().equals(placementType))
        .filter(placement -> placement.placementGroup().equals(placementGroup))
        .toList();
  }

  /// An `apps` resource.
  public record App(
      String id,
      String bundleId,
      String primaryLocale,
      @Nullable String contentRightsDeclaration) {}

  /// An `appPrices` resource of a schedule. A price that applies already has no `startDate`, one
  /// without an end no `endDate`; both are dates such as `2026-10-26`.
  public record Price(
      String appId,
      String baseTerritory,
      String territory,
      String customerPrice,
      @Nullable String startDate,
      @Nullable String endDate) {}

  /// An `appAvailabilities` resource with the territories in which the app is available.
  public record Availability(
      String appId, boolean availableInNewTerritories, List<String> territories) {}

  /// Returns the manual prices of an app; none if no price was ever set.
  public List<Price> prices(String appId) {
    return prices.stream().filter(price -> price.appId().equals(appId)).toList();
  }

  /// Returns the availability of an app, unless it was never set.
  public Optional<Availability> availability(String appId) {
    return availabilities.stream().filter(one -> one.appId().equals(appId)).findFirst();
  }

  /// An `inAppPurchases` or `subscriptions` resource with the state of its newest version, and of
  /// the newest version of its group; the last is null for an in-app purchase.
  public record Purchase(
      String appId,
      String productId,
      String state,
      String versionState,
      @Nullable String groupVersionState) {}

  /// A localization: its attributes that have a text, by name, without the locale.
  public record Texts(String locale, Map<String, String> texts) {}

  /// A `buildUploads` resource; `state` is its attribute's value, `errorCodes` are those of its
  /// state.
  public record BuildUpload(
      String id,
      String appId,
      String version,
      String buildNumber,
      String platform,
      String state,
      List<String> errorCodes,
      @Nullable String buildId) {}

  /// A `builds` resource. `betaReviewState` is null if the build was never submitted to beta
  /// review; `whatToTest` holds its `betaBuildLocalizations`.
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

  /// A `betaGroups` resource with its testers. `publicLink` is null as long as the group has no
  /// link, `publicLinkLimit` without one.
  public record BetaGroup(
      String id,
      String appId,
      String name,
      boolean isInternalGroup,
      boolean hasAccessToAllBuilds,
      @Nullable String publicLink,
      @Nullable Integer publicLinkLimit,
      List<BetaTester> testers) {}

  /// A `betaTesters` resource.
  public record BetaTester(String id, String email, String state) {}

  /// The `betaAppLocalizations` of an app, and the attributes of its `betaAppReviewDetails` that
  /// have a value, with the demo account's password in clear.
  public record TestInformation(
      String appId, List<Texts> localizations, Map<String, String> reviewDetail) {}

  /// An `appStoreVersions` resource. `whatsNew` is the text of the primary locale,
  /// `phasedReleaseState` is null without a phased release. `reviewDetail` holds the attributes of
  /// its `appStoreReviewDetails` that have a value, with the demo account's password in clear; it
  /// is empty without such a resource.
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

  /// An `appScreenshotSets` or `appPreviewSets` resource. The display type of a preview set is its
  /// `previewType`. The assets are in the order of the set.
  public record MediaSet(
      String id,
      String appId,
      String appStoreVersionId,
      String versionString,
      String locale,
      String displayType,
      List<MediaAsset> assets) {}

  /// An `appScreenshots`, `appPreviews` or `appStoreReviewAttachments` resource. The checksum is
  /// null as long as answers omit it; `errorCodes` are those of its state.
  public record MediaAsset(
      String id,
      String fileName,
      @Nullable String checksum,
      String state,
      List<String> errorCodes) {}

  /// An attachment of the review detail of a version.
  public record ReviewAttachment(String appStoreVersionId, MediaAsset asset) {}

  /// Returns the screenshot sets of a version in a locale, oldest first.
  public List<MediaSet> screenshotSets(String appStoreVersionId, String locale) {
    return screenshotSets.stream()
        .filter(set -> set.appStoreVersionId().equals(appStoreVersionId))
        .filter(set -> set.locale().equals(locale))
        .toList();
  }

  /// A `reviewSubmissions` resource with the versions among its items. `itemKinds` holds the
  /// relationship of every item, for example `appStoreVersion` or `appEvent`.
  public record ReviewSubmission(
      String id,
      String appId,
      String platform,
      String state,
      @Nullable Instant submittedDate,
      List<String> appStoreVersionIds,
      List<String> itemStates,
      List<String> itemKinds) {}

  /// An `appInfos` resource. `categories` is keyed by relationship, for example `primaryCategory`;
  /// `ageRating` holds the answered questions of its `ageRatingDeclarations` as text.
  public record AppInfo(
      String id,
      String appId,
      String state,
      Map<String, String> categories,
      Map<String, String> ageRating,
      List<Texts> localizations) {}
}

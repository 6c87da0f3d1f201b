package dev.slipway.simulator.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Relationships that the other side keeps: which resources refer back, and by which relation.
final class ReverseRelationships {
  /// Resources of a type that refer here by a relation and satisfy a condition.
  record Reverse(String type, String relation, Predicate<Resource> which) {}

  private static final Map<String, Reverse> REVERSE = new HashMap<>();

  static {
    for (String type :
        List.of(
            "appStoreVersions",
            "builds",
            "buildUploads",
            "appInfos",
            "preReleaseVersions",
            "reviewSubmissions",
            "webhooks",
            "analyticsReportRequests",
            "betaGroups",
            "betaAppLocalizations",
            "appEncryptionDeclarations",
            "subscriptionGroups")) {
      reverse("apps." + type, type, "app");
    }
    reverse("apps.inAppPurchasesV2", "inAppPurchases", "app");
    reverse("inAppPurchases.versions", "inAppPurchaseVersions", "inAppPurchase");
    reverse("subscriptionGroups.subscriptions", "subscriptions", "group");
    reverse("subscriptionGroups.versions", "subscriptionGroupVersions", "subscriptionGroup");
    reverse("subscriptions.versions", "subscriptionVersions", "subscription");
    reverse("webhooks.deliveries", "webhookDeliveries", "webhook");
    reverse("apps.appPriceSchedule", "appPriceSchedules", "app");
    reverse("apps.appAvailabilityV2", "appAvailabilities", "app");
    reverse("apps.betaAppReviewDetail", "betaAppReviewDetails", "app");
    reverse("appCategories.subcategories", "appCategories", "parent");
    reverse("builds.buildBetaDetail", "buildBetaDetails", "build");
    reverse("builds.betaBuildLocalizations", "betaBuildLocalizations", "build");
    reverse("builds.betaAppReviewSubmission", "betaAppReviewSubmissions", "build");
    reverse("appEncryptionDeclarations.builds", "builds", "appEncryptionDeclaration");
    reverse(
        "appStoreVersions.appStoreVersionLocalizations",
        "appStoreVersionLocalizations",
        "appStoreVersion");
    reverse("appStoreVersions.appStoreReviewDetail", "appStoreReviewDetails", "appStoreVersion");
    reverse(
        "appStoreVersions.appStoreVersionPhasedRelease",
        "appStoreVersionPhasedReleases",
        "appStoreVersion");
    reverse(
        "appStoreVersionLocalizations.appScreenshotSets",
        "appScreenshotSets",
        "appStoreVersionLocalization");
    reverse(
        "appStoreVersionLocalizations.appPreviewSets",
        "appPreviewSets",
        "appStoreVersionLocalization");
    reverse("appAssetLibraryImages.placements", "appAssetLibraryPlacements", "image");
    reverse("appAssetLibraryVideos.placements", "appAssetLibraryPlacements", "video");
    reverse("appScreenshotSets.appScreenshots", "appScreenshots", "appScreenshotSet");
    reverse("appPreviewSets.appPreviews", "appPreviews", "appPreviewSet");
    reverse(
        "appStoreReviewDetails.appStoreReviewAttachments",
        "appStoreReviewAttachments",
        "appStoreReviewDetail");
    reverse("appInfos.appInfoLocalizations", "appInfoLocalizations", "appInfo");
    reverse("buildUploads.buildUploadFiles", "buildUploadFiles", "buildUpload");
    for (Map.Entry<String, String> asset :
        Map.of(
                "assetFile",
                "ASSET",
                "assetDescriptionFile",
                "ASSET_DESCRIPTION",
                "assetSpiFile",
                "ASSET_SPI")
            .entrySet()) {
      REVERSE.put(
          "buildUploads." + asset.getKey(),
          new Reverse(
              "buildUploadFiles",
              "buildUpload",
              file -> file.text("assetType").equals(asset.getValue())));
    }
    reverse("builds.buildUpload", "buildUploads", "build");
    reverse("builds.appStoreVersion", "appStoreVersions", "build");
    reverse("preReleaseVersions.builds", "builds", "preReleaseVersion");
    reverse("reviewSubmissions.items", "reviewSubmissionItems", "reviewSubmission");
  }

  private ReverseRelationships() {}

  /// Returns which resources keep a relationship of a type, or null if the resource itself does.
  static @Nullable Reverse find(String type, String relationship) {
    return REVERSE.get(type + "." + relationship);
  }

  private static void reverse(String name, String type, String relation) {
    REVERSE.put(name, new Reverse(type, relation, resource -> true));
  }
}

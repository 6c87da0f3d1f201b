package dev.slipway.appstoreconnect.resource;

import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.PricingId.AppPriceScheduleId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppLocalizationId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppReviewDetailId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaBuildLocalizationId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaTesterId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BuildBetaDetailId;
import java.util.Map;

/// Apple's id of one resource. It is opaque and never parsed. It is safe in a path or a filter.
///
/// `toString` of every id is the id itself. Every constructor throws an [IllegalArgumentException]
/// for a value that Apple cannot have assigned.
public sealed interface ResourceId
    permits MediaId,
        LibraryId,
        PricingId,
        TestFlightId,
        PurchaseId,
        ResourceId.AppId,
        ResourceId.BuildUploadId,
        ResourceId.BuildUploadFileId,
        ResourceId.BuildId,
        ResourceId.AppEncryptionDeclarationId,
        ResourceId.AppStoreVersionId,
        ResourceId.LocalizationId,
        ResourceId.PhasedReleaseId,
        ResourceId.ReviewSubmissionId,
        ResourceId.ReviewSubmissionItemId,
        ResourceId.AppInfoId,
        ResourceId.AppInfoLocalizationId,
        ResourceId.AgeRatingDeclarationId,
        ResourceId.AppStoreReviewDetailId,
        ResourceId.WebhookId,
        ResourceId.WebhookDeliveryId {
  /// Returns the id as Apple wrote it.
  String value();

  /// Returns Apple's name of the resource type, for example `apps`.
  default String type() {
    return switch (this) {
      case AppId _ -> "apps";
      case BuildUploadId _ -> "buildUploads";
      case BuildUploadFileId _ -> "buildUploadFiles";
      case BuildId _ -> "builds";
      case AppEncryptionDeclarationId _ -> "appEncryptionDeclarations";
      case AppStoreVersionId _ -> "appStoreVersions";
      case LocalizationId _ -> "appStoreVersionLocalizations";
      case PhasedReleaseId _ -> "appStoreVersionPhasedReleases";
      case ReviewSubmissionId _ -> "reviewSubmissions";
      case ReviewSubmissionItemId _ -> "reviewSubmissionItems";
      case AppInfoId _ -> "appInfos";
      case AppInfoLocalizationId _ -> "appInfoLocalizations";
      case AgeRatingDeclarationId _ -> "ageRatingDeclarations";
      case AppStoreReviewDetailId _ -> "appStoreReviewDetails";
      case MediaAssetId id -> id.family().type();
      case MediaSetId id -> id.family().sets().type();
      case AssetLibraryId _ -> "appAssetLibraries";
      case LibraryAssetId id -> id.kind().type();
      case PlacementId _ -> "appAssetLibraryPlacements";
      case TerritoryId _ -> "territories";
      case AppPriceScheduleId _ -> "appPriceSchedules";
      case AppPricePointId _ -> "appPricePoints";
      case AppAvailabilityId _ -> "appAvailabilities";
      case TerritoryAvailabilityId _ -> "territoryAvailabilities";
      case BetaGroupId _ -> "betaGroups";
      case BetaTesterId _ -> "betaTesters";
      case BetaAppLocalizationId _ -> "betaAppLocalizations";
      case BetaAppReviewDetailId _ -> "betaAppReviewDetails";
      case BetaBuildLocalizationId _ -> "betaBuildLocalizations";
      case BetaAppReviewSubmissionId _ -> "betaAppReviewSubmissions";
      case BuildBetaDetailId _ -> "buildBetaDetails";
      case PurchaseId.SubscriptionGroupId _ -> "subscriptionGroups";
      case PurchaseId.PurchaseVersionId id -> id.kind().type();
      case WebhookId _ -> "webhooks";
      case WebhookDeliveryId _ -> "webhookDeliveries";
    };
  }

  /// Returns the resource identifier object for a relationship of a request.
  default Map<String, String> linkage() {
    return Map.of("type", type(), "id", value());
  }

  /// Rejects a value that would change the meaning of a path or of a comma-joined filter.
  static void check(String what, String value) {
    boolean safe =
        !value.isEmpty()
            && value.length() <= 256
            && !value.equals(".")
            && !value.equals("..")
            && value.chars().allMatch(c -> c > 0x20 && c < 0x7f && "/\\?#%,&\"<>".indexOf(c) < 0);
    if (!safe) {
      throw new IllegalArgumentException(
          what + " must be 1 to 256 visible ASCII characters without / \\ ? # % , & \" < >");
    }
  }

  /// An app record; its id has only decimal digits today.
  record AppId(String value) implements ResourceId {
    public AppId {
      check("AppId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One attempt to upload a build.
  record BuildUploadId(String value) implements ResourceId {
    public BuildUploadId {
      check("BuildUploadId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One file reserved within a build upload.
  record BuildUploadFileId(String value) implements ResourceId {
    public BuildUploadFileId {
      check("BuildUploadFileId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A build that is processed, or is being processed.
  record BuildId(String value) implements ResourceId {
    public BuildId {
      check("BuildId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// What an app declares to Apple about its encryption.
  record AppEncryptionDeclarationId(String value) implements ResourceId {
    public AppEncryptionDeclarationId {
      check("AppEncryptionDeclarationId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One version of an app on one platform.
  record AppStoreVersionId(String value) implements ResourceId {
    public AppStoreVersionId {
      check("AppStoreVersionId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The text of one version in one locale.
  record LocalizationId(String value) implements ResourceId {
    public LocalizationId {
      check("LocalizationId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The seven-day release of one version.
  record PhasedReleaseId(String value) implements ResourceId {
    public PhasedReleaseId {
      check("PhasedReleaseId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One submission to App Review.
  record ReviewSubmissionId(String value) implements ResourceId {
    public ReviewSubmissionId {
      check("ReviewSubmissionId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One item of a submission to App Review.
  record ReviewSubmissionItemId(String value) implements ResourceId {
    public ReviewSubmissionItemId {
      check("ReviewSubmissionItemId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The information about an app that is independent of a version; an app has one or two.
  record AppInfoId(String value) implements ResourceId {
    public AppInfoId {
      check("AppInfoId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The name and other texts of an app in one locale.
  record AppInfoLocalizationId(String value) implements ResourceId {
    public AppInfoLocalizationId {
      check("AppInfoLocalizationId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The answers to Apple's questions on age rating.
  record AgeRatingDeclarationId(String value) implements ResourceId {
    public AgeRatingDeclarationId {
      check("AgeRatingDeclarationId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The information for App Review about a version.
  record AppStoreReviewDetailId(String value) implements ResourceId {
    public AppStoreReviewDetailId {
      check("AppStoreReviewDetailId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One registration for the notifications of an app.
  record WebhookId(String value) implements ResourceId {
    public WebhookId {
      check("WebhookId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One notification to a webhook, with the result of its delivery.
  record WebhookDeliveryId(String value) implements ResourceId {
    public WebhookDeliveryId {
      check("WebhookDeliveryId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}

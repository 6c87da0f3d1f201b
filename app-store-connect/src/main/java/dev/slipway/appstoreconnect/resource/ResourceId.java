package dev.slipway.appstoreconnect.resource;

import java.util.Map;

/// Apple's id of one resource: opaque, never parsed. Safe to stand in a path or a filter.
///
/// `toString` of every id is the id itself.
public sealed interface ResourceId
    permits AppId,
        BuildUploadId,
        BuildUploadFileId,
        BuildId,
        AppStoreVersionId,
        LocalizationId,
        PhasedReleaseId,
        ReviewSubmissionId,
        ReviewSubmissionItemId,
        AppInfoId,
        AppInfoLocalizationId,
        AgeRatingDeclarationId,
        AppScreenshotSetId,
        AppScreenshotId,
        AppPreviewSetId,
        AppPreviewId,
        AppStoreReviewDetailId,
        AppStoreReviewAttachmentId,
        BetaGroupId,
        BetaBuildLocalizationId,
        BetaAppReviewSubmissionId,
        BuildBetaDetailId,
        WebhookId,
        WebhookDeliveryId {
  /// The id as Apple wrote it.
  String value();

  /// Apple's name of the resource type, for example `apps`.
  String type();

  /// The resource identifier object that stands in a relationship of a request.
  default Map<String, String> linkage() {
    return Map.of("type", type(), "id", value());
  }

  /// Refuses what would change the meaning of a path or of a comma-joined filter.
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
}

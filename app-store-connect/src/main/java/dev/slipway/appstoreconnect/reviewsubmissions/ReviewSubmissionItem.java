package dev.slipway.appstoreconnect.reviewsubmissions;

import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One item of a submission.
///
/// @param appStoreVersion the version, if the item is one and Apple says which
///   ([ReviewSubmissionsClient#items] always does)
/// @param otherKind otherwise its kind, by Apple's relationship name such as `appEvent`, as far as
///   it is known
/// @param otherId the id of what it holds, when its kind is known
public record ReviewSubmissionItem(
    ReviewSubmissionItemId id,
    ReviewSubmissionItemState state,
    @Nullable AppStoreVersionId appStoreVersion,
    @Nullable String otherKind,
    @Nullable String otherId) {
  static final List<String> OTHER_KINDS =
      List.of(
          "appCustomProductPageVersion",
          "appStoreVersionExperiment",
          "appStoreVersionExperimentV2",
          "appEvent",
          "backgroundAssetVersion",
          "gameCenterAchievementVersion",
          "gameCenterActivityVersion",
          "gameCenterChallengeVersion",
          "gameCenterLeaderboardSetVersion",
          "gameCenterLeaderboardVersion",
          "inAppPurchaseVersion",
          "subscriptionVersion",
          "subscriptionGroupVersion");

  /// Returns whether the item holds this version of a purchase.
  public boolean holds(PurchaseVersionId version) {
    return version.kind().relationship().equals(otherKind) && version.value().equals(otherId);
  }

  /// Returns whether the item holds a version of any purchase.
  boolean holdsPurchase() {
    return Stream.of(VersionKind.values()).anyMatch(kind -> kind.relationship().equals(otherKind));
  }

  static ReviewSubmissionItem read(Resource resource) {
    var otherKind = resource.firstLinked(OTHER_KINDS);
    return new ReviewSubmissionItem(
        new ReviewSubmissionItemId(resource.id()),
        resource.constant(
            "state", ReviewSubmissionItemState.class, ReviewSubmissionItemState.UNKNOWN),
        resource.linked("appStoreVersion").map(AppStoreVersionId::new).orElse(null),
        otherKind.orElse(null),
        otherKind.flatMap(resource::linked).orElse(null));
  }
}

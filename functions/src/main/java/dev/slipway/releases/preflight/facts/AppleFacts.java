package dev.slipway.releases.preflight.facts;

import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builduploads.BuildUpload;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.releases.steps.VersionChoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Apple has of the app before the release begins. Everything is of the release's platform.
///
/// @param versions all, with their texts
/// @param appInfos all, with their texts; empty when they were not asked for
/// @param openSubmissions those not COMPLETE, with their items
/// @param buildUploads of the release's version train (CFBundleShortVersionString): at least those
///   with its build number; the more, the better is the free number that is offered
/// @param builds of the release's version train, as above
/// @param reviewDetail as [#wantsReviewDetail] says; of the version that may be edited, else of the
///   one on the App Store; null when neither has one
/// @param displayTypes the screenshot display types that have a picture in the primary locale of
///   the version that may be edited, else of the one on the App Store; null when not asked for
public record AppleFacts(
    App app,
    List<AppStoreVersion> versions,
    List<AppInfo> appInfos,
    List<ReviewSubmission> openSubmissions,
    List<BuildUpload> buildUploads,
    List<Build> builds,
    @Nullable AppStoreReviewDetail reviewDetail,
    @Nullable Set<String> displayTypes) {
  public AppleFacts {
    versions = List.copyOf(versions);
    appInfos = List.copyOf(appInfos);
    openSubmissions = List.copyOf(openSubmissions);
    buildUploads = List.copyOf(buildUploads);
    builds = List.copyOf(builds);
    displayTypes = displayTypes == null ? null : Set.copyOf(displayTypes);
  }

  /// Whether the review detail that Apple has makes a difference: the drop does not say all of the
  /// contact, or only one half of the demo account.
  public static boolean wantsReviewDetail(DropContent content) {
    var review = content.review();
    boolean demoUser = review.fields().containsKey(ReviewField.DEMO_USER);
    return !review.fields().keySet().containsAll(ReviewField.CONTACT)
        || demoUser != (review.password() != null);
  }

  /// The one version that is not released, in whatever state; Apple allows one per platform.
  public Optional<AppStoreVersion> unreleased() {
    return versions.stream().filter(v -> v.appVersionState().isUnreleased()).findFirst();
  }

  /// The version that this release goes on with: a draft, or one that review gave back, or one that
  /// lies in a draft submission.
  public Optional<AppStoreVersion> draft() {
    return unreleased()
        .filter(
            v ->
                v.appVersionState().isEditable()
                    || v.appVersionState() == AppVersionState.READY_FOR_REVIEW);
  }

  /// The version that an update follows; empty for a first version.
  public Optional<AppStoreVersion> previous() {
    return VersionChoice.previous(versions);
  }

  public boolean isFirstVersion() {
    return previous().isEmpty();
  }

  /// Where the texts come from that the drop does not have: a new version copies those of the last
  /// one (App Store Connect Help, Create a new version).
  public Optional<AppStoreVersion> inherited() {
    return draft().or(this::unreleased).or(this::previous);
  }

  /// The app information that a change would go to: the draft, else the one on the App Store, which
  /// a new version copies.
  public Optional<AppInfo> appInfo() {
    return appInfos.stream()
        .filter(info -> info.state().isEditable())
        .findFirst()
        .or(() -> appInfos.stream().findFirst());
  }
}

package dev.slipway.releases.preflight.facts;

import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builduploads.BuildUpload;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.releases.pricing.PricingFacts;
import dev.slipway.releases.purchases.AppPurchases;
import dev.slipway.releases.steps.BuildChoice;
import dev.slipway.releases.steps.VersionChoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state of the app at Apple before the release begins, on the release's platform.
///
/// @param versions all versions, with their texts
/// @param appInfos all app infos, with their texts; empty when they were not read
/// @param openSubmissions the submissions that are not COMPLETE, with their items
/// @param buildUploads build uploads of the release's version train (CFBundleShortVersionString):
///   at least those with its build number; with more of them the suggested free number is better
/// @param builds builds of the release's version train, as above
/// @param reviewDetail read when [#wantsReviewDetail] says so; from the editable version, otherwise
///   from the version on the App Store; null when neither has one
/// @param displayTypes the display types with a screenshot in the primary locale of the editable
///   version, otherwise of the version on the App Store; null when not read
/// @param displayTypesOfSets the display types of all sets of that version, in any locale; read
///   only when the drop names a display that Slipway does not know
/// @param library null when it was not read, because the release sends nothing to it
/// @param platforms those for which the app has versions; empty when they were not read
/// @param pricing price and availability, as far as the release needs them
/// @param purchases the app's products, with versions if `release.json` says which ones to submit;
///   null when not read
/// @param encryptionDeclarations all declarations of the app; null when they were not read, because
///   the build uses no encryption that needs one
/// @param buildChoice the build that a drop without an `.ipa` means; null for any other drop
/// @param testInformation groups and test information; null when they were not read, because the
///   release gives the build to no group
public record AppleFacts(
    App app,
    List<AppStoreVersion> versions,
    List<AppInfo> appInfos,
    List<ReviewSubmission> openSubmissions,
    List<BuildUpload> buildUploads,
    List<Build> builds,
    @Nullable AppStoreReviewDetail reviewDetail,
    @Nullable Set<String> displayTypes,
    Set<String> displayTypesOfSets,
    @Nullable LibraryFacts library,
    Set<Platform> platforms,
    PricingFacts pricing,
    @Nullable AppPurchases purchases,
    @Nullable List<AppEncryptionDeclaration> encryptionDeclarations,
    @Nullable BuildChoice buildChoice,
    @Nullable TestInformation testInformation) {

  public AppleFacts {
    versions = List.copyOf(versions);
    appInfos = List.copyOf(appInfos);
    openSubmissions = List.copyOf(openSubmissions);
    buildUploads = List.copyOf(buildUploads);
    builds = List.copyOf(builds);
    displayTypesOfSets = Set.copyOf(displayTypesOfSets);
    platforms = Set.copyOf(platforms);
    displayTypes = displayTypes == null ? null : Set.copyOf(displayTypes);
    encryptionDeclarations =
        encryptionDeclarations == null ? null : List.copyOf(encryptionDeclarations);
  }

  /// Returns what is known when only versions and products were read.
  ///
  /// @param purchases null when they were not read
  public static AppleFacts ofVersions(
      App app,
      List<AppStoreVersion> versions,
      Set<Platform> platforms,
      @Nullable AppPurchases purchases) {
    return new AppleFacts(
        app,
        versions,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        Set.of(),
        null,
        platforms,
        PricingFacts.NONE,
        purchases,
        null,
        null,
        null);
  }

  /// Returns whether Slipway needs the review detail that Apple has: the drop lacks a part of the
  /// contact, or has only one half of the demo account.
  public static boolean wantsReviewDetail(DropContent content) {
    var review = content.review();
    boolean demoUser = review.fields().containsKey(ReviewField.DEMO_USER);
    return !review.fields().keySet().containsAll(ReviewField.CONTACT)
        || demoUser != (review.password() != null);
  }

  /// Returns whether the app record lacks the release's platform: a record has a version of each
  /// platform from the day on which the platform is added (App Store Connect Help, Add platforms).
  public boolean lacksPlatform() {
    return versions.isEmpty() && !platforms.isEmpty();
  }

  /// Returns the version that is not released, in any state; Apple allows one per platform.
  public Optional<AppStoreVersion> unreleased() {
    return versions.stream().filter(v -> v.appVersionState().isUnreleased()).findFirst();
  }

  /// Returns the version that this release continues: a draft, a version that review returned, or a
  /// version in a draft submission.
  public Optional<AppStoreVersion> draft() {
    return unreleased()
        .filter(
            v ->
                v.appVersionState().isEditable()
                    || v.appVersionState() == AppVersionState.READY_FOR_REVIEW);
  }

  /// Returns the version that an update follows; empty for a first version.
  public Optional<AppStoreVersion> previous() {
    return VersionChoice.previous(versions);
  }

  /// Returns the version that is on the App Store now.
  public Optional<AppStoreVersion> live() {
    return VersionChoice.live(versions);
  }

  public boolean isFirstVersion() {
    return previous().isEmpty();
  }

  /// Returns whether the app was on the App Store at some time, on any platform: an app's
  /// information is on the App Store with its first version (App Store Connect API, AppInfo.state).
  public boolean wasOnSale() {
    return !isFirstVersion()
        || appInfos.stream()
            .anyMatch(
                info ->
                    info.state() == AppInfoState.READY_FOR_DISTRIBUTION
                        || info.state() == AppInfoState.REPLACED_WITH_NEW_INFO);
  }

  /// Returns the version that provides the texts that the drop lacks: a new version copies the
  /// texts of the last version (App Store Connect Help, Create a new version).
  public Optional<AppStoreVersion> inherited() {
    return draft().or(this::unreleased).or(this::previous);
  }

  /// Returns the app info that a change would apply to: the draft, otherwise the one on the App
  /// Store, which a new version copies.
  public Optional<AppInfo> appInfo() {
    return appInfos.stream()
        .filter(info -> info.state().isEditable())
        .findFirst()
        .or(() -> appInfos.stream().findFirst());
  }
}

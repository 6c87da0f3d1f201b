package dev.slipway.releases.preflight;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.builduploads.BuildUpload;
import dev.slipway.appstoreconnect.builduploads.BuildUploadState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.Capabilities.Evidence;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.LikelyRole;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Apple has, and what a check of the connection told.
final class AppleObjects {
  private AppleObjects() {}

  static AppStoreVersion live(String versionString, String... locales) {
    return version(versionString, AppVersionState.READY_FOR_DISTRIBUTION, null, true, locales);
  }

  static AppStoreVersion version(String versionString, AppVersionState state) {
    return version(versionString, state, null, false, "de-DE", "en-US");
  }

  /// @param build the attached build's number; null for none
  static AppStoreVersion version(
      String versionString,
      AppVersionState state,
      @Nullable String build,
      boolean whatsNew,
      String... locales) {
    return new AppStoreVersion(
        new AppStoreVersionId("V-" + versionString),
        Platform.IOS,
        versionString,
        state,
        ReleaseType.AFTER_APPROVAL,
        null,
        "2025 Acme Ltd",
        null,
        build == null ? null : build(build),
        null,
        Stream.of(locales).map(locale -> localization(locale, whatsNew)).toList(),
        true);
  }

  static AppStoreVersion with(
      AppStoreVersion version, @Nullable ReleaseType releaseType, @Nullable String copyright) {
    return new AppStoreVersion(
        version.id(),
        version.platform(),
        version.versionString(),
        version.appVersionState(),
        releaseType,
        version.earliestReleaseDate(),
        copyright,
        version.createdDate(),
        version.build(),
        version.phasedRelease(),
        version.localizations(),
        true);
  }

  static AppStoreVersion created(AppStoreVersion version, String at) {
    return new AppStoreVersion(
        version.id(),
        version.platform(),
        version.versionString(),
        version.appVersionState(),
        version.releaseType(),
        version.earliestReleaseDate(),
        version.copyright(),
        Instant.parse(at),
        version.build(),
        version.phasedRelease(),
        version.localizations(),
        true);
  }

  private static AppStoreVersionLocalization localization(String locale, boolean whatsNew) {
    return new AppStoreVersionLocalization(
        new LocalizationId("L-" + locale),
        locale,
        "What the app does, at length.",
        "one,two",
        null,
        null,
        "https://acme.dev/support",
        whatsNew ? "What was new before." : null);
  }

  static AppStoreVersion withoutTexts(AppStoreVersion version) {
    return new AppStoreVersion(
        version.id(),
        version.platform(),
        version.versionString(),
        version.appVersionState(),
        version.releaseType(),
        version.earliestReleaseDate(),
        version.copyright(),
        version.createdDate(),
        version.build(),
        version.phasedRelease(),
        version.localizations().stream()
            .map(
                text ->
                    new AppStoreVersionLocalization(
                        text.id(), text.locale(), null, " ", null, null, null, null))
            .toList(),
        true);
  }

  static Build build(String number) {
    return build(number, BuildProcessingState.VALID, false);
  }

  static Build build(String number, BuildProcessingState state, boolean expired) {
    return new Build(
        new BuildId("B-" + number),
        number,
        state,
        BuildAudienceType.APP_STORE_ELIGIBLE,
        expired,
        false,
        null,
        null,
        null);
  }

  static AppEncryptionDeclaration declaration(AppEncryptionDeclarationState state) {
    return new AppEncryptionDeclaration(
        new AppEncryptionDeclarationId("E-" + state),
        state,
        "Messages",
        Instant.parse("2026-03-01T00:00:00Z"),
        false,
        null,
        state == AppEncryptionDeclarationState.APPROVED ? "code-1" : null);
  }

  static BuildUpload upload(String version, String number, BuildUploadState state) {
    return new BuildUpload(
        new BuildUploadId("U-" + number),
        version,
        number,
        Platform.IOS,
        state,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  /// @param version the version string of the item's version; null: the item is an event A
  ///   submission that holds nothing but an in-app event.
  static ReviewSubmission withEvent(ReviewSubmissionState state) {
    return submission(state, new @Nullable String[] {null});
  }

  /// @param versions version strings of its items; null for an in-app event
  static ReviewSubmission submission(ReviewSubmissionState state, @Nullable String... versions) {
    var items =
        Stream.of(versions)
            .map(
                version ->
                    new ReviewSubmissionItem(
                        new ReviewSubmissionItemId("M-" + version),
                        ReviewSubmissionItemState.READY_FOR_REVIEW,
                        version == null ? null : new AppStoreVersionId("V-" + version),
                        version == null ? "appEvent" : null,
                        null))
            .toList();
    return new ReviewSubmission(
        new ReviewSubmissionId("S1"), Platform.IOS, state, null, null, null, items, true);
  }

  static Verdict troubled(ProblemType type) {
    return verdict(Problem.of(type, "because"), Capabilities.NONE);
  }

  static Verdict able(Evidence upload, Evidence edit, Evidence submit) {
    return verdict(
        null,
        new Capabilities(finding(Evidence.YES), finding(upload), finding(edit), finding(submit)));
  }

  private static Capabilities.Finding finding(Evidence evidence) {
    return new Capabilities.Finding(evidence, "Apple said so.");
  }

  private static Verdict verdict(@Nullable Problem problem, Capabilities capabilities) {
    return new Verdict(
        problem == null ? ConnectionState.CONNECTED : ConnectionState.CONNECTED_WITH_LIMITS,
        problem,
        List.of(),
        capabilities,
        LikelyRole.UNKNOWN,
        List.of(),
        List.of(),
        true,
        null,
        Subject.NOW,
        null,
        0);
  }
}

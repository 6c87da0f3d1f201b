package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.AccountCheck.AGREEMENT_UNSIGNED;
import static dev.slipway.releases.preflight.checks.AccountCheck.KEY_REJECTED;
import static dev.slipway.releases.preflight.checks.AccountCheck.MEMBERSHIP_EXPIRED;
import static dev.slipway.releases.preflight.checks.AccountCheck.ROLE_CANNOT_EDIT;
import static dev.slipway.releases.preflight.checks.AccountCheck.ROLE_CANNOT_SUBMIT;
import static dev.slipway.releases.preflight.checks.AccountCheck.ROLE_CANNOT_UPLOAD;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUILD_NUMBER_NOT_HIGHER;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUILD_NUMBER_TAKEN;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUILD_UNUSABLE;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUNDLE_ID_OTHER;
import static dev.slipway.releases.preflight.checks.VersionCheck.FIRST_VERSION_PHASED;
import static dev.slipway.releases.preflight.checks.VersionCheck.FIRST_VERSION_WHATS_NEW;
import static dev.slipway.releases.preflight.checks.VersionCheck.LOCALE_ADDED;
import static dev.slipway.releases.preflight.checks.VersionCheck.LOCALE_REMOVED;
import static dev.slipway.releases.preflight.checks.VersionCheck.PLATFORM_NOT_OF_APP;
import static dev.slipway.releases.preflight.checks.VersionCheck.SCHEDULE_NOT_REPEATED;
import static dev.slipway.releases.preflight.checks.VersionCheck.SUBMISSION_BUSY;
import static dev.slipway.releases.preflight.checks.VersionCheck.SUBMISSION_FOREIGN_ITEMS;
import static dev.slipway.releases.preflight.checks.VersionCheck.SUBMISSION_JOINED;
import static dev.slipway.releases.preflight.checks.VersionCheck.SUBMISSION_LEFT_ALONE;
import static dev.slipway.releases.preflight.checks.VersionCheck.VERSION_AWAITS_RELEASE;
import static dev.slipway.releases.preflight.checks.VersionCheck.VERSION_DRAFT_RENAMED;
import static dev.slipway.releases.preflight.checks.VersionCheck.VERSION_NOT_HIGHER;
import static dev.slipway.releases.preflight.checks.VersionCheck.VERSION_RELEASED_BEFORE;
import static dev.slipway.releases.preflight.checks.VersionCheck.VERSION_TAKEN_OUT_OF_DRAFT;
import static dev.slipway.releases.preflight.checks.VersionCheck.VERSION_WITH_REVIEW;
import static dev.slipway.releases.preflight.checks.VersionCheck.VISION_VERSION_PHASED;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.builduploads.BuildUploadState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.connections.verdict.Capabilities.Evidence;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.manifest.OnForeignItems;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.preflight.checks.AccountCheck;
import dev.slipway.releases.preflight.checks.VersionCheck;
import java.util.Set;
import java.util.stream.Stream;

/// Pairs for [AccountCheck] and [VersionCheck].
final class VersionTrips {
  private VersionTrips() {}

  static Stream<Trip> all() {
    return Stream.of(account(), builds(), versions(), submissions(), rest()).flatMap(t -> t);
  }

  private static Stream<Trip> account() {
    return Stream.of(
        trouble(KEY_REJECTED, ProblemType.CREDENTIALS_REJECTED),
        trouble(AGREEMENT_UNSIGNED, ProblemType.AGREEMENT_MISSING),
        trouble(MEMBERSHIP_EXPIRED, ProblemType.MEMBERSHIP_LAPSED),
        Trip.of(
            ROLE_CANNOT_UPLOAD,
            s -> s.verdict = AppleObjects.able(Evidence.NO, Evidence.NO, Evidence.NO),
            s -> s.verdict = AppleObjects.able(Evidence.UNKNOWN, Evidence.LIKELY, Evidence.LIKELY)),
        Trip.of(
            ROLE_CANNOT_EDIT,
            s -> s.verdict = AppleObjects.able(Evidence.YES, Evidence.NO, Evidence.NO),
            s -> {
              s.verdict = AppleObjects.able(Evidence.YES, Evidence.NO, Evidence.NO);
              s.manifest.testFlightOnly = true;
            }),
        Trip.of(
            ROLE_CANNOT_SUBMIT,
            s -> s.verdict = AppleObjects.able(Evidence.YES, Evidence.YES, Evidence.NO),
            s -> {
              s.verdict = AppleObjects.able(Evidence.YES, Evidence.YES, Evidence.NO);
              s.manifest.submit = false;
            }));
  }

  private static Trip trouble(Check check, ProblemType type) {
    return Trip.of(
        check,
        s -> s.verdict = AppleObjects.troubled(type),
        s -> s.verdict = AppleObjects.able(Evidence.YES, Evidence.YES, Evidence.YES));
  }

  private static Stream<Trip> builds() {
    return Stream.of(
        Trip.of(
            PLATFORM_NOT_OF_APP,
            s -> {
              s.versions.clear();
              s.platforms = Set.of(Platform.IOS);
            },
            s -> {
              s.versions.clear();
              s.versions.add(AppleObjects.live("1.9", "de-DE", "en-US"));
              s.platforms = Set.of(Platform.IOS);
            }),
        Trip.of(
            BUNDLE_ID_OTHER,
            s -> s.appBundleId = "com.acme.App",
            s -> s.appBundleId = "com.acme.app"),
        Trip.of(
            BUILD_NUMBER_TAKEN,
            s -> s.uploads.add(AppleObjects.upload("2.0", "20", BuildUploadState.PROCESSING)),
            s -> s.uploads.add(AppleObjects.upload("2.0", "20", BuildUploadState.FAILED))),
        Trip.of(
            BUILD_NUMBER_NOT_HIGHER,
            s -> s.builds.add(AppleObjects.build("21")),
            s -> s.builds.add(AppleObjects.build("19"))),
        Trip.of(
            BUILD_UNUSABLE,
            s -> {
              s.buildMayBeOurs = true;
              s.builds.add(AppleObjects.build("20", BuildProcessingState.INVALID, false));
            },
            s -> {
              s.buildMayBeOurs = true;
              s.builds.add(AppleObjects.build("20"));
            }));
  }

  private static Stream<Trip> versions() {
    return Stream.of(
        Trip.of(
            VERSION_RELEASED_BEFORE,
            s -> s.binary().shortVersion = "1.9.0",
            s -> s.binary().shortVersion = "1.9.1"),
        Trip.of(
            VERSION_NOT_HIGHER,
            s -> s.binary().shortVersion = "1.8.9",
            s -> s.binary().shortVersion = "1.10"),
        state(VERSION_AWAITS_RELEASE, "1.9.9", AppVersionState.PENDING_DEVELOPER_RELEASE),
        state(VERSION_WITH_REVIEW, "1.9.9", AppVersionState.IN_REVIEW),
        state(VERSION_DRAFT_RENAMED, "1.9.9", AppVersionState.PREPARE_FOR_SUBMISSION),
        state(VERSION_TAKEN_OUT_OF_DRAFT, "1.9.9", AppVersionState.READY_FOR_REVIEW));
  }

  /// Beside it: the very version and build that this release makes.
  private static Trip state(Check check, String versionString, AppVersionState state) {
    return Trip.of(
        check,
        s -> s.versions.add(AppleObjects.version(versionString, state)),
        s -> {
          s.buildMayBeOurs = true;
          s.versions.add(AppleObjects.version("2.0", state, "20", true, "de-DE", "en-US"));
        });
  }

  private static Stream<Trip> submissions() {
    return Stream.of(
        Trip.of(
            SUBMISSION_FOREIGN_ITEMS,
            s -> {
              s.versions.add(AppleObjects.version("2.0", AppVersionState.PREPARE_FOR_SUBMISSION));
              s.submissions.add(
                  AppleObjects.submission(ReviewSubmissionState.READY_FOR_REVIEW, "2.0", null));
            },
            s -> {
              s.versions.add(AppleObjects.version("2.0", AppVersionState.PREPARE_FOR_SUBMISSION));
              s.submissions.add(
                  AppleObjects.submission(ReviewSubmissionState.READY_FOR_REVIEW, "2.0"));
            }),
        Trip.of(
            SUBMISSION_LEFT_ALONE,
            s -> s.submissions.add(AppleObjects.withEvent(ReviewSubmissionState.READY_FOR_REVIEW)),
            s ->
                s.submissions.add(AppleObjects.submission(ReviewSubmissionState.READY_FOR_REVIEW))),
        Trip.of(
            SUBMISSION_JOINED,
            s -> {
              s.manifest.onForeignItems = OnForeignItems.JOIN;
              s.submissions.add(AppleObjects.withEvent(ReviewSubmissionState.READY_FOR_REVIEW));
            },
            s -> s.manifest.onForeignItems = OnForeignItems.JOIN),
        Trip.of(
            SUBMISSION_BUSY,
            s ->
                s.submissions.add(
                    AppleObjects.submission(ReviewSubmissionState.IN_REVIEW, "1.9.5")),
            s -> s.submissions.add(AppleObjects.withEvent(ReviewSubmissionState.IN_REVIEW))));
  }

  private static Stream<Trip> rest() {
    return Stream.of(
        Trip.first(
            FIRST_VERSION_WHATS_NEW,
            s -> s.english(TextField.WHATS_NEW, "Everything is new."),
            s -> s.english(TextField.PROMOTIONAL_TEXT, "Everything is new.")),
        Trip.first(
            FIRST_VERSION_PHASED,
            s -> s.manifest.phasedRelease = true,
            s -> s.manifest.phasedRelease = false),
        Trip.of(
            VISION_VERSION_PHASED,
            s -> {
              vision(s);
              s.manifest.phasedRelease = true;
            },
            VersionTrips::vision),
        Trip.of(
            SCHEDULE_NOT_REPEATED,
            VersionTrips::scheduledBefore,
            s -> {
              scheduledBefore(s);
              s.manifest.releaseType = dev.slipway.drops.manifest.ReleaseType.AFTER_APPROVAL;
            }),
        Trip.of(
            LOCALE_ADDED,
            s -> s.versions.set(0, AppleObjects.live("1.9", "en-US")),
            s -> s.versions.set(0, AppleObjects.live("1.9", "de-DE", "en-US"))),
        Trip.of(
            LOCALE_REMOVED,
            s -> {
              s.texts.remove("de-DE");
              s.manifest.removeMissingLocales = true;
            },
            s -> {
              s.texts.remove("en-US");
              s.manifest.removeMissingLocales = true;
            }));
  }

  private static void vision(Subject subject) {
    subject.binary().on(AppPlatform.VISION_OS, BuildPlatform.VISION_OS, "xros26.0");
    subject.displayTypes = Set.of("APP_APPLE_VISION_PRO");
  }

  private static void scheduledBefore(Subject subject) {
    subject.versions.set(
        0, AppleObjects.with(subject.versions.getFirst(), ReleaseType.SCHEDULED, "2025 Acme Ltd"));
  }
}

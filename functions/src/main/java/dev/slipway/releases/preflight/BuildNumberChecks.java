package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.VersionCheck.BUILD_NUMBER_NOT_HIGHER;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUILD_NUMBER_TAKEN;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUILD_UNUSABLE;
import static dev.slipway.releases.preflight.checks.VersionCheck.BUNDLE_ID_OTHER;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.builduploads.BuildUpload;
import dev.slipway.appstoreconnect.builduploads.BuildUploadState;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.VersionCheck;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/// Runs the checks of [VersionCheck] that concern builds; a release to TestFlight alone needs them,
/// too.
final class BuildNumberChecks {
  private BuildNumberChecks() {}

  static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    AppBundle bundle = subject.bundle();
    if (bundle == null) {
      return;
    }
    if (!apple.app().bundleId().equals(bundle.bundleId())) {
      findings.add(
          BUNDLE_ID_OTHER,
          subject.ipaName() + ": CFBundleIdentifier",
          bundle.bundleId() + ", but App Store Connect has " + apple.app().bundleId());
      return;
    }
    numbers(subject, bundle, apple, findings);
  }

  private static void numbers(
      PreflightSubject subject, AppBundle bundle, AppleFacts apple, FindingList findings) {
    String number = bundle.bundleVersion();
    String file = subject.ipaName() + ": CFBundleVersion";
    List<String> used = used(bundle, apple);
    boolean taken = used.stream().anyMatch(other -> VersionNumbers.compare(other, number) == 0);
    String highest = used.stream().max(VersionNumbers::compare).orElse(number);
    if (taken && subject.buildMayBeOurs()) {
      apple.builds().stream()
          .filter(build -> VersionNumbers.compare(build.version(), number) == 0)
          .filter(BuildNumberChecks::unusable)
          .findFirst()
          .ifPresent(build -> findings.add(BUILD_UNUSABLE, file, shown(build), nextFree(highest)));
    } else if (taken) {
      findings.add(BUILD_NUMBER_TAKEN, file, number, nextFree(highest));
    } else if (VersionNumbers.compare(number, highest) < 0) {
      findings.add(
          BUILD_NUMBER_NOT_HIGHER, file, number + ", Apple has " + highest, nextFree(highest));
    }
  }

  /// Returns the numbers that a new build of the version may not have. An upload that failed or
  /// never arrived frees its number (reference 13, buildUploads).
  private static List<String> used(AppBundle bundle, AppleFacts apple) {
    return Stream.concat(
            apple.buildUploads().stream()
                .filter(
                    upload ->
                        upload.state() == BuildUploadState.PROCESSING
                            || upload.state() == BuildUploadState.COMPLETE)
                .filter(
                    upload ->
                        VersionNumbers.compare(
                                upload.cfBundleShortVersionString(), bundle.shortVersion())
                            == 0)
                .map(BuildUpload::cfBundleVersion),
            apple.builds().stream().map(Build::version))
        .filter(number -> !number.isEmpty())
        .toList();
  }

  private static boolean unusable(Build build) {
    return build.expired()
        || build.buildAudienceType() == BuildAudienceType.INTERNAL_ONLY
        || build.processingState() == BuildProcessingState.FAILED
        || build.processingState() == BuildProcessingState.INVALID;
  }

  private static String shown(Build build) {
    return "build "
        + build.version()
        + " is "
        + (build.expired() ? "expired" : build.processingState())
        + (build.buildAudienceType() == BuildAudienceType.INTERNAL_ONLY
            ? ", for internal testers only"
            : "");
  }

  private static String nextFree(String highest) {
    int dot = highest.lastIndexOf('.');
    String last = highest.substring(dot + 1);
    return last.matches("[0-9]{1,18}")
        ? "The next free number is "
            + highest.substring(0, dot + 1)
            + new BigInteger(last).add(BigInteger.ONE)
            + "."
        : "";
  }
}

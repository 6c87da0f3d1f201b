package dev.slipway.releases.preflight;

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

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.drops.manifest.OnForeignItems;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.VersionCheck;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.facts.ReleaseNumbers;
import dev.slipway.releases.preflight.facts.VersionLocales;
import dev.slipway.releases.purchases.PurchaseSelection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Runs the checks of [VersionCheck] that concern versions and submissions.
final class VersionChecks {
  private VersionChecks() {}

  static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var numbers = subject.numbers();
    if (numbers != null) {
      numbers(numbers, apple, findings);
      unreleased(subject, numbers, apple, findings);
    }
    if (subject.goesToReview()) {
      apple
          .openSubmissions()
          .forEach(submission -> submission(subject, submission, apple, findings));
    }
    firstVersion(subject, apple, findings);
    phasedUpdate(subject, apple, findings);
    schedule(subject, apple, findings);
    locales(subject, apple, findings);
  }

  /// Reports that the app record lacks the build's platform.
  static void platform(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var numbers = subject.numbers();
    if (numbers != null) {
      findings.add(
          PLATFORM_NOT_OF_APP,
          numbers.placeOfPlatform(),
          (subject.named() == null ? "the build is for " : "the release is for ")
              + name(numbers.platform())
              + ", the app has "
              + String.join(
                  ", ", apple.platforms().stream().sorted().map(VersionChecks::name).toList()));
    }
  }

  /// Returns the platform as Apple writes it.
  private static String name(Platform platform) {
    return switch (platform) {
      case IOS -> "iOS";
      case MAC_OS -> "macOS";
      case TV_OS -> "tvOS";
      case VISION_OS -> "visionOS";
      case UNKNOWN -> "another platform";
    };
  }

  private static void numbers(ReleaseNumbers numbers, AppleFacts apple, FindingList findings) {
    String file = numbers.placeOfVersion();
    Optional<String> highest =
        apple.versions().stream()
            .filter(version -> !version.appVersionState().isUnreleased())
            .map(AppStoreVersion::versionString)
            .max(VersionNumbers::compare);
    boolean released =
        apple.versions().stream()
            .filter(version -> !version.appVersionState().isUnreleased())
            .anyMatch(
                version ->
                    VersionNumbers.compare(version.versionString(), numbers.shortVersion()) == 0);
    if (released) {
      findings.add(VERSION_RELEASED_BEFORE, file, numbers.shortVersion());
    } else if (highest.isPresent()
        && VersionNumbers.compare(numbers.shortVersion(), highest.get()) < 0) {
      findings.add(
          VERSION_NOT_HIGHER,
          file,
          numbers.shortVersion() + ", the App Store has " + highest.get());
    }
  }

  private static void unreleased(
      PreflightSubject subject, ReleaseNumbers numbers, AppleFacts apple, FindingList findings) {
    var found = apple.unreleased();
    if (found.isEmpty()) {
      return;
    }
    AppStoreVersion version = found.get();
    AppVersionState state = version.appVersionState();
    String shown = "version " + version.versionString() + " is " + state;
    boolean sameString = VersionNumbers.same(version.versionString(), numbers.shortVersion());
    boolean ours =
        sameString
            && version.build() != null
            && numbers.buildNumber() != null
            && VersionNumbers.same(version.build().version(), numbers.buildNumber());
    if (ours) {
      return;
    }
    if (version.id().equals(subject.awaited())) {
      findings.add(VERSION_WITH_REVIEW, null, shown);
    } else if (state == AppVersionState.PENDING_DEVELOPER_RELEASE) {
      findings.add(VERSION_AWAITS_RELEASE, null, shown);
    } else if (state == AppVersionState.READY_FOR_REVIEW) {
      findings.add(VERSION_TAKEN_OUT_OF_DRAFT, null, shown);
    } else if (!state.isEditable()) {
      findings.add(VERSION_WITH_REVIEW, null, shown);
    } else if (!sameString && !isOfNewRecord(version, apple)) {
      findings.add(VERSION_DRAFT_RENAMED, null, shown);
    }
  }

  /// Returns the products that this release submits, also those that a person put into a draft.
  private static List<PurchaseSelection.Candidate> wanted(
      PreflightSubject subject, AppleFacts apple) {
    var terms = subject.manifest().purchases();
    var purchases = apple.purchases();
    return terms == null || purchases == null ? List.of() : PurchaseSelection.of(purchases, terms);
  }

  /// Returns whether this may be the version 1.0 that App Store Connect adds to a new record.
  /// Nobody needs it.
  private static boolean isOfNewRecord(AppStoreVersion version, AppleFacts apple) {
    return apple.isFirstVersion() && version.build() == null;
  }

  private static void submission(
      PreflightSubject subject,
      ReviewSubmission submission,
      AppleFacts apple,
      FindingList findings) {
    var own = apple.unreleased().map(AppStoreVersion::id).orElse(null);
    List<ReviewSubmissionItem> items =
        submission.items().stream()
            .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
            .toList();
    var wanted = wanted(subject, apple);
    List<String> foreign =
        items.stream()
            .filter(item -> own == null || !own.equals(item.appStoreVersion()))
            .filter(item -> wanted.stream().noneMatch(purchase -> item.holds(purchase.version())))
            .map(item -> Objects.requireNonNullElse(item.otherKind(), "appStoreVersion"))
            .distinct()
            .toList();
    boolean holdsOwn =
        (own != null && own.equals(submission.appStoreVersionForReview()))
            || items.stream().anyMatch(item -> own != null && own.equals(item.appStoreVersion()));
    switch (submission.state()) {
      case READY_FOR_REVIEW -> {
        if (!foreign.isEmpty() || !submission.itemsComplete()) {
          boolean join = subject.manifest().onForeignItems() == OnForeignItems.JOIN;
          boolean holdsWanted =
              items.stream()
                  .anyMatch(item -> wanted.stream().anyMatch(one -> item.holds(one.version())));
          if (holdsWanted && !join && !holdsOwn) {
            // It cannot be left alone: PurchaseChecks reports it.
            return;
          }
          findings.add(
              join
                  ? SUBMISSION_JOINED
                  : holdsOwn ? SUBMISSION_FOREIGN_ITEMS : SUBMISSION_LEFT_ALONE,
              null,
              foreign.isEmpty() ? "more items than Apple shows" : String.join(", ", foreign));
        }
      }
      // What is in review without a version does not keep one out (App Store Connect Help).
      case WAITING_FOR_REVIEW, IN_REVIEW -> {
        boolean withVersion =
            submission.appStoreVersionForReview() != null
                || items.stream().anyMatch(item -> item.appStoreVersion() != null);
        if (withVersion && !holdsOwn) {
          findings.add(SUBMISSION_BUSY, null, "a submission is " + submission.state());
        }
      }
      case UNRESOLVED_ISSUES, CANCELING, COMPLETING, COMPLETE, UNKNOWN -> {
        // Apple takes another submission beside these.
      }
    }
  }

  private static void firstVersion(
      PreflightSubject subject, AppleFacts apple, FindingList findings) {
    if (!apple.isFirstVersion()) {
      return;
    }
    subject.content().texts().values().stream()
        .flatMap(texts -> Stream.ofNullable(texts.get(TextField.WHATS_NEW)))
        .map(SourcedText::source)
        .findFirst()
        .ifPresent(source -> findings.add(FIRST_VERSION_WHATS_NEW, source, null));
    if (Boolean.TRUE.equals(subject.manifest().phasedRelease())) {
      findings.add(FIRST_VERSION_PHASED, "$.phasedRelease", "true");
    }
  }

  private static void phasedUpdate(
      PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var numbers = subject.numbers();
    if (numbers != null
        && numbers.platform() == Platform.VISION_OS
        && !apple.isFirstVersion()
        && Boolean.TRUE.equals(subject.manifest().phasedRelease())) {
      findings.add(VISION_VERSION_PHASED, "$.phasedRelease", "true");
    }
  }

  private static void schedule(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    if (subject.manifest().releaseType() == null) {
      apple
          .previous()
          .map(AppStoreVersion::releaseType)
          .filter(type -> type == ReleaseType.SCHEDULED)
          .ifPresent(type -> findings.add(SCHEDULE_NOT_REPEATED, "$.releaseType", type.toString()));
    }
  }

  private static void locales(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var locales = new VersionLocales(subject, apple);
    // Each language of a first version is a new one.
    var added = apple.isFirstVersion() ? new TreeSet<String>() : locales.added();
    for (String locale : added) {
      findings.add(
          LOCALE_ADDED,
          locales.folder(locale),
          null,
          locales.isOfMediaAlone(locale) ? VersionLocales.OF_MEDIA_ALONE : "");
    }
    if (!locales.removed().isEmpty()) {
      findings.add(LOCALE_REMOVED, "$.removeMissingLocales", String.join(", ", locales.removed()));
    }
  }
}

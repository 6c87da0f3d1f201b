package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.EditableFields;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Previous;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import dev.slipway.releases.steps.Step.AddPhasedRelease;
import dev.slipway.releases.steps.Step.ApplyContent;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.CreateVersion;
import dev.slipway.releases.steps.Step.ObserveVersions;
import dev.slipway.releases.steps.Step.RemovePhasedRelease;
import dev.slipway.releases.steps.Step.RemoveSubmissionItem;
import dev.slipway.releases.steps.Step.UpdateVersion;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans what the App Store version still lacks: existence, attributes and build (in one call),
/// phased release, then texts and media.
final class VersionPlan {
  private VersionPlan() {}

  /// Returns the next step; empty when the version is as the drop describes it.
  ///
  /// @param build null to leave the version's build as it is
  static Optional<Step> next(
      ReleaseRecord release, Desired desired, @Nullable BuildId build, Instant now) {
    VersionLedger ledger = release.version();
    if (!ledger.looked()) {
      return Optional.of(new ObserveVersions());
    }
    var heldBy = ledger.heldBy();
    if (heldBy != null) {
      return Optional.of(new RemoveSubmissionItem(heldBy));
    }
    var terms = desired.terms();
    var version = ledger.version();
    var schedule = Schedule.of(terms, ledger.previous(), version, now);
    if (version == null) {
      return Optional.of(
          new CreateVersion(
              build,
              schedule.type(),
              schedule.date(),
              terms.copyright() == null ? copyright(ledger.previous()) : terms.copyright()));
    }
    var changes = changes(version, desired, schedule, ledger.previous(), build);
    if (!changes.isEmpty()) {
      var locked = locked(version.state(), changes);
      return Optional.of(
          locked.isEmpty()
              ? new UpdateVersion(version.id(), changes)
              : new Attention(lockedProblem(version, locked)));
    }
    return phasedRelease(version, desired, ledger.previous()).or(() -> content(release, now));
  }

  private static AppStoreVersionChanges changes(
      Version version,
      Desired desired,
      Schedule schedule,
      @Nullable Previous previous,
      @Nullable BuildId build) {
    var changes = AppStoreVersionChanges.none();
    // Apple may show 1.0.0 as 1.0 (review-live.md, E).
    if (!VersionNumbers.same(version.versionString(), desired.shortVersion())) {
      changes = changes.withVersionString(Change.set(desired.shortVersion()));
    }
    var releaseType = schedule.type();
    if (releaseType != null && releaseType != version.releaseType()) {
      changes = changes.withReleaseType(Change.set(releaseType));
    }
    Instant date = schedule.date();
    if (date != null && !date.equals(version.earliestReleaseDate())) {
      changes = changes.withEarliestReleaseDate(Change.set(date));
    } else if (date == null
        && version.earliestReleaseDate() != null
        && releaseType != null
        && releaseType != ReleaseType.SCHEDULED) {
      changes = changes.withEarliestReleaseDate(Change.clear());
    }
    var copyright = desired.terms().copyright();
    if (copyright == null && version.copyright() == null) {
      copyright = copyright(previous);
    }
    if (copyright != null && !PlainText.isSame(copyright, version.copyright())) {
      changes = changes.withCopyright(Change.set(copyright));
    }
    if (build != null && !build.equals(version.buildId())) {
      changes = changes.withBuild(Change.set(build));
    }
    return changes;
  }

  /// Returns the copyright of the previous version. Whether Apple takes it over by itself is not
  /// known, and App Review needs one.
  private static @Nullable String copyright(@Nullable Previous previous) {
    return previous == null ? null : previous.copyright();
  }

  /// When the version is to go out.
  ///
  /// @param date for SCHEDULED; never one that has passed, unless Apple has it already
  private record Schedule(@Nullable ReleaseType type, @Nullable Instant date) {

    /// Reads what the drop says, or else what the previous version had. A date is not taken over: a
    /// version after a scheduled one waits for a person and is not released without a request. If
    /// the date passed while the build was on its way, the approval alone decides, as it would with
    /// the date.
    static Schedule of(
        Terms terms, @Nullable Previous previous, @Nullable Version version, Instant now) {
      var date = terms.earliestReleaseDate();
      boolean atApple =
          version != null && date != null && date.equals(version.earliestReleaseDate());
      if (date != null && !date.isAfter(now) && !atApple) {
        return new Schedule(ReleaseType.AFTER_APPROVAL, null);
      }
      return new Schedule(type(terms, previous), date);
    }

    private static @Nullable ReleaseType type(Terms terms, @Nullable Previous previous) {
      if (terms.releaseType() != null) {
        return terms.releaseType();
      }
      var before = previous == null ? null : previous.releaseType();
      return switch (before) {
        case MANUAL, AFTER_APPROVAL -> before;
        case SCHEDULED -> ReleaseType.MANUAL;
        case UNKNOWN -> null;
        case null -> null;
      };
    }
  }

  /// Returns the changes that the version's state does not allow: it went into review without
  /// Slipway, with the build of this release.
  private static List<String> locked(AppVersionState state, AppStoreVersionChanges changes) {
    return changes.fields().stream()
        .filter(field -> !EditableFields.ofVersion(state, field))
        .toList();
  }

  private static Problem lockedProblem(Version version, List<String> fields) {
    return Problem.of(
        ProblemType.VERSION_LOCKED,
        "Version "
            + version.versionString()
            + " is "
            + version.state()
            + " in App Store Connect, and Apple does not allow these changes now: "
            + String.join(", ", fields)
            + ". Withdraw it from review there, or remove them from the drop, and upload"
            + " the folder again.");
  }

  /// Plans texts and media. Apple's pace decides whether a look at the processing is due.
  private static Optional<Step> content(ReleaseRecord release, Instant now) {
    var content = release.content();
    return switch (content.state()) {
      case NOT_BEGUN, WRITING -> Optional.of(new ApplyContent());
      case PROCESSING -> {
        var due = MediaPatience.next(content);
        yield Optional.of(
            now.isBefore(due)
                ? new Wait(ReleaseState.PREPARING, due, "Apple is processing the media.")
                : new ApplyContent());
      }
      case DONE -> Optional.empty();
    };
  }

  /// Phased releases are for updates only, and not for Apple Vision Pro (App Store Connect Help,
  /// Release a version update in phases: iOS, macOS, tvOS).
  private static Optional<Step> phasedRelease(
      Version version, Desired desired, @Nullable Previous previous) {
    if (desired.platform() == Platform.VISION_OS) {
      return Optional.empty();
    }
    var terms = desired.terms();
    boolean wanted =
        previous != null
            && (terms.phasedRelease() != null ? terms.phasedRelease() : previous.phased());
    var present = version.phasedReleaseId();
    if (wanted && present == null) {
      return Optional.of(new AddPhasedRelease(version.id()));
    }
    // Other tools create it as ACTIVE before the version is out (cases, C09).
    boolean removable =
        present != null
            && (version.phasedReleaseState() == PhasedReleaseState.INACTIVE
                || version.phasedReleaseState() == PhasedReleaseState.ACTIVE);
    return !wanted && removable && present != null
        ? Optional.of(new RemovePhasedRelease(present))
        : Optional.empty();
  }
}

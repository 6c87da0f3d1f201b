package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
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
import dev.slipway.releases.steps.Step.CreateVersion;
import dev.slipway.releases.steps.Step.ObserveVersions;
import dev.slipway.releases.steps.Step.RemovePhasedRelease;
import dev.slipway.releases.steps.Step.RemoveSubmissionItem;
import dev.slipway.releases.steps.Step.UpdateVersion;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans what the App Store version still lacks: existence, attributes and build (in one call),
/// phased release, then texts and media.
final class VersionPlan {
  private VersionPlan() {}

  /// Returns the next step; empty when the version is as the drop describes it.
  static Optional<Step> next(ReleaseRecord release, Desired desired, BuildId build, Instant now) {
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
    if (version == null) {
      return Optional.of(
          new CreateVersion(
              build,
              releaseType(terms, ledger.previous()),
              terms.earliestReleaseDate(),
              terms.copyright() == null ? copyright(ledger.previous()) : terms.copyright()));
    }
    var changes = changes(version, desired, ledger.previous(), build);
    if (!changes.isEmpty()) {
      return Optional.of(new UpdateVersion(version.id(), changes));
    }
    return phasedRelease(version, terms, ledger.previous()).or(() -> content(release, now));
  }

  private static AppStoreVersionChanges changes(
      Version version, Desired desired, @Nullable Previous previous, BuildId build) {
    var changes = AppStoreVersionChanges.none();
    if (!VersionNumbers.same(version.versionString(), desired.shortVersion())) {
      changes = changes.withVersionString(Change.set(desired.shortVersion()));
    }
    var releaseType = releaseType(desired.terms(), previous);
    if (releaseType != null && releaseType != version.releaseType()) {
      changes = changes.withReleaseType(Change.set(releaseType));
    }
    Instant date = desired.terms().earliestReleaseDate();
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
    if (copyright != null && !copyright.equals(version.copyright())) {
      changes = changes.withCopyright(Change.set(copyright));
    }
    if (!build.equals(version.buildId())) {
      changes = changes.withBuild(Change.set(build));
    }
    return changes;
  }

  /// Returns the copyright of the previous version. Whether Apple takes it over by itself is not
  /// known, and App Review needs one.
  private static @Nullable String copyright(@Nullable Previous previous) {
    return previous == null ? null : previous.copyright();
  }

  /// Returns what the drop says, or else what the previous version had. A date is not taken over: a
  /// version after a scheduled one waits for a person and is not released without a request.
  private static @Nullable ReleaseType releaseType(Terms terms, @Nullable Previous previous) {
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

  /// Phased releases are for updates only (apple-help: release a version update in phases).
  private static Optional<Step> phasedRelease(
      Version version, Terms terms, @Nullable Previous previous) {
    boolean wanted =
        previous != null
            && (terms.phasedRelease() != null ? terms.phasedRelease() : previous.phased());
    var present = version.phasedReleaseId();
    if (wanted && present == null) {
      return Optional.of(new AddPhasedRelease(version.id()));
    }
    boolean removable =
        present != null && version.phasedReleaseState() == PhasedReleaseState.INACTIVE;
    return !wanted && removable && present != null
        ? Optional.of(new RemovePhasedRelease(present))
        : Optional.empty();
  }
}

package dev.slipway.releases.plan;

import static dev.slipway.problems.ProblemType.WHATS_NEW_MISSING;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.BuildId;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.Desired;
import dev.slipway.releases.model.Desired.Terms;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.VersionLedger;
import dev.slipway.releases.model.VersionLedger.Previous;
import dev.slipway.releases.model.VersionLedger.Version;
import dev.slipway.releases.plan.Step.AddPhasedRelease;
import dev.slipway.releases.plan.Step.Attention;
import dev.slipway.releases.plan.Step.CreateVersion;
import dev.slipway.releases.plan.Step.ObserveTexts;
import dev.slipway.releases.plan.Step.ObserveVersions;
import dev.slipway.releases.plan.Step.RemovePhasedRelease;
import dev.slipway.releases.plan.Step.RemoveSubmissionItem;
import dev.slipway.releases.plan.Step.SetWhatsNew;
import dev.slipway.releases.plan.Step.UpdateVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the App Store version still lacks: existence, attributes and build (in one call), phased
/// release, texts. Metadata and media come between the texts and the submission.
final class VersionPlan {
  private VersionPlan() {}

  /// Empty when the version is as the drop wants it.
  static Optional<Step> next(ReleaseRecord release, Desired desired, BuildId build) {
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
              terms.copyright()));
    }
    var changes = changes(version, desired, ledger.previous(), build);
    if (!changes.isEmpty()) {
      return Optional.of(new UpdateVersion(version.id(), changes));
    }
    return texts(version, terms, ledger.previous())
        .or(() -> phasedRelease(version, terms, ledger.previous()));
  }

  private static AppStoreVersionChanges changes(
      Version version, Desired desired, @Nullable Previous previous, BuildId build) {
    var changes = AppStoreVersionChanges.none();
    if (!version.versionString().equals(desired.shortVersion())) {
      changes = changes.versionString(desired.shortVersion());
    }
    var releaseType = releaseType(desired.terms(), previous);
    if (releaseType != null && releaseType != version.releaseType()) {
      changes = changes.releaseType(releaseType);
    }
    Instant date = desired.terms().earliestReleaseDate();
    if (date != null && !date.equals(version.earliestReleaseDate())) {
      changes = changes.earliestReleaseDate(Change.set(date));
    } else if (date == null
        && version.earliestReleaseDate() != null
        && releaseType != null
        && releaseType != ReleaseType.SCHEDULED) {
      changes = changes.earliestReleaseDate(Change.clear());
    }
    var copyright = desired.terms().copyright();
    if (copyright != null && !copyright.equals(version.copyright())) {
      changes = changes.copyright(Change.set(copyright));
    }
    if (!build.equals(version.buildId())) {
      changes = changes.build(Change.set(build));
    }
    return changes;
  }

  /// What the drop says, else what the previous version had. A date cannot be taken over: a version
  /// that follows a scheduled one waits for a person rather than going out unasked.
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

  /// An update must say what is new in every locale that it has; a first version must not.
  private static Optional<Step> texts(Version version, Terms terms, @Nullable Previous previous) {
    if (previous == null) {
      return Optional.empty();
    }
    var texts = version.texts();
    if (texts == null) {
      return Optional.of(new ObserveTexts(version.id()));
    }
    var missing = new ArrayList<String>();
    for (var entry : new TreeMap<>(texts).entrySet()) {
      String locale = entry.getKey();
      String present = entry.getValue().whatsNew();
      String wanted = terms.whatsNew().get(locale);
      if (wanted == null && present == null) {
        wanted = previous.whatsNew().get(locale);
      }
      if (wanted == null && present == null) {
        missing.add(locale);
      } else if (wanted != null && !Objects.equals(wanted, present)) {
        return Optional.of(new SetWhatsNew(entry.getValue().id(), locale, wanted));
      }
    }
    var unknown = terms.whatsNew().keySet().stream().filter(l -> !texts.containsKey(l)).sorted();
    var unknownLocales = unknown.toList();
    if (missing.isEmpty() && unknownLocales.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Attention(whatsNewProblem(missing, unknownLocales)));
  }

  private static Problem whatsNewProblem(
      java.util.List<String> missing, java.util.List<String> unknown) {
    var detail = new StringBuilder();
    if (!missing.isEmpty()) {
      detail
          .append("An update must say what is new in ")
          .append(String.join(", ", missing))
          .append(": add whatsNew for it to release.json (the previous version has no text to take")
          .append(" over).");
    }
    if (!unknown.isEmpty()) {
      detail
          .append(detail.isEmpty() ? "" : " ")
          .append("release.json has whatsNew for ")
          .append(String.join(", ", unknown))
          .append(
              ", but the app has no such language at App Store Connect: add the language there,")
          .append(" or take the text out.");
    }
    return Problem.at("whatsNew", WHATS_NEW_MISSING, detail.toString());
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

package dev.slipway.releases.bytes;

import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
import static dev.slipway.problems.ProblemType.DROP_UNREADABLE;

import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropChangedException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.drops.ipa.icon.IconStore;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.manifest.ReleaseManifest.WithoutIpa;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.InsteadOfIpa;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.preflight.Preflight;
import dev.slipway.releases.preflight.checks.Findings;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.requirements.Requirements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a drop for the first time: pins its files and reads the release it describes. Faults are
/// reported together with Apple's later, unless the drop is too broken to ask Apple about.
public final class DropReading {
  private static final Logger LOGGER = System.getLogger(DropReading.class.getName());

  /// One to find the version of a plan's object, one more after it was written.
  private static final int LOOKS_AT_TRIGGER = 2;

  private final DropObjects drops;
  private final DropLoading loading;
  private final IconStore icons;
  private final ConnectionStore connections;

  /// @param icons where pages find the icons of apps
  /// @param connections say whether a person must approve
  public DropReading(
      DropObjects drops, DropLoading loading, IconStore icons, ConnectionStore connections) {
    this.drops = drops;
    this.loading = loading;
    this.icons = icons;
    this.connections = connections;
  }

  /// Writes a record while its drop is read.
  @FunctionalInterface
  public interface Writing {
    /// Returns the record as it was written; empty when another worker was faster.
    Optional<ReleaseRecord> write(ReleaseRecord release);
  }

  /// Pins the drop's files and reads the release that they describe.
  ///
  /// @param writing writes the record of a plan as soon as it names the version to be read, so that
  ///   nobody joins a plan that reads an older version
  public Acted read(ReleaseRecord release, Instant now, Writing writing) {
    return reading(
        release,
        () ->
            switch (withTrigger(release, writing)) {
              case Trigger.Gone() -> gone(release);
              case Trigger.Lost() -> Acted.Stop.RECORD_LOST;
              case Trigger.Known(ReleaseRecord found) ->
                  switch (loading.load(found, now)) {
                    case DropLoad.Unusable(Outcome outcome) -> new StepResult(found, outcome);
                    case LoadedDrop loaded -> {
                      loading
                          .pictures()
                          .begin(found.id(), Pictures.notCompared(loaded.content().allMedia()));
                      yield read(
                          found,
                          loaded,
                          storedIcon(found, loaded.icon()),
                          asksForApproval(found),
                          now);
                    }
                  };
            });
  }

  /// Stores the icon, and returns its ID; null without one. A release never fails because pages
  /// cannot show the icon of its app.
  private @Nullable String storedIcon(ReleaseRecord release, @Nullable AppIcon icon) {
    if (icon == null) {
      return null;
    }
    try {
      icons.put(release.connectionId().value(), icon);
      return icon.id();
    } catch (UncheckedIOException e) {
      LOGGER.log(Level.WARNING, "The icon of an app could not be stored", e);
      return null;
    }
  }

  private boolean asksForApproval(ReleaseRecord release) {
    return connections
        .read(release.connectionId())
        .map(connection -> connection.approval().asks())
        .orElse(false);
  }

  /// Work on the drop's objects.
  @FunctionalInterface
  interface Reading {
    Acted read() throws IOException, InterruptedException;
  }

  /// Does the work, and turns a failure to read the drop into its outcome.
  static Acted reading(ReleaseRecord release, Reading work) {
    try {
      return work.read();
    } catch (DropChangedException e) {
      return StepResult.attention(release, e.problem());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreadableNow(release, e);
    } catch (IOException | UncheckedIOException e) {
      return unreadableNow(release, e);
    }
  }

  private static StepResult unreadableNow(ReleaseRecord release, Exception cause) {
    // The problem is for the user, who can do nothing about the cause; the operator finds it here.
    LOGGER.log(Level.WARNING, "The drop bucket cannot be read", cause);
    return new StepResult(
        release,
        new Outcome.Failed(
            Problem.of(
                DROP_UNREADABLE,
                "The drop bucket cannot be read now. Slipway retries automatically."),
            null));
  }

  /// What is known of the object that started a release.
  private sealed interface Trigger {
    /// The record names its version.
    record Known(ReleaseRecord release) implements Trigger {}

    /// The object does not exist.
    record Gone() implements Trigger {}

    /// Another worker changed the record.
    record Lost() implements Trigger {}
  }

  /// Finds the object version for a plan: its request named only a key. A request for another plan
  /// of the object joins this one until the record names the version, so the object is looked at
  /// again after that: a request that joined sees every version that was put before it.
  private Trigger withTrigger(ReleaseRecord release, Writing writing) {
    if (!release.drop().trigger().versionId().isEmpty()) {
      return new Trigger.Known(release);
    }
    var known = release;
    for (int i = 0; i < LOOKS_AT_TRIGGER; i++) {
      var drop = known.drop();
      var newest = drops.newest(drop.trigger().key());
      if (newest.isEmpty()) {
        return new Trigger.Gone();
      }
      if (newest.get().equals(drop.trigger())) {
        break;
      }
      var written =
          writing.write(
              known.withDrop(
                  new Drop(drop.bucket(), drop.kind(), newest.get(), drop.receivedAt())));
      if (written.isEmpty()) {
        return new Trigger.Lost();
      }
      known = written.get();
    }
    return new Trigger.Known(known);
  }

  private static StepResult gone(ReleaseRecord release) {
    String key = release.drop().trigger().key();
    return StepResult.attention(
        release,
        Problem.at(
            key,
            DROP_FILE_MISSING,
            key + " is missing in the drop bucket. Upload it and request the plan again."));
  }

  private static StepResult read(
      ReleaseRecord release,
      LoadedDrop loaded,
      @Nullable String icon,
      boolean approves,
      Instant now) {
    var app = loaded.app();
    var ipa = loaded.ipa();
    var desired = desired(release, loaded);
    var findings =
        Preflight.examine(
            new PreflightSubject(
                loaded.findings(),
                loaded.manifest(),
                ipa == null ? "the .ipa" : ipa.fileName(),
                app,
                desired.filter(found -> !found.hasIpa()).orElse(null),
                release.drop().kind() == Drop.Kind.BARE_IPA,
                loaded.content(),
                false,
                null,
                null,
                null,
                now,
                Requirements.ofApple()));
    var examined =
        release
            .withPreflight(
                new PreflightLedger(null, findings).ofPictures(pictures(loaded)).ofIcon(icon))
            .withPlan(
                loaded.manifest().dryRun() && !carriesOut(release) && release.drop().again() == null
                    ? PlanLedger.WANTED
                    : release.plan());
    if (desired.isEmpty()) {
      var shown =
          examined.withPreflight(
              new PreflightLedger(null, findings, loaded.written())
                  .ofPictures(pictures(loaded))
                  .ofIcon(icon));
      return Findings.problem(findings)
          .map(problem -> StepResult.attention(shown, problem))
          .orElseThrow(() -> new IllegalStateException("an unreadable drop without a finding"));
    }
    return StepResult.progressed(withApproval(examined.withDesired(desired.get()), approves));
  }

  private static boolean carriesOut(ReleaseRecord release) {
    var approval = release.approval();
    return approval != null && approval.carriesOut() != null;
  }

  /// Treats the drop as one that is not to be submitted, where a person must approve that: so the
  /// version of Slipway before this one does not submit it either.
  private static ReleaseRecord withApproval(ReleaseRecord release, boolean approves) {
    var desired = RequiredFacts.desired(release);
    var testFlight = desired.terms().testFlight();
    boolean isReviewed =
        !desired.changesLiveVersion() && (testFlight == null || !testFlight.only());
    boolean required = approves && isReviewed;
    var approval = release.approval();
    if (approval != null && approval.carriesOut() != null) {
      var kept = release.withApproval(approval.withRequired(required));
      return required ? kept.withDesired(desired.notSubmitted()) : kept;
    }
    return required
        ? release.withApproval(ApprovalLedger.REQUIRED).withDesired(desired.notSubmitted())
        : release;
  }

  /// Returns how many screenshots and previews the drop has.
  static int pictures(LoadedDrop loaded) {
    return loaded.content().allMedia().size();
  }

  /// Returns what the drop asks for; empty when it is too faulty to ask Apple about.
  private static Optional<Desired> desired(ReleaseRecord release, LoadedDrop loaded) {
    var app = loaded.app();
    var bundle = app == null ? null : app.bundle();
    var without = loaded.manifest().withoutIpa();
    if (!loaded.sound()) {
      return Optional.empty();
    }
    if (without != null) {
      return Optional.of(withoutIpa(release.drop().trigger(), loaded, without));
    }
    return loaded.ipa() == null || bundle == null
        ? Optional.empty()
        : Optional.of(ofIpa(loaded.ipa(), loaded, bundle));
  }

  /// Returns what a drop without an `.ipa` asks for. Without a build the answer on encryption has
  /// no meaning, and is left out (see [Desired]); of the version on the App Store only Apple knows
  /// the number.
  private static Desired withoutIpa(
      ObjectVersion releaseJson, LoadedDrop loaded, WithoutIpa without) {
    var manifest = loaded.manifest();
    var build = without.build();
    String version = manifest.isBesideVersions() ? "" : manifest.version();
    return new Desired(
        releaseJson,
        Objects.requireNonNull(without.bundleId(), "release.json was read without a fault"),
        Objects.requireNonNull(version, "release.json was read without a fault"),
        switch (build) {
          case null -> Desired.NO_BUILD;
          case ReleaseManifest.LATEST_BUILD -> Desired.LATEST;
          default -> build;
        },
        platform(without.platformOrPreset()),
        build == null ? null : manifest.usesNonExemptEncryption(),
        null,
        terms(loaded),
        without.live()
            ? InsteadOfIpa.LIVE_VERSION
            : manifest.submitsPurchasesAlone()
                ? InsteadOfIpa.PURCHASES
                : build == null ? InsteadOfIpa.NO_BUILD : InsteadOfIpa.BUILD_AT_APPLE);
  }

  private static Desired ofIpa(ObjectVersion ipa, LoadedDrop loaded, AppBundle bundle) {
    var manifest = loaded.manifest();
    Boolean built = bundle.info().usesNonExemptEncryption();
    return new Desired(
        ipa,
        bundle.bundleId(),
        bundle.shortVersion(),
        bundle.bundleVersion(),
        platform(bundle.platform()),
        built == null ? manifest.usesNonExemptEncryption() : built,
        bundle.info().facts().infoPlist().exportComplianceCode(),
        terms(loaded));
  }

  private static Platform platform(AppPlatform platform) {
    return switch (platform) {
      case IOS -> Platform.IOS;
      case MAC_OS -> Platform.MAC_OS;
      case TV_OS -> Platform.TV_OS;
      case VISION_OS -> Platform.VISION_OS;
    };
  }

  private static Terms terms(LoadedDrop loaded) {
    var manifest = loaded.manifest();
    var content = loaded.content();
    var copyright = content.copyright();
    OffsetDateTime date = manifest.earliestReleaseDate();
    var testFlight = manifest.testFlight();
    return new Terms(
        switch (manifest.releaseType()) {
          case null -> null;
          case MANUAL -> ReleaseType.MANUAL;
          case AFTER_APPROVAL -> ReleaseType.AFTER_APPROVAL;
          case SCHEDULED -> ReleaseType.SCHEDULED;
        },
        date == null ? null : date.toInstant(),
        manifest.phasedRelease(),
        manifest.whatsNew(),
        copyright == null ? null : copyright.value(),
        manifest.submit(),
        switch (manifest.onConflict()) {
          case QUEUE -> OnConflict.QUEUE;
          case REPLACE -> OnConflict.REPLACE;
        },
        switch (manifest.onForeignItems()) {
          case STOP -> OnForeignItems.STOP;
          case JOIN -> OnForeignItems.JOIN;
        },
        testFlight == null
            ? null
            : new TestFlightTerms(
                testFlight.whatToTest(),
                testFlight.groups(),
                testFlight.submitForBetaReview(),
                testFlight.only(),
                testFlight
                    .setup()
                    .withReviewInformation(
                        content.ageRating() != null
                            || !content.review().fields().isEmpty()
                            || content.review().password() != null)),
        manifest.purchases());
  }
}

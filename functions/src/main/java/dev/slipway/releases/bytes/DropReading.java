package dev.slipway.releases.bytes;

import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
import static dev.slipway.problems.ProblemType.DROP_UNREADABLE;

import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropChangedException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.desired.PurchaseTerms;
import dev.slipway.releases.model.desired.PurchaseTerms.Which;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.preflight.Preflight;
import dev.slipway.releases.preflight.checks.Findings;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Reads a drop for the first time: pins its files and reads the release it describes. Faults are
/// reported together with Apple's later, unless the drop is too broken to ask Apple about.
public final class DropReading {
  private final DropObjects drops;
  private final DropLoading loading;

  public DropReading(DropObjects drops, DropLoading loading) {
    this.drops = drops;
    this.loading = loading;
  }

  /// Pins the drop's files and reads the release that they describe.
  public Acted read(ReleaseRecord release, Instant now) {
    return reading(
        release,
        () -> {
          var found = withTrigger(release);
          return found == null
              ? gone(release)
              : switch (loading.load(found, now)) {
                case DropLoad.Unusable(Outcome outcome) -> new StepResult(release, outcome);
                case LoadedDrop loaded -> read(found, loaded, now);
              };
        });
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
      return unreadableNow(release);
    } catch (IOException | UncheckedIOException e) {
      return unreadableNow(release);
    }
  }

  private static StepResult unreadableNow(ReleaseRecord release) {
    return new StepResult(
        release,
        new Outcome.Failed(
            Problem.of(
                DROP_UNREADABLE,
                "The drop bucket cannot be read now. Slipway retries automatically."),
            null));
  }

  /// Finds the object version for a plan: its request named only a key.
  private @Nullable ReleaseRecord withTrigger(ReleaseRecord release) {
    var drop = release.drop();
    if (!drop.trigger().versionId().isEmpty()) {
      return release;
    }
    return drops
        .newest(drop.trigger().key())
        .map(
            object ->
                release.withDrop(new Drop(drop.bucket(), drop.kind(), object, drop.receivedAt())))
        .orElse(null);
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

  private static StepResult read(ReleaseRecord release, LoadedDrop loaded, Instant now) {
    var app = loaded.app();
    var bundle = app == null ? null : app.bundle();
    var ipa = loaded.ipa();
    var findings =
        Preflight.examine(
            new PreflightSubject(
                loaded.findings(),
                loaded.manifest(),
                ipa == null ? "the .ipa" : ipa.fileName(),
                app,
                release.drop().kind() == Drop.Kind.BARE_IPA,
                loaded.content(),
                false,
                null,
                null,
                null,
                now));
    var examined =
        release
            .withPreflight(new PreflightLedger(null, findings))
            .withPlan(loaded.manifest().dryRun() ? PlanLedger.WANTED : release.plan());
    if (bundle == null || ipa == null || !loaded.sound()) {
      var shown = examined.withPreflight(new PreflightLedger(null, findings, loaded.written()));
      return Findings.problem(findings)
          .map(problem -> StepResult.attention(shown, problem))
          .orElseThrow(() -> new IllegalStateException("an unreadable drop without a finding"));
    }
    return StepResult.progressed(examined.withDesired(desired(ipa, loaded, bundle)));
  }

  private static Desired desired(ObjectVersion ipa, LoadedDrop loaded, AppBundle bundle) {
    var manifest = loaded.manifest();
    var copyright = loaded.content().copyright();
    Boolean built = bundle.info().usesNonExemptEncryption();
    return new Desired(
        ipa,
        bundle.bundleId(),
        bundle.shortVersion(),
        bundle.bundleVersion(),
        switch (bundle.platform()) {
          case IOS -> Platform.IOS;
          case MAC_OS -> Platform.MAC_OS;
          case TV_OS -> Platform.TV_OS;
          case VISION_OS -> Platform.VISION_OS;
        },
        built == null ? manifest.usesNonExemptEncryption() : built,
        terms(manifest, copyright == null ? null : copyright.value()));
  }

  private static @Nullable PurchaseTerms purchases(
      dev.slipway.drops.manifest.@Nullable PurchaseTerms purchases) {
    return purchases == null
        ? null
        : new PurchaseTerms(
            switch (purchases.which()) {
              case READY -> Which.READY;
              case NONE -> Which.NONE;
              case LISTED -> Which.LISTED;
            },
            purchases.productIds());
  }

  private static Terms terms(ReleaseManifest manifest, @Nullable String copyright) {
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
        copyright,
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
                testFlight.only()),
        purchases(manifest.purchases()));
  }
}

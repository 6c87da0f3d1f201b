package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.AppOverview;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.problems.Finding;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.RecentObservations;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.content.ContentComparison;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.preflight.Preflight;
import dev.slipway.releases.preflight.checks.Findings;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.requirements.Requirements;
import dev.slipway.releases.preflight.storefronts.StorefrontCheck;
import dev.slipway.releases.preflight.storefronts.StorefrontChecks;
import dev.slipway.releases.warnings.AppWarningStore;
import dev.slipway.releases.warnings.AppWarnings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The step that reads both the drop and Apple, and writes to neither: preflight.
public final class IntakeSteps {
  private final DropLoading loading;
  private final ConnectionStore connections;
  private final AppWarningStore warnings;

  public IntakeSteps(DropLoading loading, ConnectionStore connections, AppWarningStore warnings) {
    this.loading = loading;
    this.connections = connections;
    this.warnings = warnings;
  }

  /// Runs all checks with Apple's facts, before a byte is sent.
  ///
  /// @param awaited the version for which the release waits in its lane; null without one
  /// @param seen what the search for the app has just shown; null when it was longer ago
  public Acted preflight(
      AppStoreConnectClient apple,
      ReleaseRecord release,
      @Nullable AppStoreVersionId awaited,
      @Nullable AppOverview seen,
      Instant now) {
    return DropReading.reading(
        release,
        () ->
            switch (loading.load(release, now)) {
              case DropLoad.Unusable(Outcome outcome) -> new StepResult(release, outcome);
              case LoadedDrop loaded -> preflight(apple, release, loaded, awaited, seen, now);
            });
  }

  private StepResult preflight(
      AppStoreConnectClient apple,
      ReleaseRecord release,
      LoadedDrop loaded,
      @Nullable AppStoreVersionId awaited,
      @Nullable AppOverview seen,
      Instant now) {
    var build = release.build();
    var desired = RequiredFacts.desired(release);
    var app = loaded.app();
    var facts =
        new AppleFactsReading(apple, seen)
            .read(
                release,
                loaded.manifest(),
                loaded.content(),
                app == null ? null : app.bundle(),
                now);
    // Apple has just answered this key. If a check found it rejected meanwhile, the next step waits
    // for the connection, and the release does not end.
    var verdict =
        connections
            .read(release.connectionId())
            .map(connection -> connection.verdict())
            .filter(found -> found.state().mayCallApple())
            .orElse(null);
    var kept = warnings.read(release.connectionId(), RequiredFacts.app(release));
    var subject =
        new PreflightSubject(
            Stream.concat(loaded.findings().stream(), known(loaded, facts, kept)).toList(),
            loaded.manifest(),
            desired.ipa().fileName(),
            loaded.app(),
            desired.hasIpa() ? null : desired,
            release.drop().kind() == Drop.Kind.BARE_IPA,
            loaded.content(),
            build.mayExist() || build.uploadId() != null,
            facts,
            awaited,
            verdict,
            now,
            Requirements.ofApple());
    var findings = Preflight.examine(subject);
    if (subject.preparesVersion() && !release.plan().wanted()) {
      keep(
          release,
          kept,
          findings,
          StorefrontChecks.read(facts, loaded.manifest()).orElse(null),
          now);
    }
    var examined =
        RecentObservations.remember(withBuildAtApple(release, subject, now), facts)
            .withPreflight(
                new PreflightLedger(now, findings)
                    .ofPictures(DropReading.pictures(loaded))
                    .ofIcon(release.preflight().icon()))
            .withContent(
                release
                    .content()
                    .withInformationSeenAt(
                        isInformationAsWanted(release, loaded, facts) ? now : null));
    return Findings.problem(findings)
        .map(problem -> StepResult.attention(examined, problem))
        .orElseGet(() -> StepResult.progressed(examined));
  }

  /// Writes down which build at Apple the release uses, so that it stays this one.
  private static ReleaseRecord withBuildAtApple(
      ReleaseRecord release, PreflightSubject subject, Instant now) {
    return subject
        .buildAtApple()
        .map(
            build ->
                release
                    .withDesired(RequiredFacts.desired(release).ofBuild(build.version()))
                    .withBuild(
                        BuildLedger.atApple(build.id(), build.usesNonExemptEncryption(), now)))
        .orElse(release);
  }

  private static boolean isInformationAsWanted(
      ReleaseRecord release, LoadedDrop loaded, AppleFacts facts) {
    return ContentComparison.isInformationAsWanted(
        facts.appInfos(),
        loaded.content(),
        ContentSteps.rules(release, loaded.manifest(), facts.isFirstVersion(), Map.of()));
  }

  /// Returns what the last look at the territories found, which costs no call; nothing where Apple
  /// has just shown them.
  private static Stream<Finding> known(LoadedDrop loaded, AppleFacts facts, AppWarnings kept) {
    return loaded.manifest().preparesVersion() && facts.pricing().availability() == null
        ? kept.dated().stream()
        : Stream.empty();
  }

  /// Keeps what a person should know about the app beyond this release.
  ///
  /// @param territories null when they were not read
  private void keep(
      ReleaseRecord release,
      AppWarnings kept,
      List<Finding> findings,
      @Nullable List<Finding> territories,
      Instant now) {
    var webOnlySteps =
        findings.stream()
            .filter(found -> found.isOf(StorefrontCheck.WEB_ONLY_STEPS))
            .findFirst()
            .orElse(null);
    UnaryOperator<AppWarnings> change =
        known -> {
          var checked = known.checked(webOnlySteps);
          return territories == null ? checked : checked.read(territories, now);
        };
    if (!change.apply(kept).equals(kept)) {
      warnings.update(release.connectionId(), RequiredFacts.app(release), change);
    }
  }
}

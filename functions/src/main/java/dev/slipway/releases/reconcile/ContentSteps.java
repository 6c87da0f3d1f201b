package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.resource.AppStoreVersionId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.problems.Problem;
import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.content.ContentOutcome;
import dev.slipway.releases.content.ContentRules;
import dev.slipway.releases.content.ContentRun;
import dev.slipway.releases.model.PreflightLedger;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.plan.VersionChoice;
import dev.slipway.releases.preflight.Preflight;
import dev.slipway.releases.preflight.checks.Findings;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.reconcile.DropLoading.UnusableDropException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The steps that need both the drop and Apple: preflight, content, and what a plan is made of.
final class ContentSteps {
  private final DropLoading loading;
  private final ConnectionStore connections;
  private final PartUpload upload;
  private final PartHosts hosts;
  private final InstantSource clock;

  ContentSteps(
      DropLoading loading,
      ConnectionStore connections,
      PartUpload upload,
      PartHosts hosts,
      InstantSource clock) {
    this.loading = loading;
    this.connections = connections;
    this.upload = upload;
    this.hosts = hosts;
    this.clock = clock;
  }

  StepResult preflight(AppStoreConnectClient apple, ReleaseRecord release, Instant now) {
    return DropReading.reading(
        release,
        () -> {
          var loaded = loading.load(release, now);
          var build = release.build();
          var facts = new AppleFactsReading(apple).read(release, loaded.content());
          var connection = connections.read(release.connectionId());
          var findings =
              Preflight.examine(
                  new PreflightSubject(
                      loaded.findings(),
                      loaded.manifest(),
                      Known.desired(release).ipa().fileName(),
                      loaded.bundle(),
                      loaded.content(),
                      build.mayExist() || build.uploadId() != null,
                      facts,
                      connection.map(found -> found.verdict()).orElse(null),
                      now));
          var examined =
              SeenBefore.keep(release, facts).withPreflight(new PreflightLedger(now, findings));
          return Findings.problem(findings)
              .map(problem -> StepResult.attention(examined, problem))
              .orElseGet(() -> StepResult.progressed(examined));
        });
  }

  StepResult apply(
      AppStoreConnectClient apple, ContentGate gate, Supplier<ReleaseRecord> latest, Instant now) {
    var release = latest.get();
    var result =
        DropReading.reading(
            release,
            () -> {
              var loaded = loading.load(release, now);
              try {
                var outcome =
                    run(loaded)
                        .run(
                            apple,
                            Known.app(release),
                            Known.version(release).id(),
                            loaded.content(),
                            rules(release, loaded.manifest(), release.version().previous() == null),
                            release.content(),
                            gate);
                return told(latest.get(), outcome);
              } finally {
                // What was computed serves the next try.
                loaded.memory().flush();
              }
            });
    // However it ended: what was recorded on the way (ledger, people's orders) stays.
    return new StepResult(latest.get(), result.outcome());
  }

  private static StepResult told(ReleaseRecord release, ContentOutcome outcome) {
    return switch (outcome) {
      // The ledger says which, and the planner what comes next.
      case ContentOutcome.Done _, ContentOutcome.Processing _, ContentOutcome.OutOfTime _ ->
          StepResult.progressed(release);
      case ContentOutcome.Failed(Problem problem) ->
          new StepResult(release, new Outcome.Failed(problem, null));
      case ContentOutcome.NeedsAttention(Problem problem) -> StepResult.attention(release, problem);
    };
  }

  PlanSource planSource(AppStoreConnectClient apple, ReleaseRecord release)
      throws IOException, UnusableDropException, InterruptedException {
    var loaded = loading.load(release, clock.instant());
    var desired = Known.desired(release);
    var versions = apple.appStoreVersions().listFor(Known.app(release), desired.platform());
    var previous = VersionChoice.previous(versions);
    @Nullable AppStoreVersionId source =
        versions.stream()
            .filter(version -> version.appVersionState().isUnreleased())
            .findFirst()
            .or(() -> previous)
            .map(AppStoreVersion::id)
            .orElse(null);
    boolean copied =
        versions.stream().noneMatch(version -> version.appVersionState().isUnreleased());
    var news = new HashMap<String, String>();
    previous.ifPresent(
        version ->
            version
                .localizations()
                .forEach(text -> text.whatsNew().ifPresent(said -> news.put(text.locale(), said))));
    var plan =
        run(loaded)
            .plan(
                apple,
                Known.app(release),
                source,
                copied,
                loaded.content(),
                rules(release, loaded.manifest(), previous.isEmpty(), news));
    loaded.memory().flush();
    var bundle = loaded.bundle();
    return new PlanSource(
        bundle != null && bundle.usesNonExemptEncryption().isPresent(),
        plan.actions(),
        plan.readCalls());
  }

  private ContentRun run(LoadedDrop loaded) {
    return new ContentRun(loaded.folder(), loaded.memory(), upload, hosts, clock);
  }

  private static ContentRules rules(
      ReleaseRecord release, ReleaseManifest manifest, boolean firstVersion) {
    var previous = release.version().previous();
    return rules(
        release, manifest, firstVersion, previous == null ? Map.of() : previous.whatsNew());
  }

  private static ContentRules rules(
      ReleaseRecord release,
      ReleaseManifest manifest,
      boolean firstVersion,
      Map<String, String> previousWhatsNew) {
    var app = release.app();
    return new ContentRules(
        firstVersion,
        previousWhatsNew,
        manifest.removeMissingLocales(),
        app == null ? null : app.primaryLocale(),
        manifest
            .contentRights()
            .map(
                rights ->
                    switch (rights) {
                      case DOES_NOT_USE_THIRD_PARTY_CONTENT ->
                          ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT;
                      case USES_THIRD_PARTY_CONTENT -> ContentRights.USES_THIRD_PARTY_CONTENT;
                    })
            .orElse(null),
        manifest.previewFrameTimeCode().orElse(null));
  }
}

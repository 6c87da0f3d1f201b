package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Acted.Stop;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.Attempted;
import dev.slipway.releases.actions.LiveVersionSteps;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.content.ContentOutcome;
import dev.slipway.releases.content.ContentRun;
import dev.slipway.releases.content.CurrentReferenceData;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.refusals.Carried;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The step that brings the drop's content to Apple.
public final class ContentSteps {
  private static final Duration LOCKED_PAUSE = Duration.ofMinutes(15);

  private final DropLoading loading;
  private final PartUpload upload;
  private final PartHosts hosts;
  private final CurrentReferenceData reference;
  private final InstantSource clock;

  public ContentSteps(
      DropLoading loading, PartUpload upload, PartHosts hosts, InstantSource clock) {
    this.loading = loading;
    this.upload = upload;
    this.hosts = hosts;
    this.reference = new CurrentReferenceData(clock);
    this.clock = clock;
  }

  /// Uploads texts, media and review information, or checks Apple's progress in processing them.
  ///
  /// @param latest the record with the progress that the gate recorded
  /// @param roleFound whether the connection's check found that the key's role allows releases
  public Acted apply(
      AppStoreConnectClient apple,
      ContentGate gate,
      Supplier<ReleaseRecord> latest,
      boolean roleFound,
      Instant now) {
    var release = latest.get();
    var acted =
        DropReading.reading(
            release,
            () ->
                switch (loading.load(release, now)) {
                  case DropLoad.Unusable(Outcome outcome) -> new StepResult(release, outcome);
                  case LoadedDrop loaded -> apply(apple, gate, release, loaded, roleFound, now);
                });
    return switch (acted) {
      case Stop stop -> stop;
      // In every case, what was recorded on the way (ledger, people's orders) stays.
      case StepResult result ->
          new StepResult(ofVersion(latest.get(), result.release().version()), result.outcome());
    };
  }

  /// Returns the release for the version that the step found; the content of another one than
  /// before is still to be compared.
  private static ReleaseRecord ofVersion(ReleaseRecord latest, VersionLedger found) {
    return latest.version().equals(found)
        ? latest
        : latest.withVersion(found).withContent(ContentLedger.EMPTY);
  }

  private Acted apply(
      AppStoreConnectClient apple,
      ContentGate gate,
      ReleaseRecord release,
      LoadedDrop loaded,
      boolean roleFound,
      Instant now)
      throws InterruptedException {
    try {
      var outcome =
          run(release, loaded)
              .run(
                  apple,
                  RequiredFacts.app(release),
                  RequiredFacts.version(release).id(),
                  loaded.content(),
                  rules(release, loaded.manifest(), release.version().previous() == null)
                      .of(RequiredFacts.version(release).state(), release.build().buildId()),
                  release.content(),
                  gate);
      return ofSuccessor(apple, release, outcome)
          .orElseGet(() -> acted(release, outcome, roleFound, now));
    } finally {
      // What was computed serves the next attempt.
      loaded.memory().flush();
    }
  }

  /// Sets what Beta App Review asks for, as far as the drop has it.
  ///
  /// @param latest the record as the gate left it
  public Acted applyBetaReviewInformation(
      AppStoreConnectClient apple,
      ContentGate gate,
      Supplier<ReleaseRecord> latest,
      boolean roleFound,
      Instant now) {
    var release = latest.get();
    return DropReading.reading(
        release,
        () ->
            switch (loading.load(release, now)) {
              case DropLoad.Unusable(Outcome outcome) -> new StepResult(release, outcome);
              case LoadedDrop loaded ->
                  new BetaReviewInformationWrites(apple, gate, latest, roleFound)
                      .apply(loaded, now);
            });
  }

  /// Returns the result for a release whose version left the App Store while its texts were
  /// written: Apple takes nothing for it any more, and the version that replaced it is changed
  /// instead.
  private static Optional<Acted> ofSuccessor(
      AppStoreConnectClient apple, ReleaseRecord release, ContentOutcome outcome) {
    boolean refused =
        outcome instanceof ContentOutcome.Refused || outcome instanceof ContentOutcome.Failed;
    return refused && RequiredFacts.desired(release).changesLiveVersion()
        ? new LiveVersionSteps(apple).ofSuccessor(release).map(StepResult::progressed)
        : Optional.empty();
  }

  private static Acted acted(
      ReleaseRecord release, ContentOutcome outcome, boolean roleFound, Instant now) {
    return switch (outcome) {
      // The ledger says which of them it is, and the planner decides what comes next.
      case ContentOutcome.Done _, ContentOutcome.Processing _, ContentOutcome.OutOfTime _ ->
          StepResult.progressed(release);
      case ContentOutcome.Refused(AppStoreConnectException answer, Carried carried) ->
          new StepResult(
              release,
              AppleErrorPolicy.of(
                  answer, new Attempted(WriteKind.APPLY_CONTENT.words(), carried, roleFound)));
      case ContentOutcome.Failed(Problem problem) ->
          new StepResult(release, new Outcome.Failed(problem, null));
      case ContentOutcome.Waiting(Problem problem) ->
          new StepResult(
              release,
              new Outcome.Waiting(
                  null, now.plus(LOCKED_PAUSE), "Waiting for App Review.", problem));
      case ContentOutcome.NeedsAttention(Problem problem) -> StepResult.attention(release, problem);
      case ContentOutcome.LaneLost() -> Stop.LANE_LOST;
      case ContentOutcome.Stopped() -> Stop.ORDERED;
    };
  }

  private ContentRun run(ReleaseRecord release, LoadedDrop loaded) {
    return new ContentRun(
        loaded.folder(),
        loaded.memory(),
        upload,
        hosts,
        reference,
        clock,
        pictures ->
            loading.pictures().compared(release.id(), new Pictures(clock.instant(), pictures)));
  }

  private static ContentRules rules(
      ReleaseRecord release, ReleaseManifest manifest, boolean firstVersion) {
    var previous = release.version().previous();
    return rules(
        release, manifest, firstVersion, previous == null ? Map.of() : previous.whatsNew());
  }

  static ContentRules rules(
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
        switch (manifest.contentRights()) {
          case null -> null;
          case DOES_NOT_USE_THIRD_PARTY_CONTENT -> ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT;
          case USES_THIRD_PARTY_CONTENT -> ContentRights.USES_THIRD_PARTY_CONTENT;
        },
        manifest.price(),
        manifest.availability(),
        manifest.previewFrameTimeCode(),
        manifest.media(),
        AppVersionState.PREPARE_FOR_SUBMISSION,
        null);
  }
}

package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.releases.content.ContentComparison;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.plan.PlanSource;
import dev.slipway.releases.plan.PlannedContent;
import dev.slipway.releases.steps.VersionChoice;
import dev.slipway.releases.testflight.BetaReviewInformation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a plan needs to know of the drop, and compares its content with Apple's.
final class PlanSourceReading {
  private PlanSourceReading() {}

  /// Reads Apple's state and compares.
  ///
  /// @param pictures receives what the plan does with screenshots and previews
  /// @param comparison of the drop's folder
  static PlanSource read(
      AppStoreConnectClient apple,
      ReleaseRecord release,
      LoadedDrop loaded,
      Consumer<List<Picture>> pictures,
      ContentComparison comparison)
      throws InterruptedException {
    var desired = RequiredFacts.desired(release);
    var versions = apple.appStoreVersions().listFor(RequiredFacts.app(release), desired.platform());
    if (desired.submitsPurchasesAlone()) {
      return new PlanSource(false, List.of(), List.of(), null, 0);
    }
    if (desired.changesLiveVersion()) {
      return liveVersion(apple, release, loaded, versions, comparison);
    }
    var unreleased =
        versions.stream().filter(found -> found.appVersionState().isUnreleased()).findFirst();
    // Apple copies it into the version of this release.
    var awaited = unreleased.filter(found -> isAwaited(found, desired));
    var own = awaited.isPresent() ? Optional.<AppStoreVersion>empty() : unreleased;
    var previous = awaited.or(() -> VersionChoice.previous(versions));
    @Nullable AppStoreVersionId source =
        own.or(() -> previous).map(AppStoreVersion::id).orElse(null);
    var news = new HashMap<String, String>();
    previous.ifPresent(
        version ->
            version
                .localizations()
                .forEach(
                    text -> {
                      var said = text.whatsNew();
                      if (said != null) {
                        news.put(text.locale(), said);
                      }
                    }));
    var differences =
        comparison.differences(
            apple,
            RequiredFacts.app(release),
            source,
            own.isEmpty(),
            loaded.content(),
            ContentSteps.rules(release, loaded.manifest(), previous.isEmpty(), news)
                .of(
                    own.filter(found -> hasBuildOf(found, desired))
                        .map(AppStoreVersion::appVersionState)
                        .orElse(AppVersionState.PREPARE_FOR_SUBMISSION),
                    null),
            release.content());
    loaded.memory().flush();
    pictures.accept(differences.pictures());
    var app = loaded.app();
    var testFlight = desired.terms().testFlight();
    return new PlanSource(
        app != null && app.usesNonExemptEncryption() != null,
        testFlight == null || !testFlight.setup().reviewInformation()
            ? List.of()
            : PlannedContent.of(
                BetaReviewInformation.compare(apple, RequiredFacts.app(release), loaded.content()),
                loaded.content().review().password()),
        PlannedContent.of(differences.changes(), loaded.content().review().password()),
        differences.locked(),
        differences.readCalls()
            + AppleFactsReading.callsForLibrary(loaded.manifest(), loaded.content()));
  }

  private static PlanSource liveVersion(
      AppStoreConnectClient apple,
      ReleaseRecord release,
      LoadedDrop loaded,
      List<AppStoreVersion> versions,
      ContentComparison comparison)
      throws InterruptedException {
    var differences =
        comparison.differences(
            apple,
            RequiredFacts.app(release),
            VersionChoice.live(versions).map(AppStoreVersion::id).orElse(null),
            false,
            loaded.content(),
            ContentSteps.rules(release, loaded.manifest(), true, Map.of())
                .of(AppVersionState.READY_FOR_DISTRIBUTION, null),
            release.content());
    return new PlanSource(
        false,
        List.of(),
        PlannedContent.of(differences.changes(), null),
        differences.locked(),
        differences.readCalls());
  }

  /// Returns whether the release waits until this version is released.
  private static boolean isAwaited(AppStoreVersion version, Desired desired) {
    var state = version.appVersionState();
    return !state.isEditable()
        && state != AppVersionState.READY_FOR_REVIEW
        && !hasBuildOf(version, desired)
        && !VersionChoice.isTakenOver(version, desired);
  }

  private static boolean hasBuildOf(AppStoreVersion version, Desired desired) {
    var build = version.build();
    return build != null
        && VersionNumbers.same(version.versionString(), desired.shortVersion())
        && VersionNumbers.same(build.version(), desired.bundleVersion());
  }
}

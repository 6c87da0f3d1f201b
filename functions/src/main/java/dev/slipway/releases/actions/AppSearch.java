package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.APP_NOT_FOUND;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.AppOverview;
import dev.slipway.appstoreconnect.apps.AppPart;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.preflight.checks.Findings;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The step that finds the app of a build. The same call shows what preflight asks next.
public final class AppSearch {
  private static final Set<AppPart> PARTS = Set.of(AppPart.PRE_RELEASE_VERSIONS, AppPart.PLATFORMS);
  private static final Set<AppPart> WITH_PRODUCTS =
      Set.of(AppPart.PRODUCTS, AppPart.PRE_RELEASE_VERSIONS, AppPart.PLATFORMS);

  private final AppStoreConnectClient apple;

  public AppSearch(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Finds the app of the release.
  ///
  /// @param seen gets what the call showed beside the app's record
  public StepResult find(ReleaseRecord release, Consumer<AppOverview> seen) {
    var desired = RequiredFacts.desired(release);
    var found = find(desired.bundleId(), desired.terms().concernsProducts());
    if (found.isEmpty()) {
      return StepResult.attention(release, withFindings(release, notFound(desired.bundleId())));
    }
    seen.accept(found.get());
    var app = found.get().app();
    return StepResult.progressed(
        release.withApp(
            new ReleaseRecord.App(
                app.id(), app.name(), app.primaryLocale(), app.contentRightsDeclaration())));
  }

  /// Finds the app, without its products if the key's role may not read them.
  private Optional<AppOverview> find(String bundleId, boolean products) {
    return withoutRefusedProducts(products, parts -> apple.apps().findByBundleId(bundleId, parts));
  }

  /// Returns what Apple shows of an app that was found before.
  public Optional<AppOverview> look(AppId app, boolean products) {
    return withoutRefusedProducts(products, parts -> apple.apps().overview(app, parts));
  }

  private static Optional<AppOverview> withoutRefusedProducts(
      boolean products, Function<Set<AppPart>, Optional<AppOverview>> reading) {
    try {
      return reading.apply(products ? WITH_PRODUCTS : PARTS);
    } catch (Forbidden e) {
      if (e.reason() != ForbiddenReason.ROLE || !products) {
        throw e;
      }
      return reading.apply(PARTS);
    }
  }

  /// Says why the key sees no app with this bundle ID. Apple keeps one that differs in case alone
  /// apart, but lets nobody create a second one (fastlane#8039, #19800).
  private Problem notFound(String bundleId) {
    return apple
        .apps()
        .findInOtherCase(bundleId)
        .map(
            other ->
                Problem.of(
                    APP_NOT_FOUND,
                    ("The build has the bundle ID %s. This key sees the app %s with the bundle ID"
                            + " %s, which differs in upper and lower case alone; Apple refuses a"
                            + " second one. Set CFBundleIdentifier to %s, build again and upload"
                            + " the new build.")
                        .formatted(bundleId, other.name(), other.bundleId(), other.bundleId())))
        .orElseGet(
            () ->
                Problem.of(
                    APP_NOT_FOUND,
                    "No app with the bundle ID "
                        + bundleId
                        + " is visible to this key. If it is an individual key, ask an Admin first"
                        + " whether its owner has access to the app. Otherwise create the app in"
                        + " App Store Connect (Apps, +, New App) with exactly this bundle ID, or"
                        + " connect the team that owns it. Then upload the build again."));
  }

  /// Adds what is wrong with the drop itself, so that everything can be fixed at once.
  private static Problem withFindings(ReleaseRecord release, Problem problem) {
    var errors = release.preflight().errors();
    if (errors.isEmpty()) {
      return problem;
    }
    var faults = new ArrayList<Problem>();
    faults.add(problem);
    errors.forEach(finding -> faults.add(Findings.problem(finding)));
    return Problem.of(
            ProblemType.PREFLIGHT_FAILED, "Fix " + faults.size() + " problems, then upload again.")
        .withFaults(faults);
  }
}

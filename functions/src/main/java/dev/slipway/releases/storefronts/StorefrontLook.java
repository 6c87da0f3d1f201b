package dev.slipway.releases.storefronts;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.problems.Finding;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.preflight.storefronts.StorefrontCheck;
import dev.slipway.releases.preflight.storefronts.TerritoryFindings;
import dev.slipway.releases.warnings.AppWarningStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Warns of territories that are selected and in which Apple does not offer the app: Apple refuses
/// no submission because of it (first-release-live.md, A1, A2 and I). An app that was never on sale
/// is looked at before its submission, unless preflight has done so, and once it is on the App
/// Store; every app that is on sale once a day. A look is one call. It blocks nothing, and is left
/// out when Apple does not answer. Thread-safe.
public final class StorefrontLook {
  private static final Logger LOGGER = System.getLogger(StorefrontLook.class.getName());

  /// A submission that Apple does not take yet is tried again every minute.
  private static final Duration WHILE_TRYING = Duration.ofHours(1);

  private final AppWarningStore warnings;

  public StorefrontLook(AppWarningStore warnings) {
    this.warnings = warnings;
  }

  /// Returns the result of the last write before the submission, with warnings for an app that was
  /// never on sale. Asks after the write, for which the lease was checked, and after the content,
  /// which may have set where the app is available.
  ///
  /// @param added the result of adding the version to the submission
  public StepResult beforeSubmission(AppStoreConnectClient apple, StepResult added, Instant now) {
    var release = added.release();
    var checked = release.preflight().at();
    if (!isFirst(release)
        || checked == null
        || release.orders().cancel() != null
        || !(added.outcome() instanceof Outcome.Progressed)) {
      return added;
    }
    var app = RequiredFacts.app(release);
    var recent = now.minus(WHILE_TRYING);
    if (warnings
        .read(release.connectionId(), app)
        .isReadSince(checked.isAfter(recent) ? checked : recent)) {
      return added;
    }
    return new StepResult(
        warned(
            release,
            read(apple, release.connectionId(), app, false, now),
            "Apple will not offer the app in every selected territory. The warnings name them and"
                + " the reason.",
            now),
        added.outcome(),
        added.intentAfter());
  }

  /// Returns the result of a look at the review, with warnings for a first release that has just
  /// reached the App Store.
  public StepResult onSale(
      AppStoreConnectClient apple, ReleaseRecord before, StepResult observed, Instant now) {
    return new StepResult(
        onSale(apple, before, observed.release(), now), observed.outcome(), observed.intentAfter());
  }

  /// Returns a release that has just reached the App Store, with warnings if it is the app's first.
  /// From now on the app is looked at once a day.
  ///
  /// @param before the release before that
  public ReleaseRecord onSale(
      AppStoreConnectClient apple, ReleaseRecord before, ReleaseRecord after, Instant now) {
    if (before.state() == ReleaseState.READY_FOR_DISTRIBUTION
        || after.state() != ReleaseState.READY_FOR_DISTRIBUTION) {
      return after;
    }
    var app = RequiredFacts.app(after);
    warnings.update(after.connectionId(), app, known -> known.onSale(now));
    if (!isFirst(after)) {
      return after;
    }
    var released =
        after.withPreflight(
            after
                .preflight()
                .with(
                    after.preflight().findings().stream()
                        .filter(finding -> !finding.isOf(StorefrontCheck.WEB_ONLY_STEPS))
                        .toList()));
    return warned(
        released,
        read(apple, after.connectionId(), app, true, now),
        "Apple does not offer the app in every selected territory. The warnings name them and the"
            + " reason.",
        now);
  }

  /// Returns whether the app was never on sale when the release was checked.
  private static boolean isFirst(ReleaseRecord release) {
    return release.preflight().findings().stream()
        .anyMatch(finding -> finding.isOf(StorefrontCheck.WEB_ONLY_STEPS));
  }

  /// Asks Apple about an app's territories and keeps the answer.
  ///
  /// @param onSale whether the app is on the App Store. Before that preflight reports that no
  ///   territory is selected, and an availability that was just created may not appear yet
  /// @return what is known when Apple does not answer
  public List<Finding> read(
      AppStoreConnectClient apple,
      ConnectionId connection,
      AppId app,
      boolean onSale,
      Instant now) {
    try {
      var rows = apple.appAvailabilities().territoriesOf(new AppAvailabilityId(app.value()));
      boolean nowhere = onSale && rows.stream().noneMatch(TerritoryAvailability::willBeAvailable);
      var found =
          nowhere
              ? List.of(StorefrontCheck.ON_SALE_NOWHERE.finding(false, null, null, ""))
              : TerritoryFindings.ofRows(rows);
      warnings.update(connection, app, known -> known.read(found, now));
      return found;
    } catch (AppStoreConnectException e) {
      LOGGER.log(
          Level.WARNING,
          "Territories could not be read",
          Map.of("connectionId", connection.value(), "appId", app.value(), "error", e.toString()));
      return warnings.read(connection, app).territories();
    }
  }

  private static ReleaseRecord warned(
      ReleaseRecord release, List<Finding> territories, String message, Instant now) {
    var before = release.preflight().findings();
    var warned =
        release.withPreflight(
            release
                .preflight()
                .with(
                    Stream.concat(
                            before.stream().filter(finding -> !TerritoryFindings.isOne(finding)),
                            territories.stream())
                        .toList()));
    boolean news =
        territories.stream()
            .anyMatch(finding -> before.stream().noneMatch(known -> isSame(known, finding)));
    return news ? warned.moved(warned.status(), now, message) : warned;
  }

  private static boolean isSame(Finding one, Finding other) {
    return one.check().equals(other.check()) && Objects.equals(one.found(), other.found());
  }
}

package dev.slipway.releases.testflight;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Group;
import dev.slipway.releases.steps.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps on an app's groups of testers.
public final class BetaGroupSteps {
  private final AppStoreConnectClient apple;

  public BetaGroupSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  public StepResult create(ReleaseRecord release, Step.CreateBetaGroup step) {
    BetaGroup group;
    try {
      group =
          apple.betaGroups().create(RequiredFacts.app(release), step.groupName(), step.internal());
    } catch (Conflict e) {
      // A person may have created it meanwhile.
      group =
          apple.betaGroups().listFor(RequiredFacts.app(release)).stream()
              .filter(other -> other.name().equals(step.groupName()))
              .findFirst()
              .orElseThrow(() -> e);
    }
    return StepResult.progressed(
        release.withTestFlight(
            release
                .testFlight()
                .withGroup(
                    step.groupName(),
                    new Group(
                        group.id().value(), group.internal(), false, group.publicLink(), null))));
  }

  /// Adds a tester, as a new one of the app or the one that the app has. Apple has one text for a
  /// tester whom the group has already and for one who cannot join it, so the group decides
  /// (first-release-live.md, F).
  public StepResult addTester(ReleaseRecord release, Step.AddBetaTester step) {
    var group = new BetaGroupId(step.groupId());
    var tester = step.tester();
    try {
      apple.betaTesters().create(group, tester.email(), tester.firstName(), tester.lastName());
    } catch (Conflict e) {
      var refusal = isIn(group, tester.email()) ? null : addKnown(release, step, e);
      if (refusal != null) {
        return StepResult.attention(release, notJoined(step, refusal));
      }
    }
    return StepResult.progressed(
        release.withTestFlight(
            release
                .testFlight()
                .withGroup(step.groupName(), found -> found.withTester(tester.email()))));
  }

  /// Adds the tester whom the app has under this address.
  ///
  /// @return why Apple refused; null when the group has the tester
  private @Nullable Conflict addKnown(
      ReleaseRecord release, Step.AddBetaTester step, Conflict refusedNew) {
    var group = new BetaGroupId(step.groupId());
    var known = apple.betaTesters().find(RequiredFacts.app(release), step.tester().email());
    if (known.isEmpty()) {
      return refusedNew;
    }
    try {
      apple.betaGroups().addTester(group, known.get().id());
      return null;
    } catch (Conflict e) {
      return isIn(group, step.tester().email()) ? null : e;
    }
  }

  private boolean isIn(BetaGroupId group, String email) {
    return !apple.betaTesters().inGroup(group, List.of(email)).isEmpty();
  }

  private static Problem notJoined(Step.AddBetaTester step, Conflict refusal) {
    return Problem.at(
            "$.testFlight.groups",
            ProblemType.APPLE_REFUSED,
            "Apple does not let the tester "
                + step.tester().email()
                + " join the group "
                + step.groupName()
                + ". A group of the team takes only users who have access to the app: add the"
                + " person in App Store Connect under Users and Access, or name a group of external"
                + " testers. Then upload the folder again. A new build is not needed.")
        .withAppleErrors(AppleErrorPolicy.words(refusal));
  }

  /// Gives the group a public link; its address may follow later.
  public StepResult setPublicLink(ReleaseRecord release, Step.SetPublicLink step, Instant now) {
    var link =
        apple
            .betaGroups()
            .enablePublicLink(new BetaGroupId(step.groupId()), step.testerLimit())
            .publicLink();
    // What Apple has taken is not asked for again, even if its answer does not show it yet.
    var shown = new BetaGroup.PublicLink(step.testerLimit(), link == null ? null : link.url());
    return StepResult.progressed(
        PublicLinks.noted(
            release.withTestFlight(
                release
                    .testFlight()
                    .withGroup(step.groupName(), group -> group.withPublicLink(shown))),
            now));
  }
}

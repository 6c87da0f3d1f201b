package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.BetaGroupTerms.PublicLink;
import dev.slipway.drops.testflight.BetaGroupTerms.Tester;
import dev.slipway.drops.testflight.TestFlightSetup;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppLocales;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppText;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppTexts;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Group;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Notification;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuild;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuilds;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestFlightPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectVersion IPA = new ObjectVersion("c/App.ipa", "v1", "\"e1\"", 20);
  private static final BuildId BUILD = new BuildId("B1");
  private static final TestFlightTerms TERMS =
      new TestFlightTerms(
          Map.of("de-DE", "Neu", "en-US", "New"), List.of("Team", "Friends"), true, true);
  private static final Map<String, Group> GROUPS =
      Map.of("Team", new Group("G1", true, false), "Friends", new Group("G2", false, false));

  @Test
  void oneStepAfterTheOther() {
    var release = built(TERMS);
    assertThat(next(release)).isEqualTo(new Step.ObserveTestFlight(BUILD));

    var seen =
        new TestFlightLedger(
            true, Map.of("en-US", new Text("T1", "Old")), GROUPS, false, null, null);
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.SetWhatToTest(BUILD, null, "de-DE", "Neu"));
    seen = seen.withText("de-DE", new Text("T2", "Neu"));
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.SetWhatToTest(BUILD, "T1", "en-US", "New"));
    seen = seen.withText("en-US", new Text("T1", "New"));
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.AddToBetaGroup(BUILD, "G1", "Team"));
    seen = seen.withBuildIn("Team");
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.AddToBetaGroup(BUILD, "G2", "Friends"));
    seen = seen.withBuildIn("Friends");
    assertThat(next(release.withTestFlight(seen))).isEqualTo(new Step.SubmitForBetaReview(BUILD));
    seen = seen.inBetaReview(ExternalBetaState.WAITING_FOR_BETA_REVIEW);
    assertThat(next(release.withTestFlight(seen)))
        .isInstanceOfSatisfying(
            Step.Wait.class,
            wait -> assertThat(wait.state()).isEqualTo(ReleaseState.WAITING_FOR_BETA_REVIEW));
  }

  @Test
  void betaReviewIsLookedAtWhenItIsDue() {
    var waiting =
        built(TERMS)
            .withTestFlight(done().inBetaReview(ExternalBetaState.IN_BETA_REVIEW))
            .withStatus(
                Status.due(ReleaseState.WAITING_FOR_BETA_REVIEW, NOW.plus(Duration.ofMinutes(30))));

    assertThat(next(waiting)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(waiting, NOW.plus(Duration.ofMinutes(30))))
        .isEqualTo(new Step.ObserveTestFlight(BUILD));
  }

  @ParameterizedTest
  @CsvSource({"BETA_APPROVED", "IN_BETA_TESTING", "READY_FOR_BETA_TESTING"})
  void approvedIsTheEnd(ExternalBetaState state) {
    assertThat(next(built(TERMS).withTestFlight(done().inBetaReview(state))))
        .isInstanceOfSatisfying(
            Step.End.class, end -> assertThat(end.state()).isEqualTo(ReleaseState.IN_BETA_TESTING));
  }

  @Test
  void rejectedNeedsAPerson() {
    var step =
        (Step.Attention)
            next(built(TERMS).withTestFlight(done().inBetaReview(ExternalBetaState.BETA_REJECTED)));

    assertThat(step.problem().type()).isEqualTo(ProblemType.BETA_REJECTED);
  }

  @Test
  void aGroupOfTheTeamNeedsNoReview() {
    var terms = new TestFlightTerms(Map.of(), List.of("Team"), true, true);

    assertThat(next(built(terms).withTestFlight(done())))
        .isEqualTo(new Step.End(ReleaseState.IN_BETA_TESTING, "Available to testers."));
  }

  @Test
  void anUnknownGroupIsNamedTogetherWithThoseThatAre() {
    var terms = new TestFlightTerms(Map.of(), List.of("Tema"), true, true);

    var step = (Step.Attention) next(built(terms).withTestFlight(done()));

    assertThat(step.problem().type()).isEqualTo(ProblemType.BETA_GROUP_NOT_FOUND);
    assertThat(step.problem().detail()).contains("Tema").contains("Friends, Team");
  }

  @Test
  void groupsAreCreatedWithTestersBeforeTheyGetTheBuildAndALinkAfterwards() {
    var tester = new Tester("jane@example.com", null, null);
    var terms =
        new TestFlightTerms(
            Map.of(),
            List.of("Crew", "Fans"),
            false,
            true,
            new TestFlightSetup(
                true,
                List.of(
                    new BetaGroupTerms("Crew", true, null, List.of()),
                    new BetaGroupTerms("Fans", false, new PublicLink(50), List.of(tester)))));
    var release = built(terms);
    var seen = new TestFlightLedger(true, Map.of(), Map.of(), false, null, null);

    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.CreateBetaGroup("Crew", true));
    seen = seen.withGroup("Crew", new Group("G1", true, true));
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.CreateBetaGroup("Fans", false));
    seen = seen.withGroup("Fans", new Group("G2", false, false));
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.AddBetaTester("G2", "Fans", tester));
    seen = seen.withGroup("Fans", group -> group.withTester("JANE@example.com"));
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.AddToBetaGroup(BUILD, "G2", "Fans"));
    seen = seen.withBuildIn("Fans");
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.SetPublicLink("G2", "Fans", 50));
    var other =
        seen.withGroup("Fans", group -> group.withPublicLink(new BetaGroup.PublicLink(null, "u")));
    assertThat(next(release.withTestFlight(other)))
        .isEqualTo(new Step.SetPublicLink("G2", "Fans", 50));
    var linked =
        seen.withGroup("Fans", group -> group.withPublicLink(new BetaGroup.PublicLink(50, null)));
    assertThat(next(release.withTestFlight(linked))).isInstanceOf(Step.End.class);
  }

  @Test
  void testersReadAboutTheAppAndBetaReviewKnowsItBeforeTheBuildGoesThere() {
    var terms =
        new TestFlightTerms(
            Map.of(),
            List.of("Friends"),
            true,
            true,
            new TestFlightSetup(
                false,
                List.of(),
                Map.of("de-DE", "Neu", "en-US", "New"),
                "a@example.com",
                true,
                null,
                false));
    var release =
        built(terms).withApp(new ReleaseRecord.App(new AppId("1"), "Example", "en-US", null));
    var seen =
        new TestFlightLedger(
            true,
            Map.of(),
            GROUPS,
            false,
            null,
            new AppLocales(List.of("en-us", "ja")),
            new AppTexts(
                Map.of(
                    "en-us", new AppText("A1", "New", "old@example.com"),
                    "ja", new AppText("A2", "新", "a@example.com"))),
            null,
            null,
            null);

    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.SetTestInformation("de-DE", null, "Neu", "a@example.com"));
    seen = seen.withAppText("de-DE", new AppText("A3", "Neu", "a@example.com"));
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.SetTestInformation("en-US", "A1", null, "a@example.com"));
    seen = seen.withAppText("en-US", new AppText("A1", "New", "a@example.com"));
    assertThat(next(release.withTestFlight(seen))).isEqualTo(new Step.ApplyBetaReviewInformation());
    seen = seen.withReviewInformationAt(NOW);
    assertThat(next(release.withTestFlight(seen)))
        .isEqualTo(new Step.AddToBetaGroup(BUILD, "G2", "Friends"));
  }

  @Test
  void earlierBuildsExpireWhenTestersHaveTheNewOne() {
    var terms =
        new TestFlightTerms(
            Map.of(),
            List.of("Friends"),
            true,
            true,
            new TestFlightSetup(false, List.of(), Map.of(), null, false, false, true));
    var release = built(terms);
    var seen =
        done()
            .withNotification(new Notification("D1", true))
            .withPreviousBuilds(new PreviousBuilds(List.of(new PreviousBuild("B0", "1"))));

    assertThat(next(release.withTestFlight(seen))).isEqualTo(new Step.SetAutoNotify("D1", false));
    seen = seen.withNotification(new Notification("D1", false));
    var waiting = seen.inBetaReview(ExternalBetaState.WAITING_FOR_BETA_REVIEW);
    assertThat(next(release.withTestFlight(waiting))).isInstanceOf(Step.Wait.class);
    var approved = seen.inBetaReview(ExternalBetaState.BETA_APPROVED);
    assertThat(next(release.withTestFlight(approved)))
        .isEqualTo(new Step.ExpireBuild(new PreviousBuild("B0", "1")));
    assertThat(next(release.withTestFlight(approved.withExpired("B0"))))
        .isInstanceOf(Step.End.class);
    var rejected = seen.inBetaReview(ExternalBetaState.BETA_REJECTED);
    assertThat(next(release.withTestFlight(rejected))).isInstanceOf(Step.Attention.class);
  }

  @Test
  void earlierBuildsStayWhileExternalTestersCannotInstallTheNewOne() {
    var terms =
        new TestFlightTerms(
            Map.of(),
            List.of("Friends"),
            false,
            true,
            new TestFlightSetup(false, List.of(), Map.of(), null, false, null, true));
    var release = built(terms);
    var previous = new PreviousBuilds(List.of(new PreviousBuild("B0", "1")));
    var seen =
        done()
            .withPreviousBuilds(previous)
            .withExternalState(ExternalBetaState.READY_FOR_BETA_SUBMISSION);

    assertThat(next(release.withTestFlight(seen)))
        .isInstanceOfSatisfying(
            Step.End.class, end -> assertThat(end.toString()).contains("Earlier builds stay"));
    assertThat(
            next(release.withTestFlight(seen.withExternalState(ExternalBetaState.IN_BETA_TESTING))))
        .isInstanceOf(Step.ExpireBuild.class);
  }

  @Test
  void aGroupOfTheTeamHasNoLink() {
    var terms =
        new TestFlightTerms(
            Map.of(),
            List.of("Team"),
            false,
            true,
            new TestFlightSetup(
                false,
                List.of(new BetaGroupTerms("Team", false, new PublicLink(null), List.of()))));

    assertThat(next(built(terms).withTestFlight(done())))
        .isInstanceOfSatisfying(
            Step.Attention.class,
            step -> assertThat(step.problem().detail()).contains("Team", "publicLink"));
  }

  @Test
  void aLocaleIsAddedToTheAppBeforeItsFirstText() {
    var release = built(TERMS);
    var seen =
        new TestFlightLedger(
            true,
            Map.of("en-US", new Text("T1", "")),
            GROUPS,
            false,
            null,
            new AppLocales(List.of("en-US")));

    assertThat(next(release.withTestFlight(seen))).isEqualTo(new Step.AddTestFlightLocale("de-DE"));
    assertThat(next(release.withTestFlight(seen.withAppLocale("de-DE"))))
        .isEqualTo(new Step.SetWhatToTest(BUILD, null, "de-DE", "Neu"));
    assertThat(next(release.withTestFlight(seen.withAppLocale("DE-de"))))
        .isEqualTo(new Step.SetWhatToTest(BUILD, null, "de-DE", "Neu"));
  }

  @Test
  void aGroupAndATextAreFoundWithDecomposedLetters() {
    var terms = new TestFlightTerms(Map.of("de-DE", "Für alle"), List.of("Café"), true, true);
    var ledger =
        new TestFlightLedger(
            true,
            Map.of("de-DE", new Text("T2", "Fu\u0308r alle\r\n")),
            Map.of("Cafe\u0301", new Group("G9", true, false)),
            false,
            null,
            null);

    var step = next(built(terms).withTestFlight(ledger));

    assertThat(step).isEqualTo(new Step.AddToBetaGroup(BUILD, "G9", "Cafe\u0301"));
    assertThat(next(built(terms).withTestFlight(ledger.withBuildIn("Cafe\u0301"))))
        .isEqualTo(new Step.End(ReleaseState.IN_BETA_TESTING, "Available to testers."));
  }

  @Test
  void appReviewFollowsAtOnceUnlessOnlyTestFlightIsWanted() {
    var terms = new TestFlightTerms(Map.of(), List.of("Friends"), true, false);
    var release =
        built(terms).withTestFlight(done().inBetaReview(ExternalBetaState.WAITING_FOR_BETA_REVIEW));

    assertThat(next(release)).isEqualTo(new Step.ObserveVersions());
  }

  private static TestFlightLedger done() {
    return new TestFlightLedger(
        true,
        Map.of("de-DE", new Text("T2", "Neu"), "en-US", new Text("T1", "New")),
        Map.of("Team", new Group("G1", true, true), "Friends", new Group("G2", false, true)),
        false,
        null,
        null);
  }

  private static Step next(ReleaseRecord release) {
    return NextStep.of(release, NOW);
  }

  private static ReleaseRecord built(TestFlightTerms testFlight) {
    var terms =
        new Terms(
            null,
            null,
            null,
            Map.of(),
            null,
            true,
            OnConflict.QUEUE,
            OnForeignItems.STOP,
            testFlight);
    return ReleaseRecord.received(
            new ReleaseId("a".repeat(26)),
            ConnectionId.of("tenant", "issuer"),
            "tenant",
            new Drop("drops", Drop.Kind.BARE_IPA, IPA, NOW),
            NOW,
            NOW)
        .withDesired(new Desired(IPA, "com.example", "1.1", "2", Platform.IOS, false, terms))
        .withApp(new ReleaseRecord.App(new AppId("1"), "Example"))
        .withPreflight(new PreflightLedger(NOW, List.of()))
        .withBuild(
            BuildLedger.EMPTY
                .reserved(new BuildUploadId("U1"))
                .committed(NOW.minusSeconds(600))
                .looked(NOW)
                .observed(BUILD, BuildProcessingState.VALID, false));
  }
}

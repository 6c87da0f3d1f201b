package dev.slipway.releases.plan;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Previous;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.steps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanMakingTest {
  private static final PlannedAction TEXT =
      new PlannedAction(
          Kind.CHANGE,
          "Description",
          "en-US",
          "Old",
          "New",
          "metadata/en-US/description.txt",
          0,
          List.of("PATCH /v1/appStoreVersionLocalizations/{id}"));
  private static final PlanSource SOURCE = new PlanSource(true, List.of(), List.of(TEXT), null, 4);

  /// Nothing unreleased, nothing open: as preflight leaves it.
  private static final ReleaseRecord RELEASE =
      Records.examined(Terms.OPEN)
          .withPlan(PlanLedger.WANTED)
          .withVersion(
              new VersionLedger(
                  true, new Previous("1.0", ReleaseType.MANUAL, true, Map.of()), null))
          .withReview(ReviewLedger.EMPTY.nothingOpen());

  private final List<Step.Look> looks = new ArrayList<>();

  @Test
  void tellsEveryWriteInItsOrder() {
    var plan = make(RELEASE, SOURCE).release().plan();

    assertThat(plan.madeAt()).isEqualTo(NOW);
    assertThat(plan.actions().stream().flatMap(action -> action.calls().stream()))
        .containsExactly(
            "POST /v1/buildUploads",
            "POST /v1/buildUploadFiles",
            "PATCH /v1/buildUploadFiles/{id}",
            "POST /v1/appStoreVersions",
            "POST /v1/appStoreVersionPhasedReleases",
            "PATCH /v1/appStoreVersionLocalizations/{id}",
            "POST /v1/reviewSubmissions",
            "POST /v1/reviewSubmissionItems",
            "PATCH /v1/reviewSubmissions/{id}");
    assertThat(plan.writeCalls()).isEqualTo(9);
    assertThat(plan.uploadBytes()).isEqualTo(20);
    assertThat(plan.readCalls()).as("6 before, 2 while processing, 4 for content").isEqualTo(12);
    assertThat(looks).as("what is known is not asked for again").isEmpty();
  }

  @Test
  void changesNothingOfTheReleaseButItsPlan() {
    var made = make(RELEASE, SOURCE);

    assertThat(made.outcome()).isEqualTo(new Outcome.Progressed());
    assertThat(made.release()).isEqualTo(RELEASE.withPlan(made.release().plan()));
    assertThat(made.release().plan().wanted()).isTrue();
  }

  @Test
  void theSameRecordGivesTheSamePlan() {
    assertThat(make(RELEASE, SOURCE)).isEqualTo(make(RELEASE, SOURCE));
  }

  @Test
  void declaresEncryptionWhereTheBuildDoesNot() {
    var plan = make(RELEASE, new PlanSource(false, List.of(), List.of(), null, 0)).release().plan();

    assertThat(plan.actions())
        .anySatisfy(action -> assertThat(action.calls()).containsExactly("PATCH /v1/builds/{id}"));
  }

  @Test
  void withoutSubmissionItEndsBeforeIt() {
    var terms =
        new Terms(
            null,
            null,
            null,
            Map.of(),
            null,
            false,
            Terms.OPEN.onConflict(),
            Terms.OPEN.onForeignItems(),
            null);
    var prepared =
        Records.examined(terms).withPlan(PlanLedger.WANTED).withVersion(RELEASE.version());

    var plan = make(prepared, SOURCE).release().plan();

    assertThat(plan.actions()).extracting(PlannedAction::kind).doesNotContain(Kind.SUBMIT);
    assertThat(plan.actions()).contains(TEXT);
  }

  @Test
  void theCopyrightIsShownAsItIsWritten() {
    var terms =
        new Terms(
            null,
            null,
            null,
            Map.of(),
            "© 2024 Acme Ltd",
            false,
            Terms.OPEN.onConflict(),
            Terms.OPEN.onForeignItems(),
            null);
    var prepared =
        Records.examined(terms).withPlan(PlanLedger.WANTED).withVersion(RELEASE.version());

    assertThat(make(prepared, SOURCE).release().plan().actions())
        .filteredOn(action -> action.what().equals("App Store version"))
        .singleElement()
        .satisfies(
            action -> assertThat(action.after()).endsWith(", copyright \"© 2024 Acme Ltd\""));
  }

  @Test
  void aPhasedReleaseIsNotForAFirstVersion() {
    var first = RELEASE.withVersion(new VersionLedger(true, null, null));

    assertThat(make(first, SOURCE).release().plan().actions())
        .extracting(PlannedAction::what)
        .doesNotContain("Phased release");
  }

  @Test
  void looksAtAppleForWhatIsNotKnown() {
    var unseen = RELEASE.withReview(ReviewLedger.EMPTY);

    var plan =
        new PlanMaking(
                (release, look, _) -> {
                  looks.add(look);
                  return StepResult.progressed(
                      release.withReview(
                          ReviewLedger.EMPTY.with(
                              new ReviewSubmissionId("R1"),
                              ReviewSubmissionState.READY_FOR_REVIEW)));
                },
                NOW)
            .make(unseen, SOURCE)
            .release()
            .plan();

    assertThat(looks).containsExactly(new Step.ObserveSubmission());
    assertThat(plan.readCalls()).isEqualTo(13);
    assertThat(plan.actions())
        .extracting(PlannedAction::what)
        .doesNotContain("Review submission")
        .contains("Item of the review submission");
  }

  @Test
  void aDraftIsTakenOutOfItsSubmissionAndRenamed() {
    var previous = RELEASE.version().previous();
    var draft =
        new VersionLedger.Version(
            new AppStoreVersionId("V9"),
            AppVersionState.READY_FOR_REVIEW,
            "1.0.9",
            ReleaseType.MANUAL,
            null,
            null,
            null,
            new PhasedReleaseId("P9"),
            PhasedReleaseState.INACTIVE);
    var held =
        RELEASE.withVersion(
            new VersionLedger(true, previous, draft, new ReviewSubmissionItemId("I9")));

    var actions =
        make(held, new PlanSource(true, List.of(), List.of(), null, 0)).release().plan().actions();

    assertThat(actions.stream().flatMap(action -> action.calls().stream()).skip(3))
        .startsWith("DELETE /v1/reviewSubmissionItems/{id}", "PATCH /v1/appStoreVersions/{id}")
        .doesNotContain("POST /v1/appStoreVersions", "POST /v1/appStoreVersionPhasedReleases");
    assertThat(actions)
        .filteredOn(action -> action.calls().contains("PATCH /v1/appStoreVersions/{id}"))
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.before()).isEqualTo("version 1.0.9, build none");
              assertThat(action.after()).isEqualTo("version 1.1, build 2");
            });
  }

  @Test
  void testersGetTheBuildBeforeAppReview() {
    var testFlight =
        new TestFlightTerms(Map.of("en-US", "The new map."), List.of("Friends"), true, false);
    var terms =
        new Terms(
            null,
            null,
            false,
            Map.of(),
            null,
            true,
            Terms.OPEN.onConflict(),
            Terms.OPEN.onForeignItems(),
            testFlight);
    var release =
        Records.examined(terms)
            .withPlan(PlanLedger.WANTED)
            .withVersion(RELEASE.version())
            .withReview(RELEASE.review());
    PlanMaking making =
        new PlanMaking(
            (imagined, look, _) -> {
              looks.add(look);
              return StepResult.progressed(
                  imagined.withTestFlight(
                      new TestFlightLedger(
                          true,
                          Map.of(),
                          Map.of("Friends", new TestFlightLedger.Group("G1", false, false)),
                          false,
                          null,
                          new TestFlightLedger.AppLocales(List.of()))));
            },
            NOW);

    var plan =
        making.make(release, new PlanSource(true, List.of(), List.of(), null, 0)).release().plan();

    assertThat(looks).containsExactly(new Step.ObserveTestFlight(new BuildId("planned")));
    assertThat(plan.actions().stream().flatMap(action -> action.calls().stream()).skip(3))
        .containsExactly(
            "POST /v1/betaAppLocalizations",
            "POST /v1/betaBuildLocalizations",
            "POST /v1/betaGroups/{id}/relationships/builds",
            "POST /v1/betaAppReviewSubmissions",
            "POST /v1/appStoreVersions",
            "POST /v1/reviewSubmissions",
            "POST /v1/reviewSubmissionItems",
            "PATCH /v1/reviewSubmissions/{id}");
  }

  @Test
  void whatIsInTheWayIsToldInsteadOfAPlan() {
    var problem = Problem.of(ProblemType.SUBMISSION_FOREIGN, "Somebody's event is in it.");
    var unseen = RELEASE.withReview(ReviewLedger.EMPTY);

    var made =
        new PlanMaking((release, _, _) -> StepResult.attention(release, problem), NOW)
            .make(unseen, SOURCE);

    assertThat(made.outcome()).isEqualTo(new Outcome.NeedsAttention(problem));
    assertThat(made.release()).isEqualTo(unseen);
  }

  @Test
  void aLookThatFailsIsTriedAgainLater() {
    var waiting = new Outcome.Waiting(ReleaseState.QUEUED, NOW.plusSeconds(60), "Later.", null);
    var unseen = RELEASE.withReview(ReviewLedger.EMPTY);

    var made =
        new PlanMaking((release, _, _) -> new StepResult(release, waiting), NOW)
            .make(unseen, SOURCE);

    assertThat(made.outcome()).isEqualTo(waiting);
    assertThat(made.release().plan().madeAt()).isNull();
  }

  private StepResult make(ReleaseRecord release, PlanSource source) {
    return new PlanMaking(
            (_, look, _) -> {
              looks.add(look);
              throw new AssertionError("no look is needed: " + look);
            },
            NOW)
        .make(release, source);
  }
}

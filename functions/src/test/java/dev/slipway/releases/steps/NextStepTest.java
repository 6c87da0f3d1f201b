package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Previous;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NextStepTest {
  private static final PurchaseItem COINS =
      new PurchaseItem(VersionKind.IN_APP_PURCHASE, "1", "coins", null, null);
  private static final PurchaseItem MONTHLY =
      new PurchaseItem(VersionKind.SUBSCRIPTION, "2", "monthly", null, null);
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectVersion IPA = new ObjectVersion("c/App.ipa", "v1", "\"e1\"", 20);
  private static final BuildUploadId UPLOAD = new BuildUploadId("U1");
  private static final BuildUploadFileId FILE = new BuildUploadFileId("F1");
  private static final BuildId BUILD = new BuildId("B1");
  private static final AppStoreVersionId VERSION = new AppStoreVersionId("V1");
  private static final ReviewSubmissionId SUBMISSION = new ReviewSubmissionId("R1");
  private static final ReviewSubmissionItemId ITEM = new ReviewSubmissionItemId("I1");
  private static final Previous PREVIOUS =
      new Previous("1.0", ReleaseType.AFTER_APPROVAL, false, Map.of("en-US", "Old news"));

  private static final PreflightLedger PASSED = new PreflightLedger(NOW, List.of());
  private static final ContentLedger DONE = ContentLedger.EMPTY.in(ContentLedger.State.DONE);

  /// From the drop to the submission: what is known, and what comes next.
  static Stream<Arguments> aReleaseOnItsWay() {
    var fresh = received();
    var read = fresh.withDesired(desired(Terms.OPEN));
    var known = read.withApp(new ReleaseRecord.App(new AppId("1"), "Example"));
    var found = known.withPreflight(PASSED);
    var reserved = found.withBuild(found.build().reserved(UPLOAD));
    var filed = reserved.withBuild(reserved.build().fileReserved(FILE, parts(false, false)));
    var half = filed.withBuild(filed.build().fileReserved(FILE, parts(true, false)));
    var sent = filed.withBuild(filed.build().fileReserved(FILE, parts(true, true)));
    var valid = built(found);
    var undeclared =
        found.withBuild(
            sent.build()
                .committed(NOW.minusSeconds(600))
                .looked(NOW)
                .observed(BUILD, BuildProcessingState.VALID, null));
    var looked = valid.withVersion(new VersionLedger(true, PREVIOUS, null));
    var created = valid.withVersion(new VersionLedger(true, PREVIOUS, version()));
    var writing = created.withContent(ContentLedger.EMPTY.in(ContentLedger.State.WRITING));
    var processing = created.withContent(ContentLedger.EMPTY.processing(NOW.minusSeconds(60)));
    var told = created.withContent(DONE);
    var lookedForReview = told.withReview(ReviewLedger.EMPTY.nothingOpen());
    var draft =
        told.withReview(
            ReviewLedger.EMPTY.with(SUBMISSION, ReviewSubmissionState.READY_FOR_REVIEW));
    var filled =
        draft.withReview(draft.review().withItem(ITEM, ReviewSubmissionItemState.READY_FOR_REVIEW));
    var rejectedItem =
        told.withReview(
            ReviewLedger.EMPTY
                .with(SUBMISSION, ReviewSubmissionState.UNRESOLVED_ISSUES)
                .withItem(ITEM, ReviewSubmissionItemState.REJECTED));
    return Stream.of(
        Arguments.of("fresh", fresh, new Step.ReadDrop()),
        Arguments.of("drop read", read, new Step.FindApp()),
        Arguments.of("app found", known, new Step.Preflight()),
        Arguments.of("nothing in the way", found, new Step.ReserveBuildUpload()),
        Arguments.of(
            "only the plan wanted", known.withPlan(PlanLedger.WANTED), new Step.Preflight()),
        Arguments.of("plan to make", found.withPlan(PlanLedger.WANTED), new Step.MakePlan()),
        Arguments.of(
            "plan made",
            found.withPlan(PlanLedger.WANTED.made(NOW, List.of(), 9, "v1:0")),
            new Step.End(ReleaseState.PLANNED, "The plan is made. Nothing was sent to Apple.")),
        Arguments.of(
            "same file uploaded before",
            found.withBuild(BuildLedger.unknown(true)),
            new Step.FindBuildUpload()),
        Arguments.of("upload reserved", reserved, new Step.ReserveBuildUploadFile()),
        Arguments.of("file reserved", filed, new Step.TransferParts()),
        Arguments.of("half sent", half, new Step.TransferParts()),
        Arguments.of("all sent", sent, new Step.CommitBuildUploadFile()),
        Arguments.of(
            "file without addresses",
            reserved.withBuild(reserved.build().fileReserved(FILE, List.of())),
            new Step.DiscardBuildUpload()),
        Arguments.of("undeclared", undeclared, new Step.DeclareEncryption(BUILD, false)),
        Arguments.of("build valid", valid, new Step.ObserveVersions()),
        Arguments.of(
            "no version to adopt",
            looked,
            new Step.CreateVersion(BUILD, ReleaseType.AFTER_APPROVAL, null, null)),
        Arguments.of(
            "version held by a draft",
            valid.withVersion(new VersionLedger(true, null, null, ITEM)),
            new Step.RemoveSubmissionItem(ITEM)),
        Arguments.of("version created", created, new Step.ApplyContent()),
        Arguments.of("content half written", writing, new Step.ApplyContent()),
        Arguments.of("media processed long enough", processing, new Step.ApplyContent()),
        Arguments.of("content there", told, new Step.ObserveSubmission()),
        Arguments.of("no submission open", lookedForReview, new Step.CreateSubmission()),
        Arguments.of("submission there", draft, new Step.AddSubmissionItem(SUBMISSION, VERSION)),
        Arguments.of("item there", filled, new Step.Submit(SUBMISSION)),
        Arguments.of(
            "item there, but not shown",
            draft.withReview(draft.review().withHiddenItem()),
            new Step.Submit(SUBMISSION)),
        Arguments.of(
            "a product is not in yet",
            filled.withReview(filled.review().withPurchases(List.of(COINS.hidden(), MONTHLY))),
            new Step.AddPurchaseItem(SUBMISSION, MONTHLY)),
        Arguments.of(
            "all products are in",
            filled.withReview(filled.review().withPurchases(List.of(COINS.hidden()))),
            new Step.Submit(SUBMISSION)),
        Arguments.of(
            "a product was rejected before",
            filled.withReview(
                filled
                    .review()
                    .withPurchases(
                        List.of(
                            new PurchaseItem(
                                VersionKind.IN_APP_PURCHASE,
                                "1",
                                "coins",
                                ITEM,
                                ReviewSubmissionItemState.REJECTED)))),
            new Step.ResolveSubmissionItem(ITEM)),
        Arguments.of("rejected before", rejectedItem, new Step.ResolveSubmissionItem(ITEM)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aReleaseOnItsWay(String known, ReleaseRecord release, Step next) {
    assertThat(NextStep.of(release, NOW)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "ReserveBuildUpload, FindBuildUpload",
    "ReserveBuildUploadFile, FindBuildUploadFile",
    "CommitBuildUploadFile, ObserveBuildUpload",
    "DeclareEncryption, ObserveBuildUpload",
    "AttachEncryptionDeclaration, ObserveEncryptionDeclarations",
    "CreateVersion, ObserveVersions",
    "UpdateVersion, ObserveVersions",
    "AddTestFlightLocale, ObserveTestFlight",
    "SetWhatToTest, ObserveTestFlight",
    "AddToBetaGroup, ObserveTestFlight",
    "SubmitForBetaReview, ObserveTestFlight",
    "AddPhasedRelease, ObserveVersions",
    "RemovePhasedRelease, ObserveVersions",
    "RemoveSubmissionItem, ObserveVersions",
    "CreateSubmission, ObserveSubmission",
    "AddSubmissionItem, ObserveSubmission",
    "AddPurchaseItem, ObserveSubmission",
    "ResolveSubmissionItem, ObserveSubmission",
    "Submit, ObserveSubmission",
  })
  void aWriteWhoseOutcomeIsUnknownIsLookedForBeforeAnythingElse(String write, String look) {
    var release = built(onTheWay(Terms.OPEN)).withIntent(new Intent(kind(write), NOW));

    assertThat(NextStep.of(release, NOW).name()).isEqualTo(new StepName(look));
  }

  @Test
  void everyWriteHasAPlaceInTheTableOfIntentsOrMayBeRepeated() {
    var repeatable =
        List.of(
            "RemoveAbandonedUpload",
            "LookOnceMore",
            "DiscardBuildUpload",
            "ChangePhasedRelease",
            "ApplyContent",
            "ApplyBetaReviewInformation");
    // What comes next without an intent is a look that no intent leads to.
    var release =
        built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, PREVIOUS, version()));
    var otherwise = NextStep.of(release, NOW);
    assertThat(otherwise).isEqualTo(new Step.ApplyContent());

    for (WriteKind write : WriteKind.values()) {
      var next = NextStep.of(release.withIntent(new Intent(write, NOW)), NOW);

      assertThat(!next.equals(otherwise))
          .as(write.text())
          .isEqualTo(!repeatable.contains(write.text()));
    }
  }

  private static WriteKind kind(String text) {
    return WriteKind.of(text).orElseThrow();
  }

  @Test
  void encryptionIsNeverGuessed() {
    var release = onTheWay(Terms.OPEN).withDesired(unanswered());

    var step = (Step.Attention) NextStep.of(release, NOW);

    assertThat(step.problem().type()).isEqualTo(ProblemType.EXPORT_COMPLIANCE_UNANSWERED);
  }

  @Test
  void whatAPredecessorLeftComesBeforeOwnWork() {
    var predecessor = new ReleaseId("b".repeat(26));
    var abandoned = new AbandonedUpload(UPLOAD, "1.0", "1", NOW);

    assertThat(NextStep.of(onTheWay(Terms.OPEN).withPredecessor(predecessor), NOW))
        .isEqualTo(new Step.TakeOver(predecessor));
    assertThat(
            NextStep.of(
                onTheWay(Terms.OPEN).withPredecessor(predecessor).withAbandoned(abandoned), NOW))
        .isEqualTo(new Step.RemoveAbandonedUpload(abandoned));
  }

  @Test
  void addressesAboutToExpireAreGivenBack() {
    var build =
        onTheWay(Terms.OPEN).build().reserved(UPLOAD).fileReserved(FILE, parts(true, false));
    var release = onTheWay(Terms.OPEN).withBuild(build);
    var expiry = NOW.plus(Duration.ofDays(7));

    assertThat(NextStep.of(release, expiry.minus(Duration.ofMinutes(6))))
        .isEqualTo(new Step.TransferParts());
    assertThat(NextStep.of(release, expiry.minus(Duration.ofMinutes(4))))
        .isEqualTo(new Step.DiscardBuildUpload());
  }

  @Test
  void aProcessingBuildIsAskedAboutTwiceInTenMinutesAtMost() {
    var committed = NOW;
    var build = BuildLedger.EMPTY.reserved(UPLOAD).committed(committed);
    int looks = 0;
    for (int second = 0; second <= 600; second += 5) {
      var now = committed.plusSeconds(second);
      if (NextStep.of(onTheWay(Terms.OPEN).withBuild(build), now)
          instanceof Step.ObserveBuildUpload) {
        looks++;
        build = build.looked(now);
      }
    }

    assertThat(looks).isBetween(1, 2);
  }

  @Test
  void afterADayOfProcessingAPersonIsAsked() {
    var committed = BuildLedger.EMPTY.reserved(UPLOAD).committed(NOW.minus(Duration.ofHours(25)));
    var build = committed.looked(NOW.minusSeconds(60));

    var step = (Step.Attention) NextStep.of(onTheWay(Terms.OPEN).withBuild(build), NOW);

    assertThat(step.problem().type()).isEqualTo(ProblemType.GAVE_UP);
  }

  /// The release waited for its key, or Slipway stood still: Apple may be done long ago.
  @Test
  void noPersonIsAskedBeforeAppleWasAskedAfterThatDay() {
    var committed = BuildLedger.EMPTY.reserved(UPLOAD).committed(NOW.minus(Duration.ofHours(25)));

    for (var build : List.of(committed, committed.looked(NOW.minus(Duration.ofHours(24))))) {
      assertThat(NextStep.of(onTheWay(Terms.OPEN).withBuild(build), NOW))
          .isEqualTo(new Step.ObserveBuildUpload());
    }
  }

  @ParameterizedTest
  @CsvSource({"FAILED", "INVALID"})
  void aBuildThatAppleCannotProcessNeedsAPerson(BuildProcessingState state) {
    var build =
        BuildLedger.EMPTY.reserved(UPLOAD).committed(NOW).looked(NOW).observed(BUILD, state, false);

    var step = (Step.Attention) NextStep.of(onTheWay(Terms.OPEN).withBuild(build), NOW);

    assertThat(step.problem().type()).isEqualTo(ProblemType.BUILD_PROCESSING_FAILED);
  }

  @Test
  void anAdoptedVersionIsChangedInOneCall() {
    var other =
        new Version(
            VERSION,
            AppVersionState.PREPARE_FOR_SUBMISSION,
            "1.0.9",
            ReleaseType.MANUAL,
            null,
            null,
            null,
            null,
            null);
    var release = built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, PREVIOUS, other));

    assertThat(NextStep.of(release, NOW))
        .isEqualTo(
            new Step.UpdateVersion(
                VERSION,
                AppStoreVersionChanges.none()
                    .withVersionString(Change.set("1.1"))
                    .withReleaseType(Change.set(ReleaseType.AFTER_APPROVAL))
                    .withBuild(Change.set(BUILD))));
  }

  @Test
  void aVersionAfterAScheduledOneWaitsForAPerson() {
    var scheduled = new Previous("1.0", ReleaseType.SCHEDULED, false, Map.of());
    var release = built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, scheduled, null));

    var step = (Step.CreateVersion) NextStep.of(release, NOW);

    assertThat(step.releaseType()).isEqualTo(ReleaseType.MANUAL);
  }

  @Test
  void aVersionTakesOverTheCopyrightOfThePreviousOne() {
    var previous =
        new Previous("1.0", ReleaseType.AFTER_APPROVAL, false, Map.of(), "2025 Example Ltd");
    var release = built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, previous, null));

    assertThat(((Step.CreateVersion) NextStep.of(release, NOW)).copyright())
        .isEqualTo("2025 Example Ltd");

    var draft = version().with().copyright(null).build();
    var update =
        (Step.UpdateVersion)
            NextStep.of(release.withVersion(new VersionLedger(true, previous, draft)), NOW);
    assertThat(update.changes().copyright()).isEqualTo(Change.set("2025 Example Ltd"));
  }

  @Test
  void mediaThatAppleProcessesIsLookedAtLessAndLessOften() {
    var content = ContentLedger.EMPTY.processing(NOW);
    var release =
        built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, PREVIOUS, version()));
    var looks = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      var step = (Step.Wait) NextStep.of(release.withContent(content), NOW);
      looks.add(Duration.between(NOW, step.until()).toSeconds());
      assertThat(NextStep.of(release.withContent(content), step.until()))
          .isEqualTo(new Step.ApplyContent());
      content = content.looked();
    }

    assertThat(looks).containsExactly(30L, 120L, 270L, 480L, 750L);
  }

  @Test
  void aFirstVersionIsNotPhased() {
    var terms = new Terms(null, null, true, Map.of("en-US", "New"), null, true, OnConflict.QUEUE);
    var release = built(onTheWay(terms)).withVersion(new VersionLedger(true, null, version()));

    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.ApplyContent());
  }

  @Test
  void anUpdateIsPhasedWhereThePreviousOneWas() {
    var phased = new Previous("1.0", ReleaseType.AFTER_APPROVAL, true, Map.of());
    var release =
        built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, phased, version()));

    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.AddPhasedRelease(VERSION));
  }

  @Test
  void aPhasedReleaseThatIsNotWantedIsRemoved() {
    var id = new PhasedReleaseId("P1");
    var terms = new Terms(null, null, false, Map.of(), null, true, OnConflict.QUEUE);
    var version = version().withPhasedRelease(id, PhasedReleaseState.INACTIVE);
    var release = built(onTheWay(terms)).withVersion(new VersionLedger(true, PREVIOUS, version));

    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.RemovePhasedRelease(id));
  }

  /// EAS and asc create it as ACTIVE while the version is a draft (cases, C09).
  @Test
  void anActivePhasedReleaseThatIsNotWantedIsRemovedToo() {
    var id = new PhasedReleaseId("P1");
    var terms = new Terms(null, null, false, Map.of(), null, true, OnConflict.QUEUE);
    var version = version().withPhasedRelease(id, PhasedReleaseState.ACTIVE);
    var release = built(onTheWay(terms)).withVersion(new VersionLedger(true, PREVIOUS, version));

    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.RemovePhasedRelease(id));
  }

  /// review-live.md, E: Apple may show 1.1.0 as 1.1.
  @Test
  void aVersionStringInAnotherFormIsTheSame() {
    var shown =
        new Version(
            VERSION,
            AppVersionState.PREPARE_FOR_SUBMISSION,
            "1.1.0",
            ReleaseType.AFTER_APPROVAL,
            null,
            null,
            BUILD,
            null,
            null);
    var release = built(onTheWay(Terms.OPEN)).withVersion(new VersionLedger(true, PREVIOUS, shown));

    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.ApplyContent());
  }

  @Test
  void aDateThatHasPassedIsNotSentAndOneThatAppleHasStays() {
    var terms =
        new Terms(
            ReleaseType.SCHEDULED,
            NOW.minusSeconds(60),
            null,
            Map.of(),
            null,
            true,
            OnConflict.QUEUE);
    var release = built(onTheWay(terms)).withVersion(new VersionLedger(true, PREVIOUS, null));

    var step = (Step.CreateVersion) NextStep.of(release, NOW);

    assertThat(step.releaseType()).isEqualTo(ReleaseType.AFTER_APPROVAL);
    assertThat(step.earliestReleaseDate()).isNull();
    var dated =
        new Version(
            VERSION,
            AppVersionState.PREPARE_FOR_SUBMISSION,
            "1.1",
            ReleaseType.SCHEDULED,
            NOW.minusSeconds(60),
            null,
            BUILD,
            null,
            null);
    assertThat(NextStep.of(release.withVersion(new VersionLedger(true, PREVIOUS, dated)), NOW))
        .isEqualTo(new Step.ApplyContent());
  }

  @Test
  void withoutSubmitEverythingIsPreparedAndStops() {
    var terms = new Terms(null, null, null, Map.of(), null, false, OnConflict.QUEUE);
    var release =
        built(onTheWay(terms))
            .withVersion(new VersionLedger(true, PREVIOUS, version()))
            .withContent(DONE);

    assertThat(NextStep.of(release, NOW))
        .isInstanceOfSatisfying(
            Step.Wait.class, wait -> assertThat(wait.state()).isEqualTo(ReleaseState.PREPARED));
    assertThat(NextStep.of(release.withOrders(Orders.NONE.submitted(NOW, Actor.DROP)), NOW))
        .isEqualTo(new Step.ObserveSubmission());
  }

  @Test
  void aSubmittedReleaseIsLookedAtWhenItIsDue() {
    var release = submitted(ReleaseState.IN_REVIEW);

    assertThat(NextStep.of(release, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(release, NOW.plus(Duration.ofMinutes(5))))
        .isEqualTo(new Step.ObserveReview());
  }

  @Test
  void anApprovedVersionIsReleasedOnRequestOnly() {
    var approved = submitted(ReleaseState.PENDING_DEVELOPER_RELEASE);
    var waiting =
        approved.withVersion(
            new VersionLedger(
                true, PREVIOUS, version().withState(AppVersionState.PENDING_DEVELOPER_RELEASE)));

    assertThat(NextStep.of(waiting, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(waiting.withOrders(Orders.NONE.released(NOW, Actor.DROP)), NOW))
        .isEqualTo(new Step.RequestRelease(VERSION));
  }

  @Test
  void cancelGivesBackWhatIsReservedAndThenEnds() {
    var order = Orders.NONE.canceled(new Orders.Cancel(NOW, "No more.", false, null, Actor.DROP));
    var uploading =
        onTheWay(Terms.OPEN)
            .withBuild(BuildLedger.EMPTY.reserved(UPLOAD).fileReserved(FILE, parts(true, false)))
            .withOrders(order);

    assertThat(NextStep.of(uploading, NOW)).isEqualTo(new Step.DiscardBuildUpload());
    assertThat(NextStep.of(uploading.withBuild(BuildLedger.EMPTY), NOW))
        .isEqualTo(new Step.End(ReleaseState.CANCELED, "No more."));
  }

  @Test
  void cancelWithdrawsWhatIsSubmitted() {
    var order = Orders.NONE.canceled(new Orders.Cancel(NOW, "No more.", false, null, Actor.DROP));
    var waiting = submitted(ReleaseState.WAITING_FOR_REVIEW).withOrders(order);

    assertThat(NextStep.of(waiting, NOW)).isEqualTo(new Step.CancelSubmission(SUBMISSION));
    assertThat(
            NextStep.of(
                waiting.withReview(
                    waiting.review().with(SUBMISSION, ReviewSubmissionState.COMPLETE)),
                NOW))
        .isEqualTo(new Step.End(ReleaseState.CANCELED, "No more."));
  }

  /// Apple does not cancel a draft that was never sent.
  @Test
  void cancelEmptiesADraftAndLeavesItThere() {
    var order = Orders.NONE.canceled(new Orders.Cancel(NOW, "No more.", false, null, Actor.DROP));
    var end = new Step.End(ReleaseState.CANCELED, "No more.");
    var draft = ReviewLedger.EMPTY.with(SUBMISSION, ReviewSubmissionState.READY_FOR_REVIEW);
    var filled = draft.withItem(ITEM, ReviewSubmissionItemState.READY_FOR_REVIEW);
    var release =
        built(onTheWay(Terms.OPEN))
            .withVersion(new VersionLedger(true, PREVIOUS, version()))
            .withOrders(order);

    assertThat(NextStep.of(release.withReview(filled), NOW))
        .isEqualTo(new Step.RemoveSubmissionItem(ITEM));
    assertThat(NextStep.of(release.withReview(filled.withoutItem(ITEM)), NOW)).isEqualTo(end);
    assertThat(NextStep.of(release.withReview(draft), NOW)).isEqualTo(end);
    assertThat(NextStep.of(release.withReview(draft.withHiddenItem()), NOW))
        .isEqualTo(new Step.ObserveSubmission());
    assertThat(
            NextStep.of(
                release
                    .withReview(filled)
                    .withIntent(new Intent(WriteKind.REMOVE_SUBMISSION_ITEM, NOW)),
                NOW))
        .as("only the submission says whether it was removed")
        .isEqualTo(new Step.ObserveSubmission());
  }

  /// Canceling a rejected submission closes the thread with App Review.
  @Test
  void cancelLeavesARejectionAloneThatThisReleaseDidNotSubmit() {
    var order = Orders.NONE.canceled(new Orders.Cancel(NOW, "No more.", false, null, Actor.DROP));
    var rejected =
        ReviewLedger.EMPTY
            .with(SUBMISSION, ReviewSubmissionState.UNRESOLVED_ISSUES)
            .withItem(ITEM, ReviewSubmissionItemState.REJECTED);
    var release = built(onTheWay(Terms.OPEN)).withOrders(order);

    assertThat(NextStep.of(release.withReview(rejected), NOW))
        .isEqualTo(new Step.End(ReleaseState.CANCELED, "No more."));
    assertThat(
            NextStep.of(
                release.withReview(
                    rejected.submitted(ReviewSubmissionState.UNRESOLVED_ISSUES, NOW)),
                NOW))
        .isEqualTo(new Step.CancelSubmission(SUBMISSION));
  }

  @Test
  void afterADisconnectAppleIsLeftAlone() {
    var order =
        Orders.NONE.canceled(new Orders.Cancel(NOW, "Disconnected.", true, null, Actor.DROP));

    assertThat(NextStep.of(submitted(ReleaseState.WAITING_FOR_REVIEW).withOrders(order), NOW))
        .isEqualTo(new Step.End(ReleaseState.CANCELED, "Disconnected."));
  }

  @Test
  void whatIsReplacedEndsAsSuperseded() {
    var successor = new ReleaseId("c".repeat(26));
    var order =
        Orders.NONE.canceled(new Orders.Cancel(NOW, "Replaced.", false, successor, Actor.DROP));

    assertThat(NextStep.of(onTheWay(Terms.OPEN).withOrders(order), NOW))
        .isEqualTo(new Step.End(ReleaseState.SUPERSEDED, "Replaced."));
  }

  @Test
  void looksAtOnceWhenAppleToldOfAChange() {
    var waiting = processing(NOW.minusSeconds(60));
    assertThat(NextStep.of(waiting, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(waiting.withOrders(Orders.NONE.changeNotified(NOW)), NOW))
        .isEqualTo(new Step.ObserveBuildUpload());
    assertThat(
            NextStep.of(
                waiting.withOrders(Orders.NONE.changeNotified(NOW).webhookReceived(NOW)), NOW))
        .isEqualTo(new Step.ObserveBuildUpload());
    assertThat(
            NextStep.of(waiting.withOrders(Orders.NONE.changeNotified(NOW).noticeHandled()), NOW))
        .isInstanceOf(Step.Wait.class);

    var followed = submitted(ReleaseState.IN_REVIEW);
    assertThat(NextStep.of(followed, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(followed.withOrders(Orders.NONE.changeNotified(NOW)), NOW))
        .isEqualTo(new Step.ObserveReview());
  }

  @Test
  void looksLessOftenWhereWebhooksArrive() {
    var committed = NOW.minus(Duration.ofMinutes(7));
    var waiting = processing(committed);
    assertThat(NextStep.of(waiting, NOW)).isEqualTo(new Step.ObserveBuildUpload());
    assertThat(NextStep.of(waiting.withOrders(Orders.NONE.webhookReceived(committed)), NOW))
        .isEqualTo(
            new Step.Wait(
                ReleaseState.PROCESSING,
                committed.plus(Duration.ofMinutes(30)),
                "Apple is processing the build."));
    var longAgo = Orders.NONE.webhookReceived(committed.minus(Duration.ofHours(1)));
    assertThat(NextStep.of(waiting.withOrders(longAgo), NOW))
        .isEqualTo(new Step.ObserveBuildUpload());
  }

  /// Apple's delay is said, with what to do, and the release stays open.
  @Test
  void saysThatAppleTakesLongAfterFourHours() {
    var committed = NOW.minus(Duration.ofHours(4));
    var looked = processing(committed);
    looked = looked.withBuild(looked.build().withLookedAt(NOW).withLooks(9));
    assertThat(NextStep.of(looked, NOW.minusSeconds(1)))
        .isInstanceOfSatisfying(
            Step.Wait.class,
            wait -> assertThat(wait.reason()).isEqualTo("Apple is processing the build."));
    assertThat(NextStep.of(looked, NOW))
        .isInstanceOfSatisfying(
            Step.Wait.class,
            wait -> {
              assertThat(wait.state()).isEqualTo(ReleaseState.PROCESSING);
              assertThat(wait.reason())
                  .contains("more than 4 hours")
                  .contains("raise the build number (CFBundleVersion)");
            });
  }

  private static ReleaseRecord processing(Instant committedAt) {
    return onTheWay(Terms.OPEN)
        .withBuild(BuildLedger.EMPTY.reserved(UPLOAD).committed(committedAt));
  }

  private static ReleaseRecord received() {
    return ReleaseRecord.received(
        new ReleaseId("a".repeat(26)),
        ConnectionId.of("tenant", "issuer"),
        "tenant",
        new Drop("drops", Drop.Kind.BARE_IPA, IPA, NOW),
        NOW,
        NOW);
  }

  private static ReleaseRecord onTheWay(Terms terms) {
    return received()
        .withDesired(desired(terms))
        .withApp(new ReleaseRecord.App(new AppId("1"), "Example"))
        .withPreflight(PASSED);
  }

  private static ReleaseRecord built(ReleaseRecord release) {
    return release.withBuild(
        BuildLedger.EMPTY
            .reserved(UPLOAD)
            .committed(NOW.minusSeconds(600))
            .looked(NOW)
            .observed(BUILD, BuildProcessingState.VALID, false));
  }

  private static ReleaseRecord submitted(ReleaseState state) {
    return built(onTheWay(Terms.OPEN))
        .withVersion(new VersionLedger(true, PREVIOUS, version()))
        .withReview(
            ReviewLedger.EMPTY
                .with(SUBMISSION, ReviewSubmissionState.WAITING_FOR_REVIEW)
                .withItem(ITEM, ReviewSubmissionItemState.READY_FOR_REVIEW)
                .submitted(ReviewSubmissionState.WAITING_FOR_REVIEW, NOW))
        .withStatus(Status.due(state, NOW.plus(Duration.ofMinutes(5))));
  }

  private static Desired desired(Terms terms) {
    return new Desired(IPA, "com.example", "1.1", "2", Platform.IOS, false, terms);
  }

  private static Desired unanswered() {
    return new Desired(IPA, "com.example", "1.1", "2", Platform.IOS, null, Terms.OPEN);
  }

  private static Version version() {
    return new Version(
        VERSION,
        AppVersionState.PREPARE_FOR_SUBMISSION,
        "1.1",
        ReleaseType.AFTER_APPROVAL,
        null,
        null,
        BUILD,
        null,
        null);
  }

  private static List<UploadPart> parts(boolean first, boolean second) {
    return List.of(
        new UploadPart(operation(1, 0), first), new UploadPart(operation(2, 10), second));
  }

  private static UploadOperation operation(int number, long offset) {
    return new UploadOperation(
        number,
        "PUT",
        URI.create("https://store.apple.com/" + number),
        offset,
        10,
        List.of(),
        NOW.plus(Duration.ofDays(7)),
        null);
  }
}

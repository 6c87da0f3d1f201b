package dev.slipway.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
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
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.TestFlightSetup;
import dev.slipway.json.Json;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.EncryptionLedger;
import dev.slipway.releases.model.ledgers.EncryptionLedger.Declaration;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Previous;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseRecordTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectVersion IPA = new ObjectVersion("c/App.ipa", "v1", "\"e1\"", 100);

  @Test
  void aFreshRecordSurvivesItsJson() {
    assertSurvives(fresh());
  }

  @Test
  void aFullRecordSurvivesItsJson() {
    var terms =
        new Desired.Terms(
            ReleaseType.SCHEDULED,
            NOW,
            true,
            Map.of("en-US", "New"),
            "2026 Example",
            false,
            Desired.OnConflict.REPLACE,
            Desired.OnForeignItems.JOIN,
            new TestFlightTerms(
                Map.of("en-US", "Try it"),
                List.of("Team"),
                true,
                false,
                new TestFlightSetup(
                    true,
                    List.of(
                        new BetaGroupTerms(
                            "Team",
                            false,
                            new BetaGroupTerms.PublicLink(null),
                            List.of(new BetaGroupTerms.Tester("a@b.co", "A", null)))))),
            new PurchaseTerms(PurchaseTerms.Which.LISTED, List.of("coins")));
    var operation =
        new UploadOperation(
            1,
            "PUT",
            URI.create("https://store.apple.com/1?sig=x"),
            0,
            100,
            List.of(new UploadOperation.RequestHeader("Content-Type", "application/octet-stream")),
            NOW,
            null);
    var version =
        new Version(
            new AppStoreVersionId("V1"),
            AppVersionState.PREPARE_FOR_SUBMISSION,
            "1.1",
            ReleaseType.MANUAL,
            NOW,
            "c",
            new BuildId("B1"),
            new PhasedReleaseId("P1"),
            PhasedReleaseState.INACTIVE);
    var release =
        fresh()
            .withDesired(
                new Desired(IPA, "com.example", "1.1", "2", Platform.IOS, true, "code-1", terms))
            .withApp(
                new ReleaseRecord.App(
                    new AppId("1"), "Example", "en-US", ContentRights.USES_THIRD_PARTY_CONTENT))
            .withBuild(
                BuildLedger.EMPTY
                    .reserved(new BuildUploadId("U1"))
                    .fileReserved(
                        new BuildUploadFileId("F1"), List.of(new UploadPart(operation, true)))
                    .withDeclaration(
                        new EncryptionLedger(
                            new Declaration(
                                new AppEncryptionDeclarationId("E1"),
                                AppEncryptionDeclarationState.IN_REVIEW,
                                "Messages",
                                NOW),
                            null,
                            2,
                            NOW,
                            NOW)))
            .withVersion(
                new VersionLedger(
                    true,
                    new Previous("1.0", ReleaseType.MANUAL, true, Map.of()),
                    version,
                    new ReviewSubmissionItemId("I9"),
                    new BuildId("B1")))
            .withReview(
                ReviewLedger.EMPTY
                    .with(new ReviewSubmissionId("R1"), ReviewSubmissionState.READY_FOR_REVIEW)
                    .withItem(new ReviewSubmissionItemId("I1"), ReviewSubmissionItemState.REJECTED)
                    .withPurchases(
                        List.of(
                            new PurchaseItem(
                                VersionKind.SUBSCRIPTION,
                                "V2",
                                "monthly",
                                new ReviewSubmissionItemId("I2"),
                                ReviewSubmissionItemState.READY_FOR_REVIEW),
                            new PurchaseItem(
                                VersionKind.IN_APP_PURCHASE, "V3", "coins", null, null)))
                    .missing(NOW))
            .withPreflight(
                new PreflightLedger(
                    NOW,
                    List.of(
                        new Finding(
                            "keywords-too-long",
                            Finding.Severity.ERROR,
                            ProblemType.METADATA_INVALID,
                            "metadata/en-US/keywords.txt",
                            "120",
                            "100",
                            "Shorten it.")),
                    new WrittenIdentity("com.example", "1.1-beta", null)))
            .withContent(
                ContentLedger.EMPTY
                    .withFound(Map.of("versionLocalization/en-US", "L1"))
                    .withAsset(
                        "screenshots/en-US/1.png", new ContentLedger.Asset("v1", "S1", true, 1))
                    .processing(NOW)
                    .looked())
            .withTestFlight(
                new TestFlightLedger(
                    true,
                    Map.of("en-US", new TestFlightLedger.Text("T1", "Try it")),
                    Map.of(
                        "Team",
                        new TestFlightLedger.Group(
                            "G1",
                            true,
                            false,
                            new BetaGroup.PublicLink(5, null),
                            new TestFlightLedger.Testers(List.of("a@b.co")))),
                    true,
                    ExternalBetaState.IN_BETA_REVIEW,
                    new TestFlightLedger.AppLocales(List.of("en-US")),
                    new TestFlightLedger.AppTexts(
                        Map.of("en-US", new TestFlightLedger.AppText("A1", "New", null))),
                    NOW,
                    new TestFlightLedger.Notification("D1", true),
                    new TestFlightLedger.PreviousBuilds(
                        List.of(new TestFlightLedger.PreviousBuild("B0", "1")))))
            .withPlan(
                PlanLedger.WANTED.made(
                    NOW,
                    List.of(
                        new PlannedAction(
                            PlannedAction.Kind.CHANGE,
                            "Description",
                            "en-US",
                            "Old",
                            "New",
                            "metadata/en-US/description.txt",
                            0,
                            List.of("PATCH /v1/appStoreVersionLocalizations/{id}"),
                            "0123")),
                    7,
                    "v1:0123"))
            .withApproval(
                new ApprovalLedger(
                    true,
                    new ReleaseId("d".repeat(26)),
                    "v1:0123",
                    NOW,
                    List.of(
                        new ApprovalLedger.Difference(
                            true,
                            new PlannedAction(
                                PlannedAction.Kind.DELETE,
                                "Screenshot",
                                null,
                                "01.png",
                                null,
                                null,
                                0,
                                List.of())))))
            .withIntent(new Intent(WriteKind.SUBMIT, NOW).withAnswer())
            .withLateWrites(
                new LateWrites(NOW, NOW, List.of(new AbandonedUpload(null, "1.0", "1", NOW))))
            .withAbandoned(new AbandonedUpload(null, "1.0", "1", NOW))
            .withOrders(
                new Orders(
                        new Orders.Cancel(
                            NOW, "why", true, new ReleaseId("b".repeat(26)), Actor.DROP),
                        null,
                        NOW,
                        NOW,
                        Orders.PhasedOrder.PAUSE,
                        new Actor("https://issuer.example.com#anna"),
                        "v1:0123")
                    .changeNotified(NOW))
            .withStatus(
                new Status(
                    ReleaseState.UPLOADING,
                    Problem.of(ProblemType.RATE_LIMITED, "slow")
                        .withAppleErrors(List.of("A: b"))
                        .withFaults(List.of(Problem.at("f", ProblemType.DROP_CHANGED, "d"))),
                    "waits",
                    NOW,
                    3,
                    NOW,
                    new StepName("CreateVersion"),
                    new ReleaseId("c".repeat(26))));

    assertSurvives(release);
    assertSurvives(
        release.withBuild(
            release
                .build()
                .finished(List.of(new FinishedPart(1, 0, 5, "\"tag\"", "d".repeat(32))))
                .committed(NOW)
                .looked(NOW)
                .observed(new BuildId("B1"), BuildProcessingState.VALID, true)));
  }

  @Test
  void aLineThatRepeatsTheLastIsLeftOut() {
    var once = fresh().moved(Status.due(ReleaseState.UPLOADING, NOW), NOW, "Uploading.");

    var twice = once.moved(Status.due(ReleaseState.UPLOADING, NOW), NOW, "Uploading.");

    assertThat(twice.timeline()).hasSize(2);
  }

  private static void assertSurvives(ReleaseRecord release) {
    var read = ReleaseRecord.fromJson(Json.parse(Json.write(release.toJson())));

    assertThat(read).isEqualTo(release);
  }

  static ReleaseRecord fresh() {
    return ReleaseRecord.received(
        new ReleaseId("a".repeat(26)),
        ConnectionId.of("tenant", "issuer"),
        "tenant",
        new Drop("drops", Drop.Kind.BARE_IPA, IPA, NOW),
        NOW,
        NOW);
  }
}

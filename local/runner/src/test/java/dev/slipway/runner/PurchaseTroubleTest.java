package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.sample.SamplePlatform;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Products that App Review rejects, or that another release has.
class PurchaseTroubleTest {
  @TempDir Path directory;

  private static SampleFolder saying(String purchases) {
    return Folders.SMALL.releaseJson("{\"purchases\": " + purchases + "}");
  }

  /// Submits coins with 1.1, and lets App Review reject them alone.
  private static void rejectProduct(Stage stage, String folder) throws Exception {
    SimulatedApp app = Folders.app(stage);
    String coins = stage.apple.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
    stage.apple.addPurchase(app.id(), NewPurchase.subscription("monthly", "Pro"));
    stage.apple.reviews().script(ReviewScript.byHand());
    Folders.drop(stage, folder, saying("\"READY\""));
    stage.advanceUntil("WAITING_FOR_REVIEW");
    stage.apple.reviews().rejectPurchase(coins);
  }

  /// The version waits for the product, which a person corrects; then the same drop goes again.
  @Tag("answer")
  @Test
  void oneThatIsRejectedAloneIsNamedAndGoesAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      String connection = stage.connect();
      rejectProduct(stage, connection + "/1.1/");

      JsonNode rejected = stage.advanceUntil("REJECTED");

      assertThat(rejected.path("problem").path("detail").asText())
          .contains("App Review rejected in-app purchase coins, not this version", "same build");
      assertThat(rejected.path("purchases"))
          .extracting(one -> one.path("name").asText() + " " + one.path("state").asText())
          .containsExactly("Pro READY_FOR_REVIEW", "monthly READY_FOR_REVIEW", "coins REJECTED");

      stage
          .apple
          .reviews()
          .script(ReviewScript.approve(Duration.ofMinutes(5), Duration.ofMinutes(5)));
      Folders.drop(stage, connection + "/again/", saying("\"READY\""));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
      assertThat(stage.apple.snapshot().purchases())
          .extracting(one -> one.productId() + " " + one.versionState())
          .containsExactlyInAnyOrder("coins APPROVED", "monthly ACCEPTED");
    }
  }

  @Tag("answer")
  @Test
  void aVersionThatIsApprovedWithoutItIsOut() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.VERSION_BESIDE_REJECTED_PURCHASE);
      rejectProduct(stage, stage.connect() + "/1.1/");

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("timeline").toString())
          .contains("App Review rejected in-app purchase coins.")
          .doesNotContain("rejected the version");
      assertThat(release.path("purchases").path(2).path("state").asText()).isEqualTo("REJECTED");
    }
  }

  /// Apple takes a product for one submission, so it goes with the platform that is first.
  @Tag("answer")
  @Test
  void oneProductGoesWithOnePlatform() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      stage.apple.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
      stage
          .colleague()
          .appStoreVersions()
          .create(NewAppStoreVersion.of(new AppId(app.id()), Platform.TV_OS, "1.0"));
      String connection = stage.connect();
      Folders.drop(
          stage,
          connection + "/phone/",
          saying("\"READY\"")
              .file("metadata/en-US/apple_tv_privacy_policy.txt", "We keep nothing.")
              .file("metadata/de-DE/apple_tv_privacy_policy.txt", "Wir speichern nichts."));
      Folders.drop(
          stage,
          connection + "/television/",
          SampleFolder.of(
                  SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2")
                      .withPlatform(SamplePlatform.TV_OS)
                      .withPayloadBytes(300_000))
              .locales(2)
              .screenshots(1)
              .previews(0)
              .without(Part.WHATS_NEW)
              .releaseJson("{\"purchases\": \"READY\"}"));
      for (JsonNode release : stage.releases()) {
        stage.advanceUntil(release.path("id").asText(), "READY_FOR_DISTRIBUTION");
      }

      assertThat(stage.apple.snapshot().reviewSubmissions())
          .hasSize(2)
          .filteredOn(submission -> submission.itemKinds().contains("inAppPurchaseVersion"))
          .hasSize(1);
    }
  }

  /// A draft with other things in it is not ours, and Apple takes a product for one submission.
  @Tag("answer")
  @Test
  void aDraftThatHoldsOneIsReportedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      stage.apple.addForeignItem(app.id(), ForeignItem.IN_APP_PURCHASE_VERSION);
      Folders.drop(stage, stage.connect() + "/1.1/", saying("\"READY\""));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("detail").asText())
          .contains("com.example.extra1", "JOIN");
      assertThat(stage.writes()).isEmpty();
    }
  }

  /// The release of the other platform may be about to submit it.
  @Tag("answer")
  @Test
  void aDraftOfAnotherPlatformIsWaitedFor() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      String coins = stage.apple.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
      var submissions = stage.colleague().reviewSubmissions();
      var draft = submissions.create(new AppId(app.id()), Platform.TV_OS);
      submissions.addItem(draft.id(), new PurchaseVersionId(VersionKind.IN_APP_PURCHASE, coins));
      Folders.drop(stage, stage.connect() + "/1.1/", saying("[\"coins\"]"));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(Folders.checks(release)).contains("purchase-in-other-draft");
      assertThat(release.path("timeline").toString()).contains("Slipway looks again automatically");
      assertThat(release.path("problem").path("detail").asText())
          .contains("another draft submission", "coins");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.state()).isEqualTo("READY_FOR_REVIEW"));
    }
  }

  /// Apple adds nothing to a submission that App Review rejected.
  @Tag("answer")
  @Test
  void aRejectedSubmissionTakesNoFurtherOne() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      stage.apple.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
      stage.apple.reviews().script(ReviewScript.byHand());
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", saying("\"READY\""));
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().reject(app.id());
      stage.advanceUntil("REJECTED");
      stage.apple.addPurchase(app.id(), NewPurchase.inApp("gems", "CONSUMABLE"));
      var before = stage.writes();
      Folders.drop(stage, connection + "/ready/", saying("\"READY\"").ipa(Folders.ipa("1.1", "3")));
      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("detail").asText())
          .contains("gems", "Name only the products that are in it");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
      stage
          .apple
          .reviews()
          .script(ReviewScript.approve(Duration.ofMinutes(5), Duration.ofMinutes(5)));
      stage.advance(Duration.ofMinutes(1));
      Folders.drop(
          stage, connection + "/named/", saying("[\"coins\"]").ipa(Folders.ipa("1.1", "3")));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Tag("answer")
  @Test
  void aKeyThatMayNotReadThemIsReportedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      var refusal =
          Fault.status(
              403,
              "FORBIDDEN_ERROR",
              "This request is forbidden for security reasons",
              "The API key in use does not allow this request");
      // The search for the app includes products, and is repeated without them.
      stage.apple.faults().add(refusal.on("GET", "/v1/apps"));
      stage.apple.faults().add(refusal.on("GET", "/v1/apps/{id}/inAppPurchasesV2").times(500));
      Folders.drop(stage, connection + "/1.1/", saying("\"READY\""));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(Folders.checks(release)).contains("purchases-unreadable");
      assertThat(stage.writes()).isEmpty();
    }
  }
}

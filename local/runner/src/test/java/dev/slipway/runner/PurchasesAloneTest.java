package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.ReviewScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Purchases in a submission of their own, without a version.
class PurchasesAloneTest {
  private static final String ALONE =
      "{\"bundleId\": \"" + Stage.BUNDLE_ID + "\", \"purchases\": %s}";

  @TempDir Path directory;

  /// An app on the App Store with an approved product of each kind, and one more that is ready.
  private static SimulatedApp app(Stage stage) {
    SimulatedApp app = Folders.app(stage);
    stage.apple.addPurchase(
        app.id(), NewPurchase.inApp("coins", "CONSUMABLE").at(NewPurchase.Stage.APPROVED));
    stage.apple.addPurchase(
        app.id(), NewPurchase.subscription("monthly", "Pro").at(NewPurchase.Stage.APPROVED));
    stage.apple.addPurchase(app.id(), NewPurchase.inApp("gems", "CONSUMABLE"));
    stage.apple.addPurchase(app.id(), NewPurchase.subscription("yearly", "Pro"));
    return app;
  }

  private static String drop(Stage stage, String prefix, String purchases) throws Exception {
    stage.put(prefix + "release.json", ALONE.formatted(purchases));
    stage.local.settle();
    return stage.newest().path("id").asText();
  }

  /// They run beside a release in review, to the approval; the plan says the same, and a second
  /// drop finds nothing left.
  @Test
  void goToReviewBesideAVersion() throws Exception {
    try (var stage = Stage.open(directory)) {
      SimulatedApp app = app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL);
      String version = stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText();
      stage.advance(Duration.ofMinutes(1));
      stage.put(connection + "/plan/release.json", ALONE.formatted("\"READY\", \"dryRun\": true"));
      stage.local.settle();
      JsonNode plan = stage.advanceUntil(stage.newest().path("id").asText(), "PLANNED");
      assertThat(plan.path("plan").path("actions"))
          .extracting(action -> action.path("after").asText())
          .containsExactly(
              "IOS",
              "subscription yearly",
              "in-app purchase gems",
              "subscription yearly, in-app purchase gems");
      stage.advance(Duration.ofMinutes(1));
      var before = stage.writes();

      String release = drop(stage, connection + "/more/", "\"READY\"");
      JsonNode waiting = stage.advanceUntil(release, "WAITING_FOR_REVIEW");

      assertThat(Folders.writesSince(before, stage))
          .isEqualTo(
              Map.of(
                  "POST /v1/reviewSubmissions", 1L,
                  "POST /v1/reviewSubmissionItems", 2L,
                  "PATCH /v1/reviewSubmissions/{id}", 1L));
      assertThat(Folders.checks(waiting)).isEmpty();
      assertThat(waiting.path("timeline").toString())
          .contains("Submitted with subscription yearly, in-app purchase gems.");
      assertThat(stage.release(version).path("state").asText()).isEqualTo("WAITING_FOR_REVIEW");
      String submission = waiting.path("reviewSubmissionId").asText();
      stage.apple.reviews().startReview(submission);
      stage.advanceUntil(release, "IN_REVIEW");
      stage.apple.reviews().approve(submission);
      JsonNode approved = stage.advanceUntil(release, "READY_FOR_DISTRIBUTION");
      assertThat(approved.path("purchases"))
          .extracting(one -> one.path("name").asText() + " " + one.path("state").asText())
          .containsExactly("yearly APPROVED", "gems APPROVED");
      assertThat(approved.path("timeline").toString())
          .contains("App Review approved subscription yearly, in-app purchase gems.");
      assertThat(stage.release(version).path("state").asText()).isEqualTo("WAITING_FOR_REVIEW");
      assertThat(app.id()).isNotBlank();

      stage.advance(Duration.ofMinutes(1));
      before = stage.writes();
      String again = drop(stage, connection + "/again/", "\"READY\"");
      JsonNode nothing = stage.advanceUntil(again, "NEEDS_ATTENTION");
      assertThat(Folders.checks(nothing)).containsExactly("no-purchases-to-submit");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void firstOnesNeedAVersion() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = app(stage);
      stage.apple.addPurchase(app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE"));

      String release = drop(stage, stage.connect() + "/first/", "[\"sword\", \"gems\"]");
      JsonNode refused = stage.advanceUntil(release, "NEEDS_ATTENTION");

      assertThat(Folders.checks(refused)).containsExactly("first-purchase-without-version");
      assertThat(refused.path("problem").path("detail").asText())
          .contains("with a version", "Found: sword");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void needAnAppThatWasApproved() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app =
          stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      stage.apple.addPurchase(app.id(), NewPurchase.inApp("gems", "CONSUMABLE"));

      String release = drop(stage, stage.connect() + "/new/", "\"READY\"");

      assertThat(Folders.checks(stage.advanceUntil(release, "NEEDS_ATTENTION")))
          .containsExactly("purchases-of-new-app");
      assertThat(stage.writes()).isEmpty();
    }
  }

  /// Everything goes or nothing, and a rejection keeps it together for the next drop.
  @Tag("answer")
  @Test
  void areSentAgainAfterARejection() throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options ->
                options.withReviewScript(
                    ReviewScript.reject(Duration.ofMinutes(20), Duration.ofMinutes(20))))) {
      app(stage);
      String connection = stage.connect();
      String first = drop(stage, connection + "/more/", "[\"gems\", \"yearly\"]");
      JsonNode rejected = stage.advanceUntil(first, "REJECTED");
      assertThat(rejected.path("problem").path("detail").asText())
          .contains("in-app purchase gems", "submits all of them again");
      stage
          .apple
          .reviews()
          .script(ReviewScript.approve(Duration.ofMinutes(20), Duration.ofMinutes(20)));
      stage.advance(Duration.ofMinutes(1));

      String second = drop(stage, connection + "/more/", "[\"gems\", \"yearly\"]");
      stage.advanceUntil(second, "READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
    }
  }

  /// Lost answers are looked for: nothing is added or submitted twice.
  @Tag("answer")
  @Test
  void surviveLostAnswers() throws Exception {
    try (var stage = Stage.small(directory)) {
      app(stage);
      for (String path : new String[] {"/v1/reviewSubmissions", "/v1/reviewSubmissionItems"}) {
        stage.apple.faults().add(Fault.cutBeforeAnswer().on("POST", path).afterEffect());
      }
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("PATCH", "/v1/reviewSubmissions/{id}").afterEffect());

      String release = drop(stage, stage.connect() + "/more/", "\"READY\"");
      stage.advanceUntil(release, "READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).isEmpty();
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.itemKinds()).hasSize(2));
    }
  }

  @Tag("answer")
  @Test
  void canBeWithdrawn() throws Exception {
    try (var stage = Stage.open(directory)) {
      app(stage);
      String release = drop(stage, stage.connect() + "/more/", "[\"gems\"]");
      stage.advanceUntil(release, "WAITING_FOR_REVIEW");
      stage.call(LocalUser.ALICE, "POST", "/releases/" + release + "/cancel", null);
      stage.local.settle();

      stage.advanceUntil(release, "CANCELED");

      // Apple may leave a draft in place of the canceled one (review-live.md, C).
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .extracting(submission -> submission.state())
          .contains("COMPLETE")
          .doesNotContain("WAITING_FOR_REVIEW");
    }
  }

  /// Apple reviews one submission without a version at a time: the next one waits for it.
  @Tag("answer")
  @Test
  void waitForThoseInReview() throws Exception {
    try (var stage = Stage.open(directory)) {
      app(stage);
      String connection = stage.connect();
      String first = drop(stage, connection + "/one/", "[\"gems\"]");
      String submission =
          stage.advanceUntil(first, "WAITING_FOR_REVIEW").path("reviewSubmissionId").asText();
      stage.advance(Duration.ofMinutes(1));
      String second = drop(stage, connection + "/two/", "[\"yearly\"]");
      stage.advanceUntil(second, "QUEUED");

      stage.apple.reviews().approve(submission);
      stage.advanceUntil(first, "READY_FOR_DISTRIBUTION");
      stage.advanceUntil(second, "WAITING_FOR_REVIEW");

      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(2);
    }
  }

  @Tag("answer")
  @Test
  void takeNoOtherFiles() throws Exception {
    try (var stage = Stage.small(directory)) {
      app(stage);
      String prefix = stage.connect() + "/more/";
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put(
          "metadata/en-US/description.txt", "What the app does.".getBytes(StandardCharsets.UTF_8));
      files.put("App.ipa", new byte[] {1});
      files.put("release.json", ALONE.formatted("\"READY\"").getBytes(StandardCharsets.UTF_8));
      Folders.drop(stage, prefix, files);

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("file-beside-purchases"))
          .extracting(finding -> finding.path("file").asText())
          .containsExactlyInAnyOrder("App.ipa", "metadata/en-US/description.txt");
      assertThat(stage.writes()).isEmpty();
    }
  }
}

package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.Snapshot;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In-app purchases and subscriptions beside a version.
class PurchasesTest {
  private static final String OVERVIEW = "GET /v1/apps/{id}";
  private static final String GROUPS = "GET /v1/apps/{id}/subscriptionGroups";
  private static final String IN_APP = "GET /v1/apps/{id}/inAppPurchasesV2";

  @TempDir Path directory;

  private static SampleFolder saying(String purchases) {
    return Folders.SMALL.releaseJson("{\"purchases\": " + purchases + "}");
  }

  private static void ready(Stage stage, SimulatedApp app) {
    stage.apple.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
    stage.apple.addPurchase(app.id(), NewPurchase.subscription("monthly", "Pro"));
  }

  private static long calls(Stage stage, String operation) {
    return stage.apple.calls().getOrDefault(operation, 0L);
  }

  /// Apple does not take ready products along by itself, so a release that says nothing about them
  /// warns.
  @Test
  void areReportedWhenTheyWouldBeLeftBehind() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("purchases-left-behind"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
                assertThat(finding.path("found").asText()).isEqualTo("coins, monthly");
                assertThat(finding.path("remedy").asText()).contains("READY", "NONE");
              });
      assertThat(calls(stage, OVERVIEW)).as("the search for the app shows them").isZero();
      assertThat(calls(stage, GROUPS)).isEqualTo(1);
      assertThat(calls(stage, IN_APP)).isZero();
      assertThat(stage.apple.snapshot().reviewSubmissions().getFirst().itemKinds())
          .containsExactly("appStoreVersion");
    }
  }

  @Tag("answer")
  @Test
  void areNotLookedAtWhenNoneAreWantedOrNothingIsSubmitted() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL.releaseJson("{\"submit\": false}"));
      stage.advanceUntil("PREPARED");
      Folders.drop(stage, connection + "/1.1b/", saying("\"NONE\""));

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings").toString()).doesNotContain("purchases");
      assertThat(stage.apple.exchanges())
          .noneMatch(exchange -> exchange.query().contains("inAppPurchases"));
      assertThat(calls(stage, GROUPS)).isZero();
    }
  }

  /// The app is found without them, and the release goes on.
  @Tag("answer")
  @Test
  void thoseThatTheRoleMayNotReadAreLeftOut() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      403,
                      "FORBIDDEN_ERROR",
                      "This request is forbidden for security reasons",
                      "The API key in use does not allow this request")
                  .on("GET", "/v1/apps"));
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL);

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings").toString()).doesNotContain("purchases");
      assertThat(stage.apple.faults().pending()).isEmpty();
      assertThat(stage.apple.exchanges())
          .filteredOn(exchange -> exchange.path().equals("/v1/apps"))
          .filteredOn(exchange -> exchange.query().contains(Stage.BUNDLE_ID))
          .hasSize(2);
      assertThat(calls(stage, OVERVIEW)).isZero();
    }
  }

  @Tag("answer")
  @Test
  void namedOnesAreCheckedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      ready(stage, app);
      stage.apple.addPurchase(
          app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE").at(NewPurchase.Stage.INCOMPLETE));
      var before = stage.writes();
      Folders.drop(stage, stage.connect() + "/1.1/", saying("[\"coin\", \"monthly\", \"sword\"]"));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings").toString())
          .contains("purchase-unknown", "Did you mean \\\"coins\\\"?", "purchase-incomplete")
          .contains("$.purchases[0]", "$.purchases[2]")
          .doesNotContain("$.purchases[1]");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  /// A prepared version waits for its products: one that the app lacks is an error at once, one
  /// that is incomplete stops the submission later, and nothing is submitted without it.
  @Test
  void namedOnesAreNotLeftBehindByALaterSubmission() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      stage.apple.addPurchase(
          app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE").at(NewPurchase.Stage.INCOMPLETE));
      String connection = stage.connect();
      Folders.drop(
          stage,
          connection + "/unknown/",
          Folders.SMALL.releaseJson("{\"submit\": false, \"purchases\": [\"shield\"]}"));
      JsonNode unknown = stage.advanceUntil("NEEDS_ATTENTION");
      assertThat(unknown.path("findings").toString()).contains("purchase-unknown");
      assertThat(stage.writes()).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      Folders.drop(
          stage,
          connection + "/1.1/",
          Folders.SMALL.releaseJson("{\"submit\": false, \"purchases\": [\"sword\"]}"));
      JsonNode prepared = stage.advanceUntil("PREPARED");
      assertThat(prepared.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("purchase-incomplete"))
          .extracting(finding -> finding.path("severity").asText())
          .containsExactly("WARNING");
      String id = prepared.path("id").asText();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/submit", null);
      stage.local.settle();

      JsonNode release = stage.advanceUntil(id, "NEEDS_ATTENTION");

      assertThat(release.path("problem").path("detail").asText())
          .contains("sword", "nothing was submitted");
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
    }
  }

  /// First products of their kinds, with the group of the subscription, seen to the store.
  @Test
  void goToReviewWithTheVersion() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      ready(stage, app);
      String connection = stage.connect();
      stage.apple.addPurchase(
          app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE").at(NewPurchase.Stage.INCOMPLETE));
      Folders.drop(stage, connection + "/1.1/", saying("\"READY\""));

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("timeline").toString())
          .contains(
              "Submitted with subscription group Pro, subscription monthly, in-app purchase"
                  + " coins.");
      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().startsWith("purchase"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.path("check").asText()).isEqualTo("purchases-not-ready");
                assertThat(finding.path("found").asText()).isEqualTo("sword is MISSING_METADATA");
              });
      assertThat(release.path("purchases"))
          .extracting(one -> one.path("name").asText() + " " + one.path("state").asText())
          .containsExactly("Pro APPROVED", "monthly APPROVED", "coins APPROVED");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(
              submission ->
                  assertThat(submission.itemKinds())
                      .containsExactly(
                          "appStoreVersion",
                          "subscriptionGroupVersion",
                          "subscriptionVersion",
                          "inAppPurchaseVersion"));
      assertThat(stage.apple.snapshot().purchases())
          .extracting(one -> one.productId() + " " + one.versionState())
          .containsExactlyInAnyOrder(
              "coins APPROVED", "monthly ACCEPTED", "sword PREPARE_FOR_SUBMISSION");

      // A second drop finds nothing that is not approved.
      var before = stage.writes();
      Folders.drop(stage, connection + "/1.2/", saying("\"READY\"").ipa(Folders.ipa("1.2", "3")));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(Folders.writesSince(before, stage))
          .containsEntry("POST /v1/reviewSubmissionItems", 1L);
    }
  }

  @Tag("answer")
  @Test
  void onlyTheNamedOnesGo() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      Folders.drop(stage, stage.connect() + "/1.1/", saying("[\"coins\"]"));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().reviewSubmissions().getFirst().itemKinds())
          .containsExactly("appStoreVersion", "inAppPurchaseVersion");
    }
  }

  @Test
  void aPlanShowsEachAndARunDoesTheSame() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      String connection = stage.connect();
      Folders.drop(
          stage,
          connection + "/plan/",
          Folders.SMALL.releaseJson("{\"purchases\": \"READY\", \"dryRun\": true}"));
      JsonNode plan = stage.advanceUntil("PLANNED");
      stage.advance(Duration.ofMinutes(1));
      var before = stage.writes();
      Folders.drop(stage, connection + "/1.1/", saying("\"READY\""));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(plan.toString())
          .contains("subscription group Pro", "subscription monthly", "in-app purchase coins");
      assertThat(plan.path("plan").path("actions"))
          .filteredOn(action -> action.toString().contains("POST /v1/reviewSubmissionItems"))
          .hasSize(4);
      assertThat(Folders.writesSince(before, stage))
          .containsEntry("POST /v1/reviewSubmissionItems", 4L);
    }
  }

  /// Nothing is submitted if one of them cannot go.
  @Tag("answer")
  @Test
  void allGoOrNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      ready(stage, app);
      stage
          .apple
          .faults()
          .add(
              Fault.status(409, "STATE_ERROR.ENTITY_STATE_INVALID", "Not now.", "Not now.")
                  .on("POST", "/v1/reviewSubmissionItems")
                  .nth(4)
                  .times(500));
      Folders.drop(stage, stage.connect() + "/1.1/", saying("\"READY\""));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("detail").asText())
          .contains("in-app purchase coins", "nothing was submitted");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.state()).isEqualTo("READY_FOR_REVIEW"));
    }
  }

  /// An answer that gets lost is looked for: no product is added twice.
  @Tag("answer")
  @Test
  void lostAnswersAreLookedFor() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      for (int nth : new int[] {2, 4}) {
        stage
            .apple
            .faults()
            .add(
                Fault.cutBeforeAnswer()
                    .on("POST", "/v1/reviewSubmissionItems")
                    .nth(nth)
                    .afterEffect());
      }
      Folders.drop(stage, stage.connect() + "/1.1/", saying("\"READY\""));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.itemKinds()).hasSize(4));
    }
  }

  /// They stay in the submission that App Review rejected, and go along with the next build.
  @Tag("answer")
  @Test
  void stayTogetherAfterARejection() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      ready(stage, app);
      String connection = stage.connect();
      stage.apple.reviews().script(ReviewScript.byHand());
      Folders.drop(stage, connection + "/1.1/", saying("\"READY\""));
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().reject(app.id());
      stage.advanceUntil("REJECTED");
      stage
          .apple
          .reviews()
          .script(ReviewScript.approve(Duration.ofMinutes(5), Duration.ofMinutes(5)));
      Folders.drop(stage, connection + "/1.1b/", saying("\"READY\"").ipa(Folders.ipa("1.1", "3")));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.itemKinds()).hasSize(4));
      assertThat(stage.apple.snapshot().purchases())
          .extracting(Snapshot.Purchase::versionState)
          .containsExactlyInAnyOrder("APPROVED", "ACCEPTED");
    }
  }

  /// After a cancel Apple makes a draft with them, or leaves them unusable for minutes.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goAlongAgainAfterACancel(boolean turned) throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      ready(stage, app);
      if (turned) {
        stage.apple.guesses().turn(Guess.CANCELED_PURCHASES);
      }
      String connection = stage.connect();
      stage.apple.reviews().script(ReviewScript.byHand());
      Folders.drop(stage, connection + "/1.1/", saying("\"READY\""));
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage
          .apple
          .reviews()
          .script(ReviewScript.approve(Duration.ofMinutes(5), Duration.ofMinutes(5)));
      Folders.drop(
          stage,
          connection + "/1.1b/",
          Folders.SMALL
              .releaseJson("{\"purchases\": \"READY\", \"onConflict\": \"REPLACE\"}")
              .ipa(Folders.ipa("1.1", "3")));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().purchases())
          .extracting(Snapshot.Purchase::versionState)
          .containsExactlyInAnyOrder("APPROVED", "ACCEPTED");
    }
  }

  /// A withdrawal leaves an empty draft for the next release.
  @Tag("answer")
  @Test
  void areTakenOutAgainByAWithdrawal() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      stage.apple.quirks().settling(Duration.ofMinutes(50));
      Folders.drop(stage, stage.connect() + "/1.1/", saying("[\"coins\"]"));
      while (stage.apple.snapshot().purchases().stream()
          .noneMatch(one -> one.versionState().equals("READY_FOR_REVIEW"))) {
        stage.advance(Duration.ofMinutes(1));
      }
      String release = stage.newest().path("id").asText();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + release + "/cancel", null);
      stage.local.settle();

      stage.advanceUntil("CANCELED");

      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.itemKinds()).isEmpty());
      assertThat(stage.apple.snapshot().purchases())
          .extracting(Snapshot.Purchase::versionState)
          .containsOnly("PREPARE_FOR_SUBMISSION");
    }
  }

  /// What lies in a draft that the release joins goes to App Review with it.
  @Tag("answer")
  @Test
  void thoseOfADraftThatIsJoinedAreNotLeftBehind() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      stage.apple.addForeignItem(app.id(), ForeignItem.IN_APP_PURCHASE_VERSION);
      ready(stage, app);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          Folders.SMALL.releaseJson("{\"onForeignItems\": \"JOIN\"}"));

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("purchases-left-behind"))
          .extracting(finding -> finding.path("found").asText())
          .containsExactly("coins, monthly");
      assertThat(stage.apple.snapshot().reviewSubmissions().getFirst().itemKinds())
          .containsExactlyInAnyOrder("inAppPurchaseVersion", "appStoreVersion");
    }
  }

  /// A draft with nothing else in it is used, even if a person began it.
  @Tag("answer")
  @Test
  void aDraftThatAPersonBeganIsUsed() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      String theirs = stage.apple.addForeignItem(app.id(), ForeignItem.IN_APP_PURCHASE_VERSION);
      Folders.drop(stage, stage.connect() + "/1.1/", saying("\"READY\""));

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("reviewSubmissionId").asText()).isEqualTo(theirs);
      assertThat(release.path("findings").toString()).doesNotContain("submission-");
    }
  }
}

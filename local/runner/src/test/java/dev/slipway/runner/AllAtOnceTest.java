package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// Price, availability, purchases and an encryption declaration in one drop, as a paid app with a
/// subscription brings them.
class AllAtOnceTest {
  private static final String FIRST =
      """
      "price": {"baseTerritory": "USA", "customerPrice": "4.99"},
      "availability": {"territories": {"except": ["CHN", "FRA"]}, "newTerritories": true},
      "contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT",
      "usesNonExemptEncryption": true,
      "purchases": "READY"\
      """;
  private static final String UPDATE =
      """
      "price": {"baseTerritory": "USA", "customerPrice": "9.99"},
      "availability": {"territories": {"except": ["CHN"]}},
      "usesNonExemptEncryption": true,
      "purchases": ["gold"]\
      """;
  private static final SampleFolder FOLDER = SampleFirstRelease.of(ipa("1.1", "2"));

  @TempDir Path directory;

  @Test
  void aFirstReleaseAndAnUpdateDoWhatTheirPlansSay() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = made(stage);
      String connection = stage.connect();
      assertThat(asPlanned(stage, connection + "/1.1/", FOLDER, FIRST))
          .contains(
              "Uses non-exempt encryption: - -> yes",
              "Price: - -> 4.99 (USA)",
              "Item of the review submission: - -> subscription group Pro",
              "Item of the review submission: - -> subscription monthly",
              "Item of the review submission: - -> in-app purchase coins");

      stage.apple.addPurchase(app, NewPurchase.inApp("gems", "CONSUMABLE"));
      stage.apple.addPurchase(app, NewPurchase.inApp("gold", "CONSUMABLE"));
      var update =
          SampleFolder.of(ipa("1.2", "3")).locales(2).displays(2).screenshots(2).previews(0);
      assertThat(asPlanned(stage, connection + "/1.2/", update, UPDATE))
          .contains(
              "Uses non-exempt encryption: - -> yes",
              "Price: 4.99 (USA) -> 9.99 (USA)",
              "Countries and regions: - -> FRA",
              "Item of the review submission: - -> in-app purchase gold")
          .doesNotContain("Item of the review submission: - -> in-app purchase gems");

      stage.advance(Duration.ofMinutes(1));
      Map<String, Long> before = stage.writes();
      Folders.drop(stage, connection + "/1.2/", update.releaseJson("{" + UPDATE + "}"));
      assertThat(Folders.checks(stage.advanceUntil("NEEDS_ATTENTION")))
          .contains("version-released-before");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// What was prepared is not written again, neither by the same drop nor by the one that submits.
  @Tag("answer")
  @Test
  void whatIsPreparedIsSubmittedLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      made(stage);
      String prefix = stage.connect() + "/1.1/";
      String terms = FIRST.replace("\"price\"", "\"submit\": false, \"price\"");
      Folders.drop(stage, prefix, FOLDER.releaseJson("{" + terms + "}"));
      stage.advanceUntil("PREPARED");
      Map<String, Long> before = stage.writes();

      stage.advance(Duration.ofMinutes(1));
      Folders.drop(stage, prefix, FOLDER.releaseJson("{ " + terms + "}"));
      stage.advanceUntil("PREPARED");
      assertThat(Folders.writesSince(before, stage)).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      Folders.drop(stage, prefix, FOLDER.releaseJson("{" + FIRST + "}"));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.releases()).hasSize(3);
      assertThat(Folders.writesSince(before, stage))
          .containsOnly(
              Map.entry("POST /v1/reviewSubmissions", 1L),
              Map.entry("POST /v1/reviewSubmissionItems", 4L),
              Map.entry("PATCH /v1/reviewSubmissions/{id}", 1L));
    }
  }

  /// Every answer that a first release can lose, lost in one release.
  @Tag("answer")
  @Test
  void lostAnswersOfAllNewWritesLeaveAFirstReleaseWhole() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = made(stage);
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              lost("PATCH", "/v1/builds/{id}", 1),
              lost("PATCH", "/v1/builds/{id}", 2),
              lost("PATCH", "/v1/apps/{id}", 1),
              lost("POST", "/v1/appPriceSchedules", 1),
              lost("POST", "/v2/appAvailabilities", 1),
              lost("POST", "/v1/reviewSubmissions", 1),
              lost("POST", "/v1/reviewSubmissionItems", 1),
              lost("POST", "/v1/reviewSubmissionItems", 3),
              lost("PATCH", "/v1/reviewSubmissions/{id}", 1));
      Folders.drop(stage, connection + "/1.1/", FOLDER.releaseJson("{" + FIRST + "}"));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the faults happened").isEmpty();
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertWhole(stage);
      assertThat(stage.writes())
          .as("nothing that took effect is written again")
          .containsEntry("PATCH /v1/builds/{id}", 2L)
          .containsEntry("POST /v1/appPriceSchedules", 1L)
          .containsEntry("POST /v2/appAvailabilities", 1L)
          .containsEntry("POST /v1/reviewSubmissionItems", 4L);
    }
  }

  /// A record as the version before this one wrote it while Apple processed the build: it knows
  /// neither purchases nor declarations.
  @Tag("answer")
  @Test
  void aReleaseThatTheVersionBeforeBeganGoesOn() throws Exception {
    try (var stage = Stage.small(directory)) {
      made(stage);
      String terms = FIRST.replace(",\n\"purchases\": \"READY\"", "");
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER.releaseJson("{" + terms + "}"));
      stage.advanceUntil("PROCESSING");
      String key = "releases/" + stage.newest().path("id").asText() + ".json";
      String bucket = stage.local.stateBucket();
      var json = new ObjectMapper();
      var record =
          json.readTree(
              stage.s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
      for (String unknown :
          List.of("purchases", "encryption", "informationSeenAt", "exportComplianceCode")) {
        record.findParents(unknown).forEach(parent -> ((ObjectNode) parent).remove(unknown));
      }
      byte[] older = json.writeValueAsBytes(record);
      stage.s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(older));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(stage.apple.snapshot().builds())
          .singleElement()
          .satisfies(build -> assertThat(build.appEncryptionDeclarationId()).isNotNull());
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(
              submission -> assertThat(submission.itemKinds()).containsExactly("appStoreVersion"));
    }
  }

  private static Fault lost(String method, String path, int nth) {
    return Fault.cutBeforeAnswer().on(method, path).nth(nth).afterEffect();
  }

  private static void assertWhole(Stage stage) {
    var snapshot = stage.apple.snapshot();
    assertThat(snapshot.prices())
        .singleElement()
        .satisfies(price -> assertThat(price.customerPrice()).isEqualTo("4.99"));
    assertThat(snapshot.availabilities())
        .singleElement()
        .satisfies(one -> assertThat(one.territories()).hasSize(173).doesNotContain("CHN", "FRA"));
    assertThat(snapshot.builds())
        .singleElement()
        .satisfies(build -> assertThat(build.appEncryptionDeclarationId()).isNotNull());
    assertThat(snapshot.reviewSubmissions())
        .singleElement()
        .satisfies(
            submission ->
                assertThat(submission.itemKinds())
                    .containsExactlyInAnyOrder(
                        "appStoreVersion",
                        "subscriptionGroupVersion",
                        "subscriptionVersion",
                        "inAppPurchaseVersion"));
    assertThat(snapshot.purchases())
        .extracting(Snapshot.Purchase::versionState)
        .containsExactlyInAnyOrder("APPROVED", "ACCEPTED");
  }

  /// Lets a dry run and then a release of a folder happen, which must write what the plan says.
  ///
  /// @return what the plan says, with old and new
  private static List<String> asPlanned(
      Stage stage, String prefix, SampleFolder folder, String terms) throws Exception {
    stage.advance(Duration.ofMinutes(1));
    Map<String, Long> before = stage.writes();
    Folders.drop(stage, prefix, folder.releaseJson("{\"dryRun\": true, " + terms + "}"));
    var planned = stage.advanceUntil("PLANNED");
    assertThat(Folders.writesSince(before, stage)).isEmpty();

    stage.advance(Duration.ofMinutes(1));
    Folders.drop(stage, prefix, folder.releaseJson("{" + terms + "}"));
    var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

    assertThat(release.path("problem").isMissingNode()).isTrue();
    assertThat(Folders.writesSince(before, stage)).isEqualTo(calls(planned.path("plan")));
    var shown = new ArrayList<String>();
    for (JsonNode action : planned.path("plan").path("actions")) {
      shown.add(
          "%s: %s -> %s"
              .formatted(
                  action.path("what").asText(),
                  action.path("before").asText("-"),
                  action.path("after").asText("-")));
    }
    return shown;
  }

  private static SampleIpa.Spec ipa(String version, String build) {
    return Folders.ipa(version, build).withEncryption(null);
  }

  private static String made(Stage stage) {
    String app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US")).id();
    stage.apple.addPurchase(app, NewPurchase.inApp("coins", "CONSUMABLE"));
    stage.apple.addPurchase(app, NewPurchase.subscription("monthly", "Pro"));
    stage.apple.addEncryptionDeclaration(app, "APPROVED");
    return app;
  }

  private static Map<String, Long> calls(JsonNode plan) {
    var calls = new TreeMap<String, Long>();
    for (JsonNode action : plan.path("actions")) {
      for (JsonNode call : action.path("calls")) {
        calls.merge(call.asText(), 1L, Long::sum);
      }
    }
    return calls;
  }
}

package dev.slipway.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.appstoreconnect.pricing.NewAppPrice;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.ReviewScript;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What App Review would miss of an app, from its record on the web to the App Store.
class AppReadinessTest {
  private static final String RELEASE_JSON =
      """
      {"contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT", "price": "FREE",
       "availability": {"territories": "ALL"}}
      """;

  @TempDir Path directory;

  /// Asks, lets the function answer, and returns the answer.
  static JsonNode answer(Stage stage, String connection, SimulatedApp app) throws Exception {
    return answer(stage, connection, app, "IOS");
  }

  private static JsonNode answer(Stage stage, String connection, SimulatedApp app, String platform)
      throws Exception {
    String path =
        "/connections/" + connection + "/apps/" + app.id() + "/readiness?platform=" + platform;
    assertThat(stage.call(LocalUser.ALICE, "POST", path, null).status()).isEqualTo(202);
    stage.local.settle();
    var readiness = stage.call(LocalUser.ALICE, "GET", path, null).body();
    assertThat(readiness.has("problem")).as(readiness.toPrettyString()).isFalse();
    return readiness.path("answer");
  }

  private static List<String> checks(JsonNode answer, String severity) {
    var checks = new ArrayList<String>();
    for (JsonNode finding : answer.path("findings")) {
      if (finding.path("severity").asText().equals(severity)) {
        checks.add(finding.path("check").asText());
      }
    }
    return checks;
  }

  @Test
  void recordThatAPersonHasJustMadeLacksEverything() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      String connection = stage.connect();

      var answer = answer(stage, connection, app);

      assertThat(answer.path("ready").asBoolean()).isFalse();
      assertThat(answer.path("version").path("version").asText()).isEqualTo("1.0");
      assertThat(answer.path("version").path("state").asText()).isEqualTo("PREPARE_FOR_SUBMISSION");
      assertThat(checks(answer, "ERROR"))
          .containsExactlyInAnyOrder(
              "build-not-selected",
              "privacy-policy-url-missing",
              "description-missing",
              "keywords-missing",
              "support-url-missing",
              "copyright-missing",
              "content-rights-missing",
              "primary-category-missing",
              "age-rating-incomplete",
              "contact-incomplete",
              "price-missing",
              "phone-screenshots-missing");
      assertThat(checks(answer, "WARNING"))
          .containsExactlyInAnyOrder(
              "age-rating-new-questions", "web-only-steps", "app-in-no-store");
      for (JsonNode finding : answer.path("findings")) {
        assertThat(finding.path("where").path("page").asText())
            .startsWith("App Store Connect, Apps, Example, ");
        assertThat(finding.path("where").path("url").asText())
            .startsWith("https://appstoreconnect.apple.com/apps/" + app.id() + "/");
      }
      assertThat(answer.path("media")).isEmpty();
      assertThat(answer.path("ageRating").path("open")).hasSizeGreaterThan(20);
      assertThat(stage.writes()).as("it only looks").isEmpty();
    }
  }

  /// The privacy policy of an app for Apple TV is a text, also without a build that says so.
  @Test
  void recordForTelevisionLacksThePrivacyPolicyText() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app =
          stage.apple.createApp(
              NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US").withPlatform("TV_OS"));

      var answer = answer(stage, stage.connect(), app, "TV_OS");

      assertThat(answer.path("findings"))
          .filteredOn(found -> found.path("check").asText().equals("privacy-policy-text-missing"))
          .extracting(found -> found.path("where").path("page").asText())
          .containsExactly("App Store Connect, Apps, Example, App Privacy");
    }
  }

  @Test
  void nothingIsMissingOfAnAppThatOneDropBroughtToTheStore() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      String connection = stage.connect();
      var before = answer(stage, connection, app);
      assertThat(before.path("ready").asBoolean()).isFalse();

      Folders.drop(
          stage,
          connection + "/1.0/",
          Folders.SMALL
              .ipa(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.0", "2").withPayloadBytes(300_000))
              .file("app_rating_config.json", filled(before.path("ageRating")))
              .releaseJson(RELEASE_JSON));
      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings"))
          .as("the file of the answer is taken as it is")
          .extracting(finding -> finding.path("file").asText())
          .noneMatch(file -> file.contains("app_rating_config"));
      var after = answer(stage, connection, app);
      assertThat(after.path("findings")).as(after.toPrettyString()).isEmpty();
      assertThat(after.path("ready").asBoolean()).isTrue();
      assertThat(after.path("version").path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(after.path("version").path("buildNumber").asText()).isEqualTo("2");
      assertThat(after.path("media")).as("two languages, two displays").hasSize(4);
      assertThat(after.path("ageRating").path("open")).isEmpty();
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// The file of an answer with the first answer that is suggested for each open question, which is
  /// no for all but yes or no.
  private static String filled(JsonNode ageRating) {
    ObjectNode file = ageRating.path("file").deepCopy();
    for (JsonNode open : ageRating.path("open")) {
      JsonNode first = open.path("answers").get(0);
      file.set(
          open.path("question").asText(), first.isBoolean() ? open.path("answers").get(1) : first);
    }
    return file.toString();
  }

  @Tag("answer")
  @Test
  void preparedVersionOfAReleasedAppLacksNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(
          stage,
          connection + "/1.1/",
          SampleFolder.of(Folders.ipa("1.1", "2"))
              .locales(2)
              .displays(2)
              .screenshots(1)
              .previews(1)
              .without(Part.DEMO_ACCOUNT)
              .releaseJson("{\"submit\": false}"));
      stage.advanceUntil("PREPARED");

      var answer = answer(stage, connection, app);

      assertThat(answer.path("findings")).as(answer.toPrettyString()).isEmpty();
      assertThat(answer.path("version").path("version").asText()).isEqualTo("1.1");
      assertThat(answer.path("media")).hasSize(5);
    }
  }

  /// Of all that an app can have, prices of several territories, subscriptions, and a build without
  /// its encryption declaration cost one call each.
  @Tag("answer")
  @Test
  void theRarestAnswerTakesTwelveCalls() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      stage.apple.addPurchase(app.id(), NewPurchase.subscription("monthly", "Pro"));
      String connection = stage.connect();
      Folders.drop(
          stage,
          connection + "/1.0/",
          SampleFirstRelease.of(Folders.ipa("1.0", "2").withEncryption(null))
              .releaseJson(
                  """
                  {"contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT", "submit": false,
                   "usesNonExemptEncryption": true, "availability": {"territories": "ALL"}}
                  """));
      stage.advanceUntil("PREPARED");
      setPrices(stage, new AppId(app.id()), "USA", "GBR");

      var answer = answer(stage, connection, app);

      assertThat(checks(answer, "ERROR")).containsExactly("encryption-declaration-missing");
      assertThat(checks(answer, "WARNING")).contains("purchases-left-behind");
      assertThat(answer.path("calls").asInt())
          .as("and one for each language with screenshots")
          .isEqualTo(12 + 2);
    }
  }

  private static void setPrices(Stage stage, AppId app, String... territories) {
    var colleague = stage.colleague();
    var prices = new ArrayList<NewAppPrice>();
    for (String territory : territories) {
      var points =
          colleague.appPricePoints().find(app, new TerritoryId(territory), new BigDecimal("1.99"));
      prices.add(new NewAppPrice(requireNonNull(points.exact()).id(), null, null));
    }
    colleague.appPriceSchedules().create(app, new TerritoryId(territories[0]), prices);
  }

  @Tag("answer")
  @Test
  void whatTheRoleMayNotReadIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      String connection = stage.connect();
      for (String path :
          List.of(
              "/v1/apps/{id}",
              "/v1/appPriceSchedules/{id}/manualPrices",
              "/v1/apps/{id}/appAvailabilityV2")) {
        stage
            .apple
            .faults()
            .add(
                Fault.status(
                        403,
                        "FORBIDDEN_ERROR",
                        "This request is forbidden for security reasons",
                        "The API key in use does not allow this request")
                    .on("GET", path));
      }

      var answer = answer(stage, connection, app);

      assertThat(stage.apple.faults().pending()).isEmpty();
      assertThat(answer.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("part-not-read"))
          .extracting(finding -> finding.path("found").asText())
          .containsExactly("availability, in-app purchases and subscriptions, price");
      assertThat(checks(answer, "ERROR"))
          .contains("description-missing")
          .doesNotContain("price-missing");
      assertThat(checks(answer, "WARNING")).doesNotContain("app-in-no-store");
    }
  }

  @Tag("answer")
  @Test
  void rejectedVersionIsNamed() throws Exception {
    var minutes = Duration.ofMinutes(30);
    try (var stage =
        Stage.with(
            directory,
            options -> options.withReviewScript(ReviewScript.reject(minutes, minutes)))) {
      var app = stage.app();
      String connection = stage.connect();
      stage.put(connection + "/Example.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("REJECTED");

      var answer = answer(stage, connection, app);

      assertThat(checks(answer, "WARNING")).contains("version-sent-back");
      assertThat(checks(answer, "ERROR")).isEmpty();
    }
  }
}

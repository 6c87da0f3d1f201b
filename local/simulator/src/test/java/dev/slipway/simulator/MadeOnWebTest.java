package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A record as a person has just made it on the web has a name, a bundle id, a primary language,
/// and what App Store Connect adds.
class MadeOnWebTest {
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults());
    caller = new Caller(simulator, simulator.createKey(KeyRole.ADMIN));
    app = simulator.createApp(NewApp.madeOnWeb("com.example.fresh", "Fresh", "de-DE"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void hasOneVersionInOneLanguageAndNothingElse() {
    Caller.Reply record = caller.get("/v1/apps/" + app.id());
    assertThat(record.attribute("primaryLocale").asText()).isEqualTo("de-DE");
    assertThat(record.attribute("contentRightsDeclaration").isNull()).isTrue();

    Caller.Reply versions = caller.get("/v1/apps/" + app.id() + "/appStoreVersions");
    assertThat(versions.ids()).hasSize(1);
    JsonNode version = versions.data().path(0).path("attributes");
    assertThat(version.path("versionString").asText()).isEqualTo("1.0");
    assertThat(version.path("appVersionState").asText()).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(version.path("copyright").isNull()).isTrue();
    String versionPath = "/v1/appStoreVersions/" + versions.ids().getFirst();
    Caller.Reply texts = caller.get(versionPath + "/appStoreVersionLocalizations");
    assertThat(texts.data()).hasSize(1);
    assertThat(texts.data().path(0).path("attributes").path("locale").asText()).isEqualTo("de-DE");
    assertThat(texts.data().path(0).path("attributes").path("description").isNull()).isTrue();
    assertThat(caller.get(versionPath + "/appStoreReviewDetail").data().isNull()).isTrue();

    Caller.Reply infos =
        caller.get(
            "/v1/apps/"
                + app.id()
                + "/appInfos?include=primaryCategory,ageRatingDeclaration,appInfoLocalizations");
    assertThat(infos.ids()).hasSize(1);
    assertThat(infos.data().at("/0/relationships/primaryCategory/data").isNull()).isTrue();
    for (JsonNode included : infos.json().path("included")) {
      JsonNode attributes = included.path("attributes");
      if (included.path("type").asText().equals("ageRatingDeclarations")) {
        assertThat(attributes).allMatch(JsonNode::isNull);
      } else {
        assertThat(attributes.path("name").asText()).isEqualTo("Fresh");
        assertThat(attributes.path("locale").asText()).isEqualTo("de-DE");
      }
    }
  }

  /// Apple's words: first-release-live.md, B2.
  @Test
  void hasNoAvailability() {
    for (String path : new String[] {"appAvailabilityV2", "relationships/appAvailabilityV2"}) {
      Caller.Reply reply = caller.get("/v1/apps/" + app.id() + "/" + path);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("NOT_FOUND");
      assertThat(reply.text())
          .contains("There is no resource of type 'appAvailabilities' with id '" + app.id() + "'");
    }
    assertThat(caller.get("/v1/apps/1/appAvailabilityV2").text())
        .contains("There is no resource of type 'apps' with id '1'");
  }

  /// first-release-live.md, C: the price is refused, missing availability is not (A1).
  @Test
  void isRefusedForWhatIsMissing() {
    String version = caller.get("/v1/apps/" + app.id() + "/appStoreVersions").ids().getFirst();
    String submission = caller.createSubmission(app.id()).id();
    Caller.Reply refusal = caller.addItem(submission, version);
    assertThat(refusal.status()).isEqualTo(409);
    JsonNode associated = refusal.json().at("/errors/0/meta/associatedErrors");
    assertThat(associated.at("/~1v2~1appPrices~1/0/code").asText())
        .isEqualTo("STATE_ERROR.APP_PRICING_REQUIRED");
    assertThat(associated.at("/~1v2~1appPrices~1/0/detail").asText())
        .isEqualTo("App is not eligible for submission until pricing has been set.");
    assertThat(associated.toString()).doesNotContainIgnoringCase("availab");
  }
}

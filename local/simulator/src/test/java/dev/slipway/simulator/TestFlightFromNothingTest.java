package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.writes.AgeRatingQuestions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// An app record as a person has just made it on the web: the whole way to external testers, with
/// each exchange held against Apple's document.
class TestFlightFromNothingTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));

  @Test
  void anAppReachesExternalTesters() {
    try (var simulator =
        AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock))) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      SimulatedApp app =
          simulator.createApp(NewApp.madeOnWeb("com.example.app", "Example", "en-US"));
      String build =
          caller.validBuild(app, "1.0", "1", "<key>ITSAppUsesNonExemptEncryption</key><false/>");
      String text = caller.get("/v1/builds/" + build + "/betaBuildLocalizations").ids().getFirst();
      caller.update("betaBuildLocalizations", text, "'whatsNew':'Try the lists.'");
      String group =
          caller
              .create(
                  "betaGroups",
                  "'name':'Friends','publicLinkEnabled':true",
                  "app",
                  "apps",
                  app.id())
              .id();
      String tester =
          caller
              .post(
                  "/v1/betaTesters",
                  "{'data':{'type':'betaTesters','attributes':{'email':'ada@example.com','firstName':'Ada'},'relationships':{'betaGroups':"
                      + Caller.linkage("betaGroups", group)
                      + "}}}")
              .id();
      assertThat(
              caller
                  .post(
                      "/v1/betaGroups/" + group + "/relationships/builds",
                      Caller.linkage("builds", build))
                  .status())
          .isEqualTo(204);

      assertThat(submit(caller, build).code()).endsWith(".MISSING_BETA_APP_DESCRIPTION");
      String information =
          caller.create("betaAppLocalizations", "'locale':'en-US'", "app", "apps", app.id()).id();
      assertThat(submit(caller, build).code()).endsWith(".MISSING_BETA_APP_DESCRIPTION");
      caller.update("betaAppLocalizations", information, "'description':'One thing, done well.'");
      assertThat(submit(caller, build).code()).endsWith(".MISSING_REQUIRED_DATA");
      caller.update("betaAppLocalizations", information, "'feedbackEmail':'beta@example.com'");
      assertThat(submit(caller, build).code()).endsWith(".MISSING_REQUIRED_DATA");
      caller.update(
          "betaAppReviewDetails",
          caller.get("/v1/apps/" + app.id() + "/betaAppReviewDetail").id(),
          "'contactFirstName':'Robin','contactLastName':'Example','contactPhone':'+1 408 555 0100',"
              + "'contactEmail':'review@example.com'");
      assertThat(submit(caller, build).code())
          .as("the age rating is not answered")
          .endsWith(".MISSING_REQUIRED_DATA");
      answerAgeRating(caller, app);

      Caller.Reply submitted = submit(caller, build);
      assertThat(submitted.status()).isEqualTo(201);
      assertThat(state(caller, tester)).isEqualTo("NOT_INVITED");
      simulator.reviews().approveBeta(build);
      assertThat(state(caller, tester)).isEqualTo("INVITED");
      clock.advance(Duration.ofSeconds(5));
      JsonNode link = caller.get("/v1/betaGroups/" + group).attribute("publicLink");
      assertThat(link.asText()).startsWith("https://testflight.apple.com/join/");
      assertThat(simulator.snapshot().builds().getLast().externalBuildState())
          .isEqualTo("IN_BETA_TESTING");
    }
  }

  private static Caller.Reply submit(Caller caller, String build) {
    return caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
  }

  private static String state(Caller caller, String tester) {
    return caller.get("/v1/betaTesters/" + tester).attribute("state").asText();
  }

  private static void answerAgeRating(Caller caller, SimulatedApp app) {
    String info = caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getFirst();
    String answers =
        Stream.concat(
                AgeRatingQuestions.LEVELS.stream().map(name -> "'" + name + "':'NONE'"),
                Stream.concat(
                        AgeRatingQuestions.ANSWERS.stream(),
                        Stream.of(
                            AgeRatingQuestions.SOCIAL_MEDIA,
                            AgeRatingQuestions.SOCIAL_MEDIA_AGE_RESTRICTED))
                    .map(name -> "'" + name + "':false"))
            .collect(Collectors.joining(","));
    Caller.Reply reply =
        caller.update(
            "ageRatingDeclarations",
            caller.get("/v1/appInfos/" + info + "/ageRatingDeclaration").id(),
            answers);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }
}

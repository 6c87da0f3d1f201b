package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Groups and testers across restarts, teams and apps, and requests that no client should send.
class BetaTestersStateTest {
  private static final String NO_ENCRYPTION = "<key>ITSAppUsesNonExemptEncryption</key><false/>";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));

  @TempDir Path directory;

  private AppStoreConnectSimulator start() {
    return AppStoreConnectSimulator.start(
        SimulatorOptions.defaults()
            .withClock(clock)
            .withStateFile(directory.resolve("state.json"))
            .acceptInvalidRequests());
  }

  private static Caller.Reply tester(Caller caller, String email, String... groups) {
    String linkage = Caller.linkage("betaGroups", groups);
    return caller.post(
        "/v1/betaTesters",
        "{'data':{'type':'betaTesters','attributes':{'email':'"
            + email
            + "'},'relationships':{'betaGroups':"
            + linkage
            + "}}}");
  }

  private static String group(Caller caller, SimulatedApp app, String attributes) {
    return caller.create("betaGroups", attributes, "app", "apps", app.id()).id();
  }

  @Test
  void outliveARestartWithWhatIsDue() {
    String group;
    String tester;
    SimulatedKey key;
    try (var simulator = start()) {
      key = simulator.createKey(KeyRole.APP_MANAGER);
      Caller caller = new Caller(simulator, key);
      SimulatedApp app = simulator.createApp(NewApp.of("com.example.app", "Example"));
      group = group(caller, app, "'name':'Friends','publicLinkEnabled':true");
      tester = tester(caller, "ada@example.com", group).id();
      String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
      caller.post(
          "/v1/betaGroups/" + group + "/relationships/builds", Caller.linkage("builds", build));
      caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
      simulator.guesses().turn(Guess.TESTER_STATE_LAGS);
      simulator.reviews().approveBeta(build);
      caller.update("betaGroups", group, "'publicLinkEnabled':false");
      caller.update("betaGroups", group, "'publicLinkEnabled':true");
    }
    try (var simulator = start()) {
      Caller caller = new Caller(simulator, key);
      assertThat(caller.get("/v1/betaTesters/" + tester).attribute("state").asText())
          .isEqualTo("NOT_INVITED");
      assertThat(caller.get("/v1/betaGroups/" + group).attribute("publicLink").isNull()).isTrue();
      clock.advance(Duration.ofSeconds(30));
      assertThat(caller.get("/v1/betaTesters/" + tester).attribute("state").asText())
          .isEqualTo("INVITED");
      assertThat(caller.get("/v1/betaGroups/" + group).attribute("publicLink").isTextual())
          .isTrue();
      assertThat(caller.get("/v1/betaGroups/" + group + "/betaTesters").ids())
          .containsExactly(tester);
    }
  }

  @Test
  void areSeenByTheirTeamAlone() {
    try (var simulator = start()) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      SimulatedApp app = simulator.createApp(NewApp.of("com.example.app", "Example"));
      String group = group(caller, app, "'name':'Friends'");
      String tester = tester(caller, "ada@example.com", group).id();
      String issuer = "22222222-2222-2222-2222-222222222222";
      Caller other =
          new Caller(simulator, simulator.createKey(KeyRole.ADMIN, KeyKind.TEAM, issuer));
      SimulatedApp theirs =
          simulator.createApp(NewApp.of("com.example.their", "Their").withIssuerId(issuer));
      String theirGroup = group(other, theirs, "'name':'Friends'");
      assertThat(other.get("/v1/betaTesters").ids()).isEmpty();
      assertThat(other.get("/v1/betaTesters/" + tester).status()).isEqualTo(404);
      assertThat(tester(other, "bob@example.com", group).code())
          .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
      assertThat(
              other
                  .post(
                      "/v1/betaGroups/" + theirGroup + "/relationships/betaTesters",
                      Caller.linkage("betaTesters", tester))
                  .code())
          .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
      assertThat(tester(other, "ada@example.com", theirGroup).status()).isEqualTo(201);
    }
  }

  @Test
  void areInAGroupOnceHoweverOftenACallNamesThem() {
    try (var simulator = start()) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      SimulatedApp app = simulator.createApp(NewApp.of("com.example.app", "Example"));
      SimulatedApp second = simulator.createApp(NewApp.of("com.example.second", "Second"));
      String friends = group(caller, app, "'name':'Friends'");
      String family = group(caller, app, "'name':'Family'");
      String elsewhere = group(caller, second, "'name':'Elsewhere'");
      String tester = tester(caller, "ada@example.com", friends, friends).id();
      assertThat(
              caller
                  .post(
                      "/v1/betaGroups/" + family + "/relationships/betaTesters",
                      Caller.linkage("betaTesters", tester, tester))
                  .status())
          .isEqualTo(204);
      assertThat(caller.get("/v1/betaTesters/" + tester + "/betaGroups").ids())
          .containsExactly(friends, family);
      assertThat(tester(caller, "bob@example.com", friends, elsewhere).status())
          .as("groups of two apps")
          .isEqualTo(409);
      assertThat(caller.get("/v1/betaTesters").ids()).containsExactly(tester);
      String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
      for (int i = 0; i < 2; i++) {
        assertThat(
                caller
                    .post(
                        "/v1/betaTesters/" + tester + "/relationships/builds",
                        Caller.linkage("builds", build, build))
                    .status())
            .isEqualTo(204);
      }
      assertThat(caller.get("/v1/betaTesters/" + tester + "/builds").ids()).containsExactly(build);
      assertThat(
              caller
                  .send(
                      "DELETE",
                      "/v1/betaTesters/" + tester + "/relationships/builds",
                      Caller.linkage("builds", build))
                  .status())
          .isEqualTo(204);
      assertThat(caller.get("/v1/betaTesters/" + tester + "/builds").ids()).isEmpty();
      String foreign = caller.validBuild(second, "1.0", "2", NO_ENCRYPTION);
      assertThat(
              caller
                  .post(
                      "/v1/betaTesters/" + tester + "/relationships/builds",
                      Caller.linkage("builds", foreign))
                  .status())
          .isEqualTo(409);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':{'type':'betaTesters'}}",
        "{'data':{'type':'betaTesters','attributes':{'email':null}}}",
        "{'data':{'type':'betaTesters','attributes':{'email':'a@example.com'},'relationships':{'betaGroups':{'data':null}}}}",
        "{'data':{'type':'betaTesters','attributes':{'email':'a@example.com'},'relationships':{'betaGroups':{'data':[]}}}}",
        "{'data':{'type':'betaTesters','attributes':{'email':'a@example.com'},'relationships':{'betaGroups':{'data':[{'type':'apps','id':'1'}]}}}}",
        "{'data':{'type':'betaTesters','attributes':{'email':'a@example.com','state':'INSTALLED'},'relationships':{'betaGroups':{'data':[]}}}}",
        "{'data':{'type':'betaTesters','attributes':{'email':'a"
            + " b@example.com'},'relationships':{'betaGroups':{'data':[]}}}}",
      })
  void areNotMadeOfAWrongRequest(String body) {
    try (var simulator = start()) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      Caller.Reply reply = caller.post("/v1/betaTesters", body);
      assertThat(reply.status()).isEqualTo(409);
      assertThat(reply.code()).startsWith("ENTITY_ERROR");
      assertThat(caller.get("/v1/betaTesters").ids()).isEmpty();
    }
  }
}

package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetaGroupsTest {
  private static final String NO_ENCRYPTION = "<key>ITSAppUsesNonExemptEncryption</key><false/>";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Caller.Reply create(String attributes) {
    return caller.create("betaGroups", attributes, "app", "apps", app.id());
  }

  private JsonNode link(String group) {
    return caller.get("/v1/betaGroups/" + group).attribute("publicLink");
  }

  private Caller.Reply add(String group, String build) {
    return caller.post(
        "/v1/betaGroups/" + group + "/relationships/builds", Caller.linkage("builds", build));
  }

  @Test
  void getAPublicLinkAWhileAfterItWasEnabled() {
    Caller.Reply made =
        create(
            "'name':'Friends','publicLinkEnabled':true,'publicLinkLimitEnabled':true,'publicLinkLimit':50");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.attribute("publicLink").isNull()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    String first = link(made.id()).asText();
    assertThat(first).matches("https://testflight\\.apple\\.com/join/[0-9A-Z]{8}");
    assertThat(caller.get("/v1/betaGroups?filter%5BpublicLinkEnabled%5D=true").ids())
        .containsExactly(made.id());
    assertThat(caller.update("betaGroups", made.id(), "'publicLinkEnabled':false").status())
        .isEqualTo(200);
    assertThat(link(made.id()).isNull()).isTrue();
    caller.update("betaGroups", made.id(), "'publicLinkEnabled':true,'publicLinkLimit':null");
    clock.advance(Duration.ofSeconds(5));
    assertThat(link(made.id()).asText()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void haveAtMostTenThousandTestersByALink(int limit) {
    assertThat(create("'name':'Friends','publicLinkLimit':" + limit).code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    String group = create("'name':'Friends','publicLinkLimit':10000").id();
    assertThat(caller.update("betaGroups", group, "'publicLinkLimit':" + limit).status())
        .isEqualTo(409);
  }

  @Test
  void ofTheTeamHaveNoPublicLink() {
    Caller.Reply team = create("'name':'Team','isInternalGroup':true,'publicLinkEnabled':true");
    assertThat(team.status()).isEqualTo(201);
    assertThat(team.attribute("publicLinkEnabled").isNull()).isTrue();
    assertThat(team.attribute("publicLinkLimitEnabled").isNull()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    assertThat(link(team.id()).isNull()).isTrue();
  }

  /// fastlane and earlier eas-cli send a limit with every group (expo/eas-cli#2906).
  @Test
  void ofTheTeamTakeNoLimitOfALink() {
    Caller.Reply limited = create("'name':'Team','isInternalGroup':true,'publicLinkLimit':10000");
    assertThat(limited.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(limited.text()).contains("Public link limit cannot be applied to internal group");
    Caller.Reply none = create("'name':'Team','isInternalGroup':true,'publicLinkLimit':null");
    assertThat(none.status()).isEqualTo(201);
    assertThat(caller.update("betaGroups", none.id(), "'publicLinkLimit':5").status())
        .isEqualTo(409);
  }

  @Test
  void getAllBuildsFromTheirCreationOrNever() {
    Caller.Reply external = create("'name':'Friends','hasAccessToAllBuilds':true");
    assertThat(external.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    String team = create("'name':'Team','isInternalGroup':true").id();
    Caller.Reply late = caller.update("betaGroups", team, "'hasAccessToAllBuilds':true");
    assertThat(late.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.NOT_ALLOWED");
    assertThat(late.text())
        .contains(
            "The attribute 'hasAccessToAllBuilds' can not be included in a 'UPDATE' operation");
    caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
    create("'name':'All','isInternalGroup':true,'hasAccessToAllBuilds':true");
    assertThat(simulator.snapshot().builds().getLast().betaGroupNames()).containsExactly("All");
  }

  /// One public record says that Apple answers 204 and does nothing.
  @Test
  void answerAChangeThatIsNotDone() {
    simulator
        .faults()
        .add(Fault.ignoredChange().on("POST", "/v1/betaGroups/{id}/relationships/builds"));
    String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
    String friends = create("'name':'Friends'").id();
    Caller.Reply ignored = add(friends, build);
    assertThat(ignored.status()).isEqualTo(204);
    assertThat(ignored.text()).isEmpty();
    assertThat(caller.get("/v1/betaGroups/" + friends + "/builds").ids()).isEmpty();
  }

  @Test
  void showTheirBuildsAtTheBuildAlone() {
    String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
    String team = create("'name':'Team','isInternalGroup':true").id();
    String friends = create("'name':'Friends'").id();
    assertThat(add(team, build).status()).isEqualTo(204);
    assertThat(add(friends, build).status()).isEqualTo(204);
    assertThat(caller.get("/v1/betaGroups/" + team + "/builds").ids()).containsExactly(build);
    simulator.guesses().turn(Guess.INTERNAL_GROUP_HIDES_BUILDS);
    assertThat(caller.get("/v1/betaGroups/" + team + "/builds").ids()).isEmpty();
    assertThat(caller.get("/v1/betaGroups/" + team + "/relationships/builds").ids()).isEmpty();
    assertThat(caller.get("/v1/betaGroups/" + friends + "/builds").ids()).containsExactly(build);
    assertThat(caller.get("/v1/builds/" + build + "?include=betaGroups").json().path("included"))
        .extracting(group -> group.path("id").asText())
        .containsExactly(team, friends);
    Caller.Reply forbidden = caller.get("/v1/builds/" + build + "/betaGroups");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.text())
        .contains("The relationship 'betaGroups' does not allow 'GET_RELATED'");
  }

  @ParameterizedTest
  @CsvSource({"0, 404", "119, 404", "120, 422", "239, 422", "240, 204"})
  void knowABuildLateWhenTurned(int secondsAfterValid, int status) {
    simulator.guesses().turn(Guess.GROUP_KNOWS_BUILD_LATE);
    String team = create("'name':'Team','isInternalGroup':true").id();
    // The build's export compliance is answered now: before, nobody can test it.
    String build = caller.validBuild(app, "1.0", "2", "");
    caller.update("builds", build, "'usesNonExemptEncryption':false");
    clock.advance(Duration.ofSeconds(secondsAfterValid));
    assertThat(add(team, build).status()).isEqualTo(status);
  }

  @Test
  void ofADeveloperAreInternal() {
    Caller developer = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    Caller.Reply refused = developer.create("betaGroups", "'name':'A'", "app", "apps", app.id());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("Unable to process request.");
  }
}

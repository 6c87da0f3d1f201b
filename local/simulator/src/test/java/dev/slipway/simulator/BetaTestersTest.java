package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BetaTestersTest {
  private static final String NO_ENCRYPTION = "<key>ITSAppUsesNonExemptEncryption</key><false/>";
  private static final String HOLDER = "account.holder@example.com";

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
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .betaGroup("Team", true)
                .betaGroup("Public", false));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String group(String name) {
    return caller
        .get("/v1/betaGroups?filter%5Bapp%5D=" + app.id() + "&filter%5Bname%5D=" + name)
        .ids()
        .getFirst();
  }

  private Caller.Reply invite(String email, String group) {
    return caller.post(
        "/v1/betaTesters",
        "{'data':{'type':'betaTesters','attributes':{'email':'"
            + email
            + "'},'relationships':{'betaGroups':{'data':[{'type':'betaGroups','id':'"
            + group
            + "'}]}}}}");
  }

  private Caller.Reply sendInvitation(String tester) {
    return caller.post(
        "/v1/betaTesterInvitations",
        "{'data':{'type':'betaTesterInvitations','relationships':{'app':{'data':{'type':'apps','id':'"
            + app.id()
            + "'}},'betaTester':{'data':{'type':'betaTesters','id':'"
            + tester
            + "'}}}}}");
  }

  private Caller.Reply join(String group, String tester) {
    return caller.post(
        "/v1/betaGroups/" + group + "/relationships/betaTesters",
        Caller.linkage("betaTesters", tester));
  }

  private void addBuild(String group, String build) {
    assertThat(
            caller
                .post(
                    "/v1/betaGroups/" + group + "/relationships/builds",
                    Caller.linkage("builds", build))
                .status())
        .isEqualTo(204);
  }

  private String state(String tester) {
    return caller.get("/v1/betaTesters/" + tester).attribute("state").asText();
  }

  private static void assertNotAssignable(Caller.Reply reply) {
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("STATE_ERROR");
    assertThat(reply.text()).contains("Tester(s) cannot be assigned");
  }

  @Test
  void areInvitedWhenTheirGroupHasABuildToInstall() {
    Caller.Reply made = invite("ada@example.com", group("Public"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.attribute("state").asText()).isEqualTo("NOT_INVITED");
    assertThat(made.attribute("inviteType").asText()).isEqualTo("EMAIL");
    String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
    addBuild(group("Public"), build);
    assertThat(state(made.id())).isEqualTo("NOT_INVITED");
    assertThat(sendInvitation(made.id()).code())
        .isEqualTo("STATE_ERROR.TESTER_INVITE.NO_INSTALLABLE_BUILDS");
    caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
    simulator.reviews().approveBeta(build);
    assertThat(state(made.id())).isEqualTo("INVITED");
    assertThat(sendInvitation(made.id()).status()).isEqualTo(201);
    simulator.moveBetaTester(made.id(), "INSTALLED");
    assertThat(sendInvitation(made.id()).code())
        .isEqualTo("STATE_ERROR.TESTER_INVITE.ALREADY_ACCEPTED");
    assertThatThrownBy(() -> simulator.moveBetaTester(made.id(), "GONE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void areInvitedLaterWhenTurned() {
    simulator.guesses().turn(Guess.TESTER_STATE_LAGS);
    addBuild(group("Team"), caller.validBuild(app, "1.0", "2", NO_ENCRYPTION));
    String holder = invite(HOLDER, group("Team")).id();
    assertThat(state(holder)).isEqualTo("NOT_INVITED");
    clock.advance(Duration.ofSeconds(30));
    assertThat(state(holder)).isEqualTo("INVITED");
  }

  @Test
  void ofAnInternalGroupAreUsersOfTheTeam() {
    assertNotAssignable(invite("stranger@example.com", group("Team")));
    assertThat(caller.get("/v1/betaTesters?filter%5Bapps%5D=" + app.id()).ids()).isEmpty();
    String stranger = invite("stranger@example.com", group("Public")).id();
    assertNotAssignable(join(group("Team"), stranger));
    addBuild(group("Team"), caller.validBuild(app, "1.0", "2", NO_ENCRYPTION));
    Caller.Reply holder = invite(HOLDER, group("Team"));
    assertThat(holder.attribute("state").asText()).isEqualTo("INVITED");
  }

  @Test
  void areFoundByEmailAppAndGroup() {
    SimulatedApp other =
        simulator.createApp(NewApp.of("com.example.other", "Other").betaGroup("Elsewhere", false));
    String ada = invite("ada@example.com", group("Public")).id();
    Caller.Reply again = invite("Ada@example.com", group("Public"));
    assertThat(again.status()).isEqualTo(409);
    String elsewhere = caller.get("/v1/betaGroups?filter%5Bapp%5D=" + other.id()).ids().getFirst();
    String foreign = invite("ada@example.com", elsewhere).id();
    assertThat(foreign).as("a tester belongs to one app").isNotEqualTo(ada);
    assertNotAssignable(join(group("Public"), foreign));
    assertNotAssignable(join(group("Public"), ada));
    String query = "/v1/betaTesters?filter%5Bemail%5D=ada%40example.com";
    assertThat(caller.get(query).ids()).containsExactly(ada, foreign);
    assertThat(caller.get(query + "&filter%5Bapps%5D=" + app.id()).ids()).containsExactly(ada);
    assertThat(
            caller
                .get("/v1/betaTesters?filter%5BbetaGroups%5D=" + elsewhere + "&include=apps")
                .json()
                .path("included")
                .path(0)
                .path("id")
                .asText())
        .isEqualTo(other.id());
    assertThat(caller.get("/v1/betaGroups/" + group("Public") + "/betaTesters").ids())
        .containsExactly(ada);
    assertThat(caller.get("/v1/betaTesters/" + ada + "/relationships/betaGroups").ids())
        .containsExactly(group("Public"));
    assertThat(simulator.snapshot().betaGroups())
        .filteredOn(group -> group.id().equals(group("Public")))
        .flatExtracting(Snapshot.BetaGroup::testers)
        .containsExactly(new Snapshot.BetaTester(ada, "ada@example.com", "NOT_INVITED"));
    assertThat(simulator.snapshot().testInformation().getFirst().localizations())
        .extracting(texts -> texts.texts().get("feedbackEmail"))
        .containsExactly("beta@example.com");
  }

  @Test
  void takeOneRelationshipAtTheirCreation() {
    String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
    String start = "{'data':{'type':'betaTesters','attributes':{'email':'a@example.com'}";
    String builds = "'builds':{'data':[{'type':'builds','id':'" + build + "'}]}";
    String groups = "'betaGroups':{'data':[{'type':'betaGroups','id':'" + group("Public") + "'}]}";
    Caller.Reply both =
        caller.post(
            "/v1/betaTesters", start + ",'relationships':{" + builds + "," + groups + "}}}");
    assertThat(both.status()).isEqualTo(409);
    assertThat(both.text())
        .contains("Only one relationship should be included when creating betaTesters");
    assertThat(caller.post("/v1/betaTesters", start + "}}").status()).isEqualTo(409);
    String single =
        caller.post("/v1/betaTesters", start + ",'relationships':{" + builds + "}}}").id();
    assertThat(caller.get("/v1/betaTesters/" + single + "/builds").ids()).containsExactly(build);
    assertThat(
            caller
                .get("/v1/builds/" + build + "?include=individualTesters")
                .json()
                .path("included")
                .path(0)
                .path("id")
                .asText())
        .isEqualTo(single);
    assertThat(invite("nobody", group("Public")).code()).startsWith("ENTITY_ERROR.ATTRIBUTE");
  }

  @Test
  void leaveGroupsAndTheApp() {
    String ada = invite("ada@example.com", group("Public")).id();
    String friends =
        caller
            .post(
                "/v1/betaGroups",
                "{'data':{'type':'betaGroups','attributes':{'name':'Friends'},'relationships':{'app':{'data':{'type':'apps','id':'"
                    + app.id()
                    + "'}},'betaTesters':{'data':[{'type':'betaTesters','id':'"
                    + ada
                    + "'}]}}}}")
            .id();
    assertThat(caller.get("/v1/betaTesters/" + ada + "/betaGroups").ids())
        .containsExactly(group("Public"), friends);
    assertThat(
            caller
                .send(
                    "DELETE",
                    "/v1/betaGroups/" + friends + "/relationships/betaTesters",
                    Caller.linkage("betaTesters", ada))
                .status())
        .isEqualTo(204);
    assertThat(
            caller
                .post(
                    "/v1/betaTesters/" + ada + "/relationships/betaGroups",
                    Caller.linkage("betaGroups", friends))
                .status())
        .isEqualTo(204);
    assertThat(caller.delete("/v1/betaGroups/" + friends).status()).isEqualTo(204);
    assertThat(caller.get("/v1/betaTesters/" + ada + "/betaGroups").ids())
        .containsExactly(group("Public"));
    assertThat(caller.delete("/v1/betaTesters/" + ada).status()).isEqualTo(202);
    assertThat(caller.get("/v1/betaTesters/" + ada).status()).isEqualTo(404);
    assertThat(caller.get("/v1/betaGroups/" + group("Public") + "/betaTesters").ids()).isEmpty();
  }

  @Test
  void areNotifiedByHandOfANewBuildIfItStartsSo() {
    simulator.guesses().turn(Guess.AUTO_NOTIFY_STARTS_OFF);
    String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);

    assertThat(caller.create("buildBetaNotifications", "", "build", "builds", build).text())
        .contains("Build is not in externally testable state.");
  }

  @Test
  void areNotifiedByHandOnlyIfApplesOwnNotificationIsOff() {
    String build = caller.validBuild(app, "1.0", "2", NO_ENCRYPTION);
    Caller.Reply automatic = caller.create("buildBetaNotifications", "", "build", "builds", build);
    assertThat(automatic.code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(automatic.text()).contains("Auto-notify already enabled");
    caller.update("buildBetaDetails", build, "'autoNotifyEnabled':false");
    assertThat(caller.create("buildBetaNotifications", "", "build", "builds", build).text())
        .contains("Build is not in externally testable state.");
    addBuild(group("Public"), build);
    caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
    simulator.reviews().approveBeta(build);
    assertThat(caller.create("buildBetaNotifications", "", "build", "builds", build).status())
        .isEqualTo(201);
  }
}

package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.verdict.LikelyRole;
import dev.slipway.problems.ProblemType;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.TeamRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the checks that run by themselves notice, and when they run.
class ConnectionWatchTest {
  @TempDir Path directory;
  private CheckStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new CheckStage(directory);
    stage.app();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void recordsThatAKeyWasRevoked() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(key);
    stage.wake(id);
    stage.fixture.apple().revokeKey(key.keyId());
    stage.fixture.clock().advance(Duration.ofDays(1));

    stage.daily();

    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.lastLine(id).cause()).isEqualTo("credentials-rejected");
    assertThat(stage.lastLine(id).message())
        .contains("worked at 2026-11-23T10:00:00Z")
        .contains("revoked");
    assertThat(stage.fixture.log()).contains("Connection changed");
  }

  /// Apple answers 401 to a good key in an outage (cases, G01).
  @Test
  void asksAgainAboutARejectedKeyUntilAppleAcceptsItAgain() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(id);
    stage.fixture.clock().advance(Duration.ofHours(3));
    stage.fixture.apple().faults().add(Fault.status(401).always());
    stage.wake(id);
    assertThat(stage.lastLine(id).message())
        .isEqualTo(
            "Checked: Apple rejects this key, which worked at 2026-11-23T10:00:00Z: probably"
                + " Apple's sign-in has an outage, or the key was revoked.");
    assertThat(stage.problem(id).detail())
        .isEqualTo(
            "Apple rejects this key, which worked at 2026-11-23T10:00:00Z with the same ids."
                + " Probably Apple's sign-in has an outage (developer.apple.com/system-status), or"
                + " an agreement waits at developer.apple.com/account; otherwise the key was"
                + " revoked. The key is checked again at 2026-11-23T13:01:00Z; if Apple accepts it"
                + " then, waiting releases resume.");

    for (int minutes : new int[] {1, 4, 10, 45, 60, 60}) {
      assertThat(pause(id)).isEqualTo(Duration.ofMinutes(minutes));
      stage.fixture.clock().advance(pause(id));
      stage.due();
    }
    assertThat(stage.problem(id).detail())
        .isEqualTo(
            "Apple has rejected this key since 2026-11-23T13:00:00Z; it worked at"
                + " 2026-11-23T10:00:00Z with the same ids. Probably the key was revoked. An Admin"
                + " or the Account Holder of the team sees under Users and Access, Integrations,"
                + " App Store Connect API whether it is active. Then connect a new key here in"
                + " place of this one. This key is checked again at 2026-11-23T17:00:00Z.");

    stage.fixture.apple().faults().clear();
    stage.fixture.clock().advance(pause(id));
    stage.due();
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.stateKeys("checks/")).isEmpty();
  }

  @Test
  void leavesARejectedKeyToTheDailyRoundAfterADay() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(key);
    stage.wake(id);
    stage.fixture.apple().revokeKey(key.keyId());
    stage.wake(id);
    stage.fixture.clock().advance(Duration.ofHours(25));

    stage.due();

    assertThat(Optional.ofNullable(stage.verdict(id).nextCheckAt())).isEmpty();
    assertThat(stage.problem(id).detail()).endsWith("This key is checked again once a day.");
    assertThat(stage.stateKeys("checks/")).isEmpty();
  }

  /// The rejection and the lost contact alternate in an outage.
  @Test
  void countsARejectionThroughChecksThatFoundNothing() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(id);
    stage.fixture.apple().faults().add(Fault.status(401).always());
    stage.wake(id);
    stage.fixture.clock().advance(Duration.ofMinutes(30));
    stage.fixture.apple().faults().clear();
    stage.fixture.apple().faults().add(Fault.status(503).always());
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("UNKNOWN");
    stage.fixture.clock().advance(Duration.ofMinutes(31));
    stage.fixture.apple().faults().clear();
    stage.fixture.apple().faults().add(Fault.status(401).always());

    stage.wake(id);

    assertThat(stage.problem(id).detail())
        .startsWith("Apple has rejected this key since 2026-11-23T10:00:00Z;");
  }

  @Test
  void namesWhatEndsAnIndividualKey() {
    var key = stage.fixture.apple().createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL);
    var id = stage.connect(stage.fixture.watched(key));
    stage.wake(id);
    stage.fixture.apple().revokeKey(key.keyId());

    stage.wake(id);

    assertThat(stage.problem(id).detail())
        .contains(
            "otherwise the key was revoked, its owner left the team, or the owner's right to have"
                + " an individual key was taken away.");
    stage.fixture.clock().advance(Duration.ofMinutes(61));
    stage.due();
    assertThat(stage.problem(id).detail())
        .contains("Probably the key was revoked, its owner left the team, or the owner's right")
        .contains(
            "An Admin sees under Users and Access, People whether its owner is in the team and may"
                + " generate individual API keys");
    assertThat(stage.verdict(id).likelyCauses().getFirst().advice())
        .contains("An individual key also ends when its owner leaves the team");
  }

  @Test
  void recordsThatTheRoleWasLoweredAndRaised() {
    var key = stage.fixture.watched(stage.fixture.apple().createKey(KeyRole.ADMIN));
    var id = stage.connect(key);
    stage.wake(id);
    stage.fixture.apple().changeRole(key.keyId(), KeyRole.APP_MANAGER);

    stage.daily();
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.lastLine(id).message())
        .contains("lowered: likely ADMIN before, likely APP_MANAGER now");

    stage.fixture.apple().changeRole(key.keyId(), KeyRole.DEVELOPER);
    stage.daily();
    assertThat(stage.state(id)).isEqualTo("CONNECTED_WITH_LIMITS");
    assertThat(stage.lastLine(id).cause()).isEqualTo("role-too-low");
    assertThat(stage.lastLine(id).message()).contains("below APP_MANAGER now");
    int lines = stage.read(id).history().size();
    stage.daily();
    assertThat(stage.read(id).history()).hasSize(lines);

    stage.fixture.apple().changeRole(key.keyId(), KeyRole.ADMIN);
    stage.daily();
    assertThat(stage.lastLine(id).message()).contains("raised");
  }

  @Test
  void recordsThatTheOwnerOfAnIndividualKeyLostTheRole() {
    var key =
        stage.fixture.watched(
            stage.fixture.apple().createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL));
    var id = stage.connect(key);
    stage.wake(id);
    stage.fixture.apple().changeRole(key.keyId(), KeyRole.DEVELOPER);

    stage.daily();

    assertThat(stage.problem(id).type()).isEqualTo(ProblemType.ROLE_TOO_LOW);
    assertThat(stage.problem(id).detail()).contains("ask an Admin to change it");
  }

  @Test
  void looksHourlyWhetherAMissingAgreementWasAccepted() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(id);
    stage.fixture.apple().faults().add(Fault.agreements().always());
    stage.daily();
    assertThat(stage.problem(id).type()).isEqualTo(ProblemType.AGREEMENT_MISSING);
    assertThat(stage.problem(id).detail())
        .isEqualTo(
            "Apple rejects every call until an agreement is accepted, or the team's ended"
                + " membership is renewed; it answers both with the same error. Only the Account"
                + " Holder of the team can do that: at developer.apple.com/account first, then in"
                + " App Store Connect under Business. Nothing to accept there? Apple sometimes"
                + " answers so for a while. Slipway checks again every hour.");
    assertThat(stage.lastLine(id).cause()).isEqualTo("agreement-missing");
    stage.fixture.apple().faults().clear();

    stage.fixture.clock().advance(Duration.ofMinutes(55));
    stage.due();
    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");

    stage.fixture.clock().advance(Duration.ofMinutes(6));
    stage.due();
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.stateKeys("checks/")).isEmpty();
  }

  /// Apple refuses the team, whichever key it uses (cases, G02).
  @ParameterizedTest
  @EnumSource(
      names = {
        "PROVIDER_UNKNOWN",
        "MEMBERSHIP_NOT_ELIGIBLE",
        "PROVIDER_WITHOUT_TEAM",
        "RESOURCE_UNAVAILABLE",
        "MEMBERSHIP_INACTIVE"
      })
  void looksHourlyWhetherAppleStillRefusesTheTeam(TeamRefusal refusal) {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(id);
    stage.fixture.apple().faults().add(refusal.fault().always());

    stage.daily();

    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.problem(id).type()).isEqualTo(ProblemType.MEMBERSHIP_LAPSED);
    assertThat(stage.problem(id).type().title()).isEqualTo("Apple refuses the team, not the key");
    assertThat(stage.problem(id).detail())
        .startsWith("Apple refuses the team, not the key")
        .contains("developer.apple.com/account")
        .endsWith("Slipway checks again every hour.");
    assertThat(stage.problem(id).appleErrors().getFirst()).contains(refusal.detail());
    assertThat(stage.verdict(id).likelyRole()).isEqualTo(LikelyRole.UNKNOWN);
    assertThat(pause(id)).isEqualTo(Duration.ofHours(1));
    stage.fixture.apple().faults().clear();
    stage.fixture.clock().advance(Duration.ofMinutes(61));
    stage.due();
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
  }

  @ParameterizedTest
  @EnumSource(names = {"LICENSE_NOT_ACCEPTED", "LICENSE_UPDATED"})
  void findsTheAgreementInItsOtherForms(TeamRefusal refusal) {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.fixture.apple().faults().add(refusal.fault().always());

    stage.wake(id);

    assertThat(stage.problem(id).type()).isEqualTo(ProblemType.AGREEMENT_MISSING);
  }

  @Test
  void asksAgainByItselfWhenAppleCouldNotBeAskedLaterAndLater() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.fixture.apple().faults().add(Fault.status(503).always());
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("UNKNOWN");

    assertThat(pause(id)).isEqualTo(Duration.ofMinutes(5));
    for (int minutes : new int[] {10, 20, 40, 60, 60}) {
      stage.fixture.clock().advance(pause(id));
      stage.due();
      assertThat(pause(id)).isEqualTo(Duration.ofMinutes(minutes));
    }

    stage.fixture.apple().faults().clear();
    stage.fixture.clock().advance(pause(id));
    stage.due();
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(Optional.ofNullable(stage.verdict(id).nextCheckAt())).isEmpty();
  }

  @Test
  void waitsAsLongAsAppleAsks() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage
        .fixture
        .apple()
        .faults()
        .add(Fault.status(429).retryAfter(Duration.ofMinutes(20)).always());

    stage.wake(id);

    assertThat(pause(id)).isEqualTo(Duration.ofMinutes(20));
    assertThat(stage.problem(id).detail()).contains("automatically");
  }

  @Test
  void keepsWhatWasKnownWhileAppleCannotBeAsked() {
    var id = stage.connect(stage.fixture.key(KeyRole.DEVELOPER));
    stage.wake(id);
    stage.fixture.apple().faults().add(Fault.status(503).always());

    stage.wake(id);

    assertThat(stage.state(id)).isEqualTo("UNKNOWN");
    assertThat(stage.verdict(id).likelyRole()).isEqualTo(LikelyRole.BELOW_APP_MANAGER);
    assertThat(stage.verdict(id).apps()).hasSize(1);
    assertThat(stage.read(id).allowsReleases()).isFalse();
  }

  @Test
  void leavesADisconnectedConnectionOutOfTheRound() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.fixture.apple().faults().add(Fault.status(503).always());
    stage.wake(id);
    stage.fixture.call(
        stage.api,
        dev.slipway.functions.FunctionFixture.Request.of("DELETE", "/connections/" + id));
    int calls = stage.fixture.apple().exchanges().size();
    stage.fixture.clock().advance(Duration.ofHours(2));

    stage.due();

    assertThat(stage.fixture.apple().exchanges()).hasSize(calls);
    assertThat(stage.stateKeys("checks/")).isEmpty();
  }

  private Duration pause(dev.slipway.connections.ConnectionId id) {
    var verdict = stage.verdict(id);
    return Duration.between(
        verdict.checkedAt(), Optional.ofNullable(verdict.nextCheckAt()).orElseThrow());
  }
}

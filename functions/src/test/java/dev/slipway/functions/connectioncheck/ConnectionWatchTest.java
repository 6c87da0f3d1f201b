package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.verdict.LikelyRole;
import dev.slipway.problems.ProblemType;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.functions.reviewstatus.ReviewStatusHandler;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The round of due checks notices that the sweep of releases stopped.
class DueRoundTest {
  private static final String SWEEP = "{\"source\":\"slipway.schedule\",\"detail-type\":\"sweep\"}";

  @TempDir Path directory;
  private CheckStage stage;
  private ReviewStatusHandler status;

  @BeforeEach
  void start() throws IOException {
    stage = new CheckStage(directory);
    status =
        new ReviewStatusHandler(
            ReleaseFunctions.without(
                stage.fixture.environment(), "SLIPWAY_TENANT_CLAIM", "SLIPWAY_DROP_BUCKET"),
            stage.fixture.clock());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private void sweep() {
    stage.fixture.invoke(status, SWEEP, 300_000);
  }

  private void round() {
    stage.fixture.invoke(stage.check, CheckStage.CHECK_DUE, 300_000);
  }

  private void pass(int minutes) {
    stage.fixture.clock().advance(Duration.ofMinutes(minutes));
  }

  @Test
  void endsWellWhileSweepsEnd() {
    for (int i = 0; i < 6; i++) {
      sweep();
      pass(5);
      round();
    }
    pass(10);
    round();
  }

  @Test
  void failsWhileNoSweepHasEndedForAQuarterOfAnHour() {
    sweep();
    pass(15);
    round();
    pass(1);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(this::round)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("No sweep of releases has ended since 2026-11-23T10:00:00Z");
      pass(5);
    }
    sweep();
    round();
  }

  /// Lambda repeats it after one and two minutes, and would then put it into the failure queue.
  @Test
  void isOneErrorWhenLambdaRepeatsIt() {
    sweep();
    pass(16);
    assertThatThrownBy(this::round).isInstanceOf(IllegalStateException.class);

    pass(1);
    assertThatCode(this::round).doesNotThrowAnyException();
    pass(2);
    assertThatCode(this::round).doesNotThrowAnyException();

    pass(2);
    assertThatThrownBy(this::round).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void countsFromItsStartBeforeTheFirstSweep() {
    pass(15);
    round();
    pass(1);

    assertThatThrownBy(this::round).hasMessage("No sweep of releases has ever ended");
  }

  @Test
  void checksWhatIsDueBeforeItFails() {
    stage.app();
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.fixture.apple().faults().add(Fault.status(503).always());
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("UNKNOWN");
    stage.fixture.apple().faults().clear();
    pass(30);

    assertThatThrownBy(this::round).isInstanceOf(IllegalStateException.class);

    assertThat(stage.state(id)).isEqualTo("CONNECTED");
  }

  @Test
  void knowsHowOftenTheSweepAskedApple() {
    sweep();

    assertThat(new SweepHeartbeat(stage.fixture.aws().state()).last())
        .contains(new SweepHeartbeat.Beat(stage.fixture.clock().instant(), 0));
  }
}

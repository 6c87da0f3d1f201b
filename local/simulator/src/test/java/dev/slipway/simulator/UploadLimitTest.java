package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/// The limit of uploads in 24 hours (build-uploads.md, 2.12).
class UploadLimitTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
    caller = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
    simulator.quirks().uploadsADay(2);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private JsonNode upload(String build) {
    String id = caller.upload(app.id(), "1.1", build, Caller.ipa("com.example.app", "1.1", build));
    clock.advance(Duration.ofMinutes(1));
    return caller.get("/v1/buildUploads/" + id).attribute("state");
  }

  @Test
  void theUploadBeyondItFailsAndCounts() {
    assertThat(upload("2").path("state").asText()).isEqualTo("COMPLETE");
    clock.advance(Duration.ofHours(12));
    assertThat(upload("3").path("state").asText()).isEqualTo("COMPLETE");

    var refused = upload("4");
    assertThat(refused.path("state").asText()).isEqualTo("FAILED");
    assertThat(refused.path("errors").path(0).path("code").asText()).isEqualTo("90382");

    clock.advance(Duration.ofHours(13));
    assertThat(upload("4").path("state").asText()).as("two of the last day").isEqualTo("FAILED");
    clock.advance(Duration.ofHours(24));
    assertThat(upload("4").path("state").asText()).isEqualTo("COMPLETE");
  }

  @Test
  void theReservationIsRefusedInstead() {
    simulator.guesses().turn(Guess.UPLOAD_LIMIT_AT_RESERVATION);
    upload("2");
    upload("3");

    var refused = caller.createUpload(app.id(), "1.1", "4");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("STATE_ERROR.VALIDATION_ERROR.90382");
  }
}

package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HappyPathTest {
  private static final Instant START = Instant.parse("2026-03-01T18:00:00Z");

  @Test
  void takesABuildFromUploadToTheStore() {
    SimulatorClock clock = SimulatorClock.fixedAt(START);
    try (var simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withPartSizeBytes(300))) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      SimulatedApp app =
          simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));

      assertThat(caller.get("/v1/apps?filter[bundleId]=com.example.app").ids())
          .containsExactly(app.id());
      String upload =
          caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2"));
      assertThat(caller.get("/v1/buildUploads/" + upload).attribute("state").path("state").asText())
          .isEqualTo("PROCESSING");
      clock.advance(Duration.ofMinutes(1));
      Caller.Reply done = caller.get("/v1/buildUploads/" + upload + "?include=build");
      assertThat(done.attribute("state").path("state").asText()).isEqualTo("COMPLETE");
      JsonNode build = done.json().path("included").path(0);
      assertThat(build.path("attributes").path("processingState").asText()).isEqualTo("PROCESSING");
      assertThat(build.path("attributes").path("usesNonExemptEncryption").asBoolean(true))
          .isFalse();
      clock.advance(Duration.ofMinutes(2));
      String buildId = build.path("id").asText();
      assertThat(caller.get("/v1/builds/" + buildId).attribute("processingState").asText())
          .isEqualTo("VALID");

      Caller.Reply version = caller.createVersion(app.id(), "1.1", "");
      assertThat(version.status()).isEqualTo(201);
      assertThat(caller.attach(version.id(), buildId).status()).isEqualTo(204);
      caller.whatsNew(version.id());
      Caller.Reply submission = caller.createSubmission(app.id());
      assertThat(submission.status()).isEqualTo(201);
      Caller.Reply item = caller.addItem(submission.id(), version.id());
      assertThat(item.status()).as(item.text()).isEqualTo(201);
      assertThat(caller.versionState(version.id())).isEqualTo("READY_FOR_REVIEW");
      assertThat(
              caller
                  .patchSubmission(submission.id(), "'submitted':true")
                  .attribute("state")
                  .asText())
          .isEqualTo("WAITING_FOR_REVIEW");
      simulator.reviews().startReview(app.id());
      assertThat(caller.versionState(version.id())).isEqualTo("IN_REVIEW");
      simulator.reviews().approve(version.id());
      assertThat(caller.versionState(version.id())).isEqualTo("PROCESSING_FOR_DISTRIBUTION");
      clock.advance(Duration.ofMinutes(2));
      assertThat(caller.versionState(version.id())).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(simulator.snapshot().appStoreVersions())
          .extracting(Snapshot.AppStoreVersion::state)
          .containsExactly("REPLACED_WITH_NEW_VERSION", "READY_FOR_DISTRIBUTION");
      assertThat(simulator.calls()).containsEntry("POST /v1/buildUploads", 1L);
      assertThat(simulator.partPuts()).hasSizeGreaterThan(1).allMatch(put -> put.status() == 200);
    }
  }
}

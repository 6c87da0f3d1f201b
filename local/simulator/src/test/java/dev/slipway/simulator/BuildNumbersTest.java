package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

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

/// How Apple reads, compares and shows version and build numbers.
class BuildNumbersTest {
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
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Caller.Reply processed(String version, String build) {
    String upload =
        caller.upload(app.id(), version, build, Caller.ipa("com.example.app", version, build));
    clock.advance(Duration.ofMinutes(5));
    return caller.get("/v1/buildUploads/" + upload);
  }

  private String state(Caller.Reply upload) {
    return upload.attribute("state").path("state").asText();
  }

  @Test
  void takesBuildNumbersOfFourNumbersAndVersionsOfThree() {
    assertThat(state(processed("1.1", "1.4.0.7"))).isEqualTo("COMPLETE");
    assertThat(caller.createUpload(app.id(), "1.1", "1.4.0.6").status()).isEqualTo(409);
    assertThat(caller.createUpload(app.id(), "1.1", "1.4.0.10").status()).isEqualTo(201);
    assertThat(caller.createUpload(app.id(), "1.1", "120.0.6099.119.1").status()).isEqualTo(201);
    assertThat(caller.createUpload(app.id(), "1.1.0.1", "5").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(caller.createUpload(app.id(), "1.1", "1.").status()).isEqualTo(409);
  }

  @Test
  void showsBuildsAndTrainsWithoutLeadingZeros() {
    Caller.Reply upload = processed("1.02.0", "007");
    assertThat(state(upload)).isEqualTo("COMPLETE");
    assertThat(upload.attribute("cfBundleVersion").asText()).isEqualTo("007");
    assertThat(build("1.2.0")).isEqualTo("7");
    assertThat(caller.createUpload(app.id(), "1.2", "7").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(caller.createUpload(app.id(), "1.2.0", "07.1").status()).isEqualTo(201);
  }

  @Test
  void showsUploadsAndVersionsWithoutLeadingZerosWhenTheGuessIsTurned() {
    simulator.guesses().turn(Guess.LEADING_ZEROS);
    Caller.Reply upload = caller.createUpload(app.id(), "1.02.0", "007");
    assertThat(upload.attribute("cfBundleShortVersionString").asText()).isEqualTo("1.2.0");
    assertThat(upload.attribute("cfBundleVersion").asText()).isEqualTo("7");
    assertThat(caller.createVersion(app.id(), "1.02", "").attribute("versionString").asText())
        .isEqualTo("1.2");
  }

  @Test
  void knowsOneTrainByAllItsSpellings() {
    processed("2.0", "1");
    processed("2.00.0", "2");
    assertThat(caller.get("/v1/preReleaseVersions?filter%5Bversion%5D=2.0.0").ids()).isEmpty();
    Caller.Reply trains = caller.get("/v1/preReleaseVersions?filter%5Bversion%5D=2.0");
    assertThat(trains.ids()).hasSize(1);
    assertThat(caller.get("/v1/preReleaseVersions/" + trains.ids().getFirst() + "/builds").ids())
        .hasSize(2);
    String build = caller.get("/v1/builds?filter%5Bversion%5D=2").ids().getFirst();
    Caller.Reply version = caller.createVersion(app.id(), "2.0.0", "");
    assertThat(
            caller
                .patch(
                    "/v1/appStoreVersions/" + version.id() + "/relationships/build",
                    "{'data':{'type':'builds','id':'" + build + "'}}")
                .status())
        .isEqualTo(204);
  }

  @Test
  void takesNoVersionThatWasReleasedUnderAnotherSpelling() {
    assertThat(caller.createVersion(app.id(), "1.0.0", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
  }

  private String build(String train) {
    return caller
        .get("/v1/builds?filter%5BpreReleaseVersion.version%5D=" + train)
        .json()
        .path("data")
        .path(0)
        .path("attributes")
        .path("version")
        .asText();
  }
}

package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.settings.TeamRefusal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void answersAStatusForTheNthCalls() {
    simulator
        .faults()
        .add(
            Fault.status(429)
                .retryAfter(Duration.ofSeconds(7))
                .on("GET", "/v1/apps")
                .nth(2)
                .times(2));
    assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
    Caller.Reply limited = caller.get("/v1/apps");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("retry-after")).isEqualTo("7");
    assertThat(limited.header("x-rate-limit")).contains("user-hour-lim:3500;");
    assertThat(caller.get("/v1/apps/" + app.id()).status()).isEqualTo(200);
    assertThat(caller.get("/v1/apps").code()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
    assertThat(simulator.faults().pending()).isEmpty();
  }

  @Test
  void failsBeforeOrAfterTheEffect() {
    simulator.faults().add(Fault.status(500).on("POST", "/v1/buildUploads"));
    assertThat(caller.createUpload(app.id(), "1.1", "2").code()).isEqualTo("UNEXPECTED_ERROR");
    assertThat(simulator.snapshot().buildUploads()).isEmpty();
    simulator.faults().add(Fault.status(503).on("POST", "/v1/buildUploads").afterEffect());
    assertThat(caller.createUpload(app.id(), "1.1", "2").status()).isEqualTo(503);
    assertThat(simulator.snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void cutsTheConnection() {
    simulator.faults().add(Fault.cutBeforeAnswer().on("POST", "/v1/buildUploads").afterEffect());
    assertThatThrownBy(() -> caller.createUpload(app.id(), "1.1", "2"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(simulator.snapshot().buildUploads()).hasSize(1);
    assertThat(simulator.exchanges().getLast().status()).isZero();
    simulator.faults().add(Fault.truncatedBody().on("GET", "/v1/apps"));
    assertThatThrownBy(() -> caller.get("/v1/apps")).isInstanceOf(UncheckedIOException.class);
    assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
  }

  @Test
  void showsAProxysPageAndSpuriousAgreements() {
    simulator
        .faults()
        .add(
            Fault.htmlErrorPage(502).on("GET", "/v1/apps"),
            Fault.agreements().on("GET", "/v1/builds"));
    Caller.Reply page = caller.get("/v1/apps");
    assertThat(page.status()).isEqualTo(502);
    assertThat(page.text()).startsWith("<html>");
    Caller.Reply agreements = caller.get("/v1/builds");
    assertThat(agreements.code()).isEqualTo("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED");
    assertThat(agreements.json().path("errors").path(0).path("links").path("see").asText())
        .isEqualTo("/business");
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheTeamInApplesWords(TeamRefusal refusal) {
    simulator.faults().add(refusal.fault().on("GET", "/v1/apps"));
    Caller.Reply refused = caller.get("/v1/apps");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("errors").path(0).path("detail").asText())
        .isEqualTo(refusal.detail());
    assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
  }

  @Test
  void hidesWhatIsNew() {
    simulator
        .faults()
        .add(Fault.slowConsistency(Duration.ofSeconds(5)).on("POST", "/v1/buildUploads"));
    String upload = caller.createUpload(app.id(), "1.1", "2").id();
    assertThat(caller.get("/v1/buildUploads/" + upload).status()).isEqualTo(404);
    assertThat(caller.get("/v1/apps/" + app.id() + "/buildUploads").ids()).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(caller.get("/v1/buildUploads/" + upload).status()).isEqualTo(200);
  }

  @Test
  void failsParts() {
    byte[] bytes = new byte[10];
    simulator
        .faults()
        .add(
            Fault.partUrlExpired(),
            Fault.status(503).onParts().nth(2),
            Fault.cutBeforeAnswer().onParts().nth(3));
    Caller.Reply file =
        caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), bytes.length);
    String url = file.attribute("uploadOperations").path(0).path("url").asText();
    assertThat(Caller.put(url, bytes).statusCode()).isEqualTo(403);
    assertThat(Caller.put(url, bytes).statusCode()).isEqualTo(503);
    assertThatThrownBy(() -> Caller.put(url, bytes)).isInstanceOf(UncheckedIOException.class);
    assertThat(Caller.put(url, bytes).statusCode()).isEqualTo(200);
    assertThat(simulator.partPuts()).extracting(PartPut::status).containsExactly(403, 503, 0, 200);
  }

  @Test
  void failsProcessing() {
    simulator
        .faults()
        .add(Fault.processingFailure("90683", "Missing purpose string"), Fault.invalidBinary());
    caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(simulator.snapshot().buildUploads().getFirst().errorCodes())
        .containsExactly("90683");
    caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2"));
    clock.advance(Duration.ofMinutes(3));
    assertThat(simulator.snapshot().builds().getLast().processingState()).isEqualTo("INVALID");
  }

  @Test
  void delaysAnAnswer() {
    simulator.faults().add(Fault.delay(Duration.ofMillis(150)).on("GET", "/v1/apps"));
    long before = System.nanoTime();
    assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void countsMatchingCallsOnly() {
    Fault fault = Fault.status(401).on("GET", "/v1/builds/{id}").times(3);
    simulator.faults().add(fault);
    assertThat(caller.get("/v1/builds").status()).isEqualTo(200);
    assertThat(caller.get("/v1/builds/1").status()).isEqualTo(401);
    assertThat(fault.matchedCalls()).isEqualTo(1);
    assertThat(fault.toString()).contains("/v1/builds/{id}");
    simulator.faults().clear();
    assertThat(caller.get("/v1/builds/1").status()).isEqualTo(404);
  }
}

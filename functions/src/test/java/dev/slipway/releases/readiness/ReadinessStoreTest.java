package dev.slipway.releases.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.connections.ConnectionId;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.readiness.PlacedFinding.Where;
import dev.slipway.releases.readiness.ReadinessAnswer.SeenMedia;
import dev.slipway.releases.readiness.ReadinessAnswer.SeenVersion;
import dev.slipway.releases.readiness.looks.ReadinessCheck;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadinessStoreTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Actor ANNA = new Actor("https://issuer.example.com#anna");
  private static final AskedApp APP =
      new AskedApp(ConnectionId.of("anna", "team"), "6789012345", Platform.IOS);

  private final InMemoryStateStore state = new InMemoryStateStore();
  private Instant now = START;
  private final ReadinessStore store = new ReadinessStore(state, () -> now);

  @Test
  void remembersNothingOfAnAppThatNobodyAskedAbout() {
    assertThat(store.read(APP)).isEmpty();
  }

  @Test
  void asksOnceForAllWhoAskWithinTwoMinutes() {
    store.ask(APP, ANNA);
    state.delete(APP.wakeKey());
    now = START.plusSeconds(119);

    var joined = store.ask(APP, new Actor("someone else"));

    assertThat(joined.askedAt()).isEqualTo(START);
    assertThat(joined.askedBy()).isEqualTo(ANNA);
    assertThat(state.read(APP.wakeKey())).isEmpty();
  }

  @Test
  void asksAgainWhenTheAnswerIsLate() {
    store.ask(APP, ANNA);
    state.delete(APP.wakeKey());
    now = START.plus(Duration.ofMinutes(2));

    assertThat(store.ask(APP, ANNA).askedAt()).isEqualTo(now);
    assertThat(state.read(APP.wakeKey())).isPresent();
  }

  @Test
  void keepsTheAnswerWhileAnotherIsAskedFor() {
    store.ask(APP, ANNA);
    store.close(APP, START, readiness -> readiness.answered(answer()));
    now = START.plusSeconds(10);

    store.ask(APP, ANNA);

    assertThat(store.read(APP).orElseThrow()).isEqualTo(new Readiness(now, ANNA, null, answer()));
  }

  @Test
  void keepsTheAnswerWhenTheNextAskFails() {
    store.ask(APP, ANNA);
    store.close(APP, START, readiness -> readiness.answered(answer()));
    now = START.plusSeconds(10);
    store.ask(APP, ANNA);
    var problem = Problem.of(ProblemType.APPLE_UNAVAILABLE, "App Store Connect did not answer.");

    store.close(APP, now, readiness -> readiness.failed(problem));

    var readiness = store.read(APP).orElseThrow();
    assertThat(readiness).isEqualTo(new Readiness(null, null, problem, answer()));
    assertThat(readiness.isOpen()).isFalse();
  }

  @Test
  void lateAnswerLeavesTheNewerAskOpen() {
    store.ask(APP, ANNA);
    now = START.plus(Duration.ofMinutes(3));
    store.ask(APP, ANNA);

    store.close(APP, START, readiness -> readiness.answered(answer()));

    assertThat(store.read(APP).orElseThrow().askedAt()).isEqualTo(now);
  }

  @Test
  void wakeObjectNamesTheApp() {
    String id = APP.wakeKey().substring("wake/check/".length());

    assertThat(AskedApp.ofWake(id)).contains(APP);
    assertThat(AskedApp.ofWake(APP.connection().value())).isEmpty();
    assertThat(AskedApp.ofWake("app-" + APP.connection() + "-6789012345")).isEmpty();
    assertThat(AskedApp.ofWake(id.replace("IOS", "WATCH_OS"))).isEmpty();
    assertThat(AskedApp.ofWake(id.replace("6789012345", "../x"))).isEmpty();
  }

  @Test
  void showsTheAnswerToTheCaller() {
    store.ask(APP, ANNA);
    store.close(APP, START, readiness -> readiness.answered(answer()));

    var shown = store.read(APP).orElseThrow().toApi(APP);

    assertThat(shown).containsOnlyKeys("connectionId", "appId", "platform", "answer");
    assertThat(Objects.requireNonNull(shown.get("answer")).toString())
        .contains("ready=false", "apps/6789012345/distribution", "APP_IPHONE_67")
        .doesNotContain("askedBy");
  }

  private static ReadinessAnswer answer() {
    Finding finding = ReadinessCheck.BUILD_NOT_SELECTED.finding(true, null, "version 1.0", "");
    return new ReadinessAnswer(
        START,
        "Example",
        new SeenVersion("1.0", "PREPARE_FOR_SUBMISSION", null),
        List.of(
            new PlacedFinding(
                finding,
                new Where(
                    "App Store Connect, Apps, Example",
                    "https://appstoreconnect.apple.com/apps/6789012345/distribution"))),
        List.of(new SeenMedia("en-US", "SCREENSHOTS", "APP_IPHONE_67", 3)),
        AgeRatingConfig.of(Map.of("advertising", true)),
        7);
  }
}

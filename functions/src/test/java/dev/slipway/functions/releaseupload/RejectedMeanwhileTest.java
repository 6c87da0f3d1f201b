package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.KeyRejection;
import dev.slipway.connections.verdict.RejectionWords;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.functions.ReleaseFunctions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A check meets a spell of 401s while a release is at work, and Apple answers the release.
class RejectedMeanwhileTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path directory;

  @Test
  void aReleaseThatAppleAnswersDoesNotEndBecauseOfTheVerdict() throws Exception {
    var check = new AtomicReference<Runnable>(() -> {});
    try (var functions = new ReleaseFunctions(directory, () -> check.get().run())) {
      var fixture = functions.fixture();
      var connections = new ConnectionStore(fixture.aws().state(), fixture.clock());
      var id = new ConnectionId(functions.connection());
      var rejected =
          Verdict.of(
              ConnectionState.NOT_CONNECTED,
              RejectionWords.workedBefore(KeyKind.TEAM, TEN, new KeyRejection(TEN), TEN),
              Capabilities.NONE,
              TEN);
      check.set(
          () -> connections.update(id, stands -> stands.checked(rejected, Actor.SCHEDULE, TEN)));

      functions.upload(functions.drop("App.ipa", "1.1", "2", 1 << 16, TEN), () -> PLENTY);

      var release = functions.all().getFirst();
      assertThat(release.state().isOpen()).as(release.status().toString()).isTrue();
      assertThat(release.preflight().at()).as("its preflight passed").isNotNull();
      assertThat(release.status().waitingFor()).startsWith("Waiting for the connection");
      assertThat(connections.read(id).orElseThrow().state())
          .isEqualTo(ConnectionState.NOT_CONNECTED);
    }
  }
}

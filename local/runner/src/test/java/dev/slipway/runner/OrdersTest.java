package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people ask for after the drop: cancel, disconnect.
class OrdersTest {
  @TempDir Path directory;

  @Test
  void cancelWhileAppleProcessesEndsTheRelease() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      String id = stage.newest().path("id").asText();

      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/cancel", null);
      stage.local.settle();
      stage.local.advance(Duration.ofHours(1));

      var release = stage.release(id);
      assertThat(release.path("state").asText()).isEqualTo("CANCELED");
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(1);
      String alice = stage.local.webUri() + "/local#alice";
      assertThat(release.path("timeline").path(0).path("actor").asText()).isEqualTo("drop");
      assertThat(release.path("timeline").findValuesAsText("actor").getLast()).isEqualTo(alice);
      assertThat(release.path("orders").path("cancel").path("actor").asText()).isEqualTo(alice);
      var event = stage.local.aws().published().all().getLast();
      assertThat(event.detail()).contains("\"to\":\"CANCELED\"", "\"actor\":\"" + alice + "\"");
    }
  }

  @Test
  void cancelAfterTheSubmissionWithdrawsFromReview() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      String id = stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText();

      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/cancel", null);
      stage.local.settle();
      var canceled = stage.advanceUntil(id, "CANCELED");

      assertThat(canceled.path("timeline").toString()).contains("Canceled on request.");
      var submission = stage.apple.snapshot().reviewSubmissions().getFirst();
      assertThat(submission.state()).isEqualTo("COMPLETE");
      assertThat(
              stage.apple.snapshot().appStoreVersions().stream()
                  .map(Snapshot.AppStoreVersion::state))
          .contains("DEVELOPER_REJECTED");
    }
  }

  @Tag("answer")
  @Test
  void afterACancelTheSameDropCanBeMadeAgain() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      byte[] ipa = Stage.ipa("1.1", "2");
      stage.put(connection + "/two.ipa", ipa);
      stage.local.settle();
      String id = stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/cancel", null);
      stage.local.settle();
      stage.advanceUntil(id, "CANCELED");

      stage.put(connection + "/two.ipa", ipa);
      stage.local.settle();
      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("id").asText()).isNotEqualTo(id);
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);
    }
  }

  @Test
  void disconnectingEndsOpenReleasesWithTheReason() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      String id = stage.newest().path("id").asText();

      var answer = stage.call(LocalUser.ALICE, "DELETE", "/connections/" + connection, null);
      stage.local.settle();
      long calls = stage.calls();
      stage.local.advance(Duration.ofHours(2));

      assertThat(answer.status()).isEqualTo(204);
      var release = stage.release(id);
      assertThat(release.path("state").asText()).isEqualTo("CANCELED");
      assertThat(release.path("timeline").toString()).containsIgnoringCase("disconnect");
      assertThat(stage.calls()).as("Apple is left alone").isEqualTo(calls);
    }
  }

  @Tag("answer")
  @Test
  void reconnectingInsideTheWindowReleasesAgain() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      var key = stage.apple.createKey(KeyRole.ADMIN);
      String connection = stage.connect(LocalUser.ALICE, key);
      stage.call(LocalUser.ALICE, "DELETE", "/connections/" + connection, null);
      stage.local.settle();

      String again = stage.connect(LocalUser.ALICE, key);
      stage.put(again + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(again).isEqualTo(connection);
    }
  }

  @Test
  void anotherTenantSeesNothing() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      String id = stage.newest().path("id").asText();

      for (String path :
          new String[] {
            "GET /connections/" + connection,
            "GET /connections/" + connection + "/apps",
            "DELETE /connections/" + connection,
            "POST /connections/" + connection + "/check",
            "GET /releases/" + id,
            "POST /releases/" + id + "/cancel",
            "POST /releases/" + id + "/submit",
            "POST /releases/" + id + "/release"
          }) {
        String[] request = path.split(" ");
        assertThat(stage.call(LocalUser.BOB, request[0], request[1], null).status())
            .as(path)
            .isEqualTo(404);
      }
      assertThat(stage.call(LocalUser.BOB, "GET", "/releases", null).body().path("releases"))
          .isEmpty();
      assertThat(stage.call(LocalUser.BOB, "GET", "/connections", null).body().path("connections"))
          .isEmpty();
      assertThat(stage.release(id).path("state").asText()).isEqualTo("PROCESSING");
    }
  }
}

package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Every function gets on with what template.yaml allows it. [Stage] looks at this at the end of
/// every scenario; this one goes where no other does.
class LeastPrivilegeTest {
  @TempDir Path directory;

  @Test
  void connectingReplacingDisconnectingAndConnectingAgainIsAllowed() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      var key = stage.apple.createKey(KeyRole.APP_MANAGER);
      String id = stage.connect(LocalUser.ALICE, key);
      stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.ADMIN));
      stage.local.advance(Duration.ofDays(1));
      stage.put(id + "/Some.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.call(LocalUser.ALICE, "DELETE", "/connections/" + id, null).status())
          .isEqualTo(204);
      stage.local.advance(Duration.ofMinutes(10));
      assertThat(stage.newest().path("state").asText()).isEqualTo("CANCELED");
      assertThat(stage.connect(LocalUser.ALICE, key)).isEqualTo(id);

      assertThat(stage.local.aws().requests().all())
          .anyMatch(request -> request.operation().equals("RestoreSecret"))
          .anyMatch(request -> request.operation().equals("UpdateSecretVersionStage"));
      assertThat(LeastPrivilege.breaches(stage.local)).isEmpty();
    }
  }

  @Test
  void removingWhatIsLeftOfAConnectionIsAllowed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String id = stage.connect();
      stage.put(id + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      assertThat(keys(stage, "releases/")).isNotEmpty();
      assertThat(keys(stage, "apps/")).isNotEmpty();
      stage.call(LocalUser.ALICE, "DELETE", "/connections/" + id, null);
      stage.local.advance(Duration.ofMinutes(10));

      stage.local.clock().advance(Duration.ofDays(32));
      // Sweeps read markers that are older than two days once an hour.
      stage.local.advance(Duration.ofMinutes(70));

      assertThat(keys(stage, "releases/")).isEmpty();
      assertThat(keys(stage, "apps/")).isEmpty();
      assertThat(keys(stage, "open/")).isEmpty();
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Test
  void dropIntakeMayCorrectTheMarkersOfAReleaseThatIsADayOld() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String id = stage.connect();
      stage.put(id + "/first/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(id + "/first/release.json", "{\"submit\": false}");
      stage.local.settle();
      String release = stage.advanceUntil("PREPARED").path("id").asText();

      // No sweep comes between: the drop's event is put back, and the first write of a new day.
      stage.local.clock().advance(Duration.ofHours(24));
      stage.s3.putObject(
          put -> put.bucket(stage.local.stateBucket()).key("wake/intake/" + release),
          RequestBody.fromString("{}"));
      stage.local.settle();

      assertThat(stage.local.aws().requests().all())
          .anyMatch(
              request ->
                  "DropIntakeFunction".equals(request.sessionToken())
                      && request.operation().equals("ListObjectsV2")
                      && request.query().getOrDefault("prefix", "").startsWith("tenants/"));
      assertThat(LeastPrivilege.breaches(stage.local)).isEmpty();
    }
  }

  private static List<String> keys(Stage stage, String prefix) {
    return stage
        .s3
        .listObjectsV2(list -> list.bucket(stage.local.stateBucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}

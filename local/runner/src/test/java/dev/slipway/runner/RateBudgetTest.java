package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// What happens when a key's calls of the hour are needed elsewhere.
class RateBudgetTest {
  private static final String RATE_LIMITED = "urn:slipway:problem:rate-limited";

  @TempDir Path directory;

  @Test
  void aReleaseWaitsWithATimeAndGoesOnByItself() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      spend(stage, 3300);

      stage.put(connection + "/Some.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.newest();
      assertThat(release.path("problem").path("type").asText()).isEqualTo(RATE_LIMITED);
      assertThat(Instant.parse(release.path("nextCheckAt").asText()))
          .isBetween(inMinutes(stage, 1), inMinutes(stage, 20));
      long calls = stage.calls();
      stage.advance(Duration.ofMinutes(50));
      assertThat(stage.calls()).as("calls while there are none to be made").isEqualTo(calls);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Tag("answer")
  @Test
  void aWriteWithoutOutcomeIsLookedForWhenThereAreCallsAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.status(503).on("POST", "/v1/buildUploads").afterEffect());
      stage.put(connection + "/Some.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);

      spend(stage, 3300);
      stage.advance(Duration.ofMinutes(30));
      assertThat(stage.newest().path("problem").path("type").asText()).isEqualTo(RATE_LIMITED);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aCheckUsesWhatReleasesMustLeave() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      spend(stage, 3300);

      assertThat(check(stage, connection)).isEqualTo("CONNECTED");

      spend(stage, 3500);
      long calls = stage.calls();
      assertThat(check(stage, connection)).isEqualTo("UNKNOWN");
      assertThat(stage.calls()).isEqualTo(calls);

      stage.advance(Duration.ofMinutes(90));
      assertThat(check(stage, connection)).isEqualTo("CONNECTED");
    }
  }

  @Test
  void aBrokenDocumentStopsNobody() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.s3.putObject(
          put -> put.bucket(stage.local.stateBucket()).key(document(stage)),
          RequestBody.fromString("no JSON"));

      stage.put(connection + "/Some.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  /// As if so many calls had been made with the key just now.
  private static void spend(Stage stage, int calls) {
    String json =
        """
        {"hourLimit":3500,"foreignCalls":0,"grants":[],
         "spent":[{"from":"%s","calls":%d}]}
        """
            .formatted(stage.local.clock().instant(), calls);
    stage.s3.putObject(
        put -> put.bucket(stage.local.stateBucket()).key(document(stage)),
        RequestBody.fromString(json));
  }

  /// The one key's; there is one since its first check.
  private static String document(Stage stage) {
    return stage
        .s3
        .listObjectsV2(list -> list.bucket(stage.local.stateBucket()).prefix("budgets/"))
        .contents()
        .getFirst()
        .key();
  }

  private static String check(Stage stage, String connection) throws Exception {
    return stage
        .call(LocalUser.ALICE, "POST", "/connections/" + connection + "/check", "{}")
        .body()
        .path("verdict")
        .path("state")
        .asText();
  }

  private static Instant inMinutes(Stage stage, int minutes) {
    return stage.local.clock().instant().plus(Duration.ofMinutes(minutes));
  }
}

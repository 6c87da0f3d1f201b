package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What verdicts, and keys in place of others, mean to releases.
class ConnectionInUseTest {
  @TempDir Path directory;

  @Test
  void aRoleThatIsTooLowStopsAReleaseBeforeItsFirstByteAndABetterKeyLetsItGoOn() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String id = stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.DEVELOPER));
      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofHours(1));

      var waiting = stage.newest();
      assertThat(waiting.path("open").asBoolean()).isTrue();
      assertThat(waiting.at("/problem/type").asText()).endsWith(":role-too-low");
      assertThat(waiting.at("/problem/detail").asText())
          .contains("Nothing is uploaded yet")
          .contains("App Manager");
      assertThat(stage.writes()).isEmpty();
      assertThat(stage.apple.partPuts()).isEmpty();

      stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.APP_MANAGER));

      // At once, by the wake objects that the check left.
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Tag("answer")
  @Test
  void anUnknownVerdictDoesNotOpenTheWayForAKeyThatWasTooLow() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String id = stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.DEVELOPER));
      stage.apple.faults().add(Fault.status(503).always());
      check(stage, id);
      stage.apple.faults().clear();

      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();

      assertThat(stage.writes()).isEmpty();
      assertThat(stage.newest().path("open").asBoolean()).isTrue();
    }
  }

  @Tag("answer")
  @Test
  void aReleaseWaitsForTheAgreementAndGoesOnByItself() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String id = stage.connect();
      stage.apple.faults().add(Fault.agreements().always());
      stage.local.advance(Duration.ofDays(1));
      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().at("/problem/type").asText()).endsWith(":connection-not-usable");
      assertThat(stage.newest().at("/problem/detail").asText()).contains("Account Holder");
      stage.apple.faults().clear();

      // Nobody does anything but wait: the connection is looked at again within the hour.
      stage.advance(Duration.ofMinutes(65));

      assertThat(stage.newest().path("state").asText()).isNotEqualTo("RECEIVED");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Test
  void aReleaseOnItsWayGoesOnWhenTheKeyIsReplaced() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      var first = stage.apple.createKey(KeyRole.APP_MANAGER);
      var second = stage.apple.createKey(KeyRole.APP_MANAGER);
      String id = stage.connect(LocalUser.ALICE, first);
      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");

      // One that is worse changes nothing; one that is not takes over; the old one is revoked.
      stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.DEVELOPER));
      assertThat(connection(stage, id, "/keyId")).isEqualTo(first.keyId());
      assertThat(connection(stage, id, "/lastReplacement/outcome")).isEqualTo("REFUSED");
      stage.connect(LocalUser.ALICE, second);
      assertThat(connection(stage, id, "/keyId")).isEqualTo(second.keyId());
      assertThat(connection(stage, id, "/lastReplacement/outcome")).isEqualTo("PROMOTED");
      stage.local.advance(Duration.ofMinutes(10));
      stage.apple.revokeKey(first.keyId());

      var released = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(released.has("problem")).isFalse();
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Test
  void aRevokedKeyStopsWhatIsDroppedUntilAnotherTakesItsPlace() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      var first = stage.apple.createKey(KeyRole.ADMIN);
      String id = stage.connect(LocalUser.ALICE, first);
      stage.apple.revokeKey(first.keyId());
      stage.local.advance(Duration.ofDays(1));
      assertThat(connection(stage, id, "/state")).isEqualTo("NOT_CONNECTED");
      assertThat(connection(stage, id, "/verdict/likelyCauses/0/cause")).isEqualTo("KEY_REVOKED");
      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().at("/problem/detail").asText()).contains("revoked");

      stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.ADMIN));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  /// The rest of the suite looks for the same at the end of every scenario.
  @Test
  void noPartOfAKeyComesOutWhateverIsHandedIn() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      var key = stage.apple.createKey(KeyRole.APP_MANAGER);
      stage.canary.watch(key.privateKeyPem());
      String pem = key.privateKeyPem();
      String oneLine = pem.replace("\n", "\\n");
      for (String body :
          List.of(
              "{\"keyId\":\"X\",\"privateKey\":\"" + oneLine + "\"}",
              "{\"keyId\":\"" + key.keyId() + "\",\"issuerId\":\"no\",\"privateKey\":\"" + oneLine,
              "{\"" + oneLine + "\":1}",
              "{\"privateKey\":\"" + oneLine.replace("PRIVATE", "PUBLIC") + "\"}",
              "{\"privateKey\":\"" + oneLine.substring(0, oneLine.length() / 2) + "\"}",
              "{\"keyId\":\"" + oneLine + "\",\"privateKey\":[\"" + oneLine + "\"]}",
              "{\"keyId\":1,\"keyFileName\":\"" + oneLine + "\"}",
              pem)) {
        assertThat(stage.call(LocalUser.ALICE, "POST", "/connections", body).status())
            .isBetween(400, 499);
      }
      String id = stage.connect(LocalUser.ALICE, key);
      stage.call(
          LocalUser.ALICE,
          "POST",
          "/connections/" + id + "/check",
          "{\"bundleId\":\"" + oneLine + "\"}");
      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.call(LocalUser.ALICE, "DELETE", "/connections/" + id, null);
      stage.local.settle();

      assertThat(stage.canary.findings(directory, stage.apple)).isEmpty();
      assertThat(stage.apple.partPuts()).allMatch(put -> put.status() == 200);
    }
  }

  @Test
  void theCanaryFindsWhatItLooksFor() throws Exception {
    try (var stage = Stage.open(directory.resolve("state"));
        var canary = new Canary()) {
      var key = stage.apple.createKey(KeyRole.ADMIN);
      String line = key.privateKeyPem().lines().skip(1).findFirst().orElseThrow();
      canary.watch(key.privateKeyPem());
      Path empty = Files.createDirectory(directory.resolve("empty"));
      assertThat(canary.findings(empty, stage.apple)).isEmpty();

      canary.answered(
          "x"
              + line.substring(line.length() - 15)
              + key.privateKeyPem().lines().skip(2).findFirst().orElseThrow());
      String token = stage.local.tokenFor(LocalUser.ALICE);
      Files.writeString(empty.resolve("log"), "Bearer " + token);
      canary.watchSecret("demo-password-1");
      canary.saw("the board", "password: demo-password-1");
      Path drops = Files.createDirectories(empty.resolve("aws/s3/buckets/slipway-drops/objects"));
      Files.writeString(drops.resolve("demo_password.txt"), "demo-password-1");

      assertThat(canary.findings(empty, stage.apple))
          .containsExactlyInAnyOrder(
              "a part of a private key in an answer of the API",
              "a token in file log",
              "a watched secret in the board");
    }
  }

  /// Whoever sends a part with a token of Apple's API gives it to a storage host.
  @Test
  void theCanarySeesHeadersOfRequestsAndParts() throws Exception {
    try (var apple = AppStoreConnectSimulator.start(SimulatorOptions.defaults());
        var canary = new Canary();
        var http = HttpClient.newHttpClient()) {
      String token = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJzb21lYm9keSJ9.c2lnbmF0dXJlIG9mIGEgdG9rZW4";
      var part =
          HttpRequest.newBuilder(apple.uploadUri().resolve("/parts/none?partNumber=1"))
              .header("Authorization", "Bearer " + token)
              .PUT(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      var call = HttpRequest.newBuilder(apple.baseUri().resolve("/v1/apps"));
      Path empty = Files.createDirectory(directory.resolve("empty"));

      http.send(
          call.copy().header("Authorization", "Bearer " + token).build(),
          HttpResponse.BodyHandlers.discarding());
      assertThat(canary.findings(empty, apple)).isEmpty();

      http.send(part, HttpResponse.BodyHandlers.discarding());
      http.send(
          call.copy().header("X-Debug", token).build(), HttpResponse.BodyHandlers.discarding());
      assertThat(canary.findings(empty, apple))
          .containsExactly(
              "a token in a request to Apple: GET /v1/apps",
              "a token in a part sent to Apple's storage");
    }
  }

  private static String connection(Stage stage, String id, String pointer) throws Exception {
    return stage
        .call(LocalUser.ALICE, "GET", "/connections/" + id, null)
        .body()
        .at(pointer)
        .asText();
  }

  private static void check(Stage stage, String id) throws Exception {
    stage.call(LocalUser.ALICE, "POST", "/connections/" + id + "/check", null);
    stage.local.settle();
  }
}

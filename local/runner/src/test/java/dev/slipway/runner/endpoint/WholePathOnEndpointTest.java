package dev.slipway.runner.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.localaws.endpoints.Endpoint;
import dev.slipway.localaws.endpoints.Endpoint.Service;
import dev.slipway.localaws.endpoints.Endpoints;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// From a key to the App Store and out again, with everything that Slipway keeps on one endpoint.
/// Each endpoint leaves a line in `target/conformance/`; one that is not there is a skip.
class WholePathOnEndpointTest {
  private static final String BUNDLE_ID = "com.example.endpoint";
  private static final Path REPORTS = Path.of("target/conformance");

  @TempDir Path directory;

  @Test
  void onOurOwnStandIn() throws Exception {
    run("local-aws", () -> Endpoints.localAws(directory, InstantSource.system()));
  }

  @Test
  @Tag("endpoint")
  void onMoto() throws Exception {
    run("moto", Endpoints::moto);
  }

  @Test
  @Tag("endpoint")
  void onLocalStack() throws Exception {
    run("localstack", Endpoints::localStack);
  }

  @Test
  @Tag("endpoint")
  void onTheGivenEndpoint() throws Exception {
    run("given", Endpoints::given);
  }

  /// Gives an endpoint, or skips.
  @FunctionalInterface
  private interface Opening {
    OpenEndpoint open() throws Exception;
  }

  private static void run(String file, Opening opening) throws Exception {
    var line = new StringBuilder("whole path: ");
    try (var opened = opening.open()) {
      Assumptions.assumeTrue(
          EnumSet.allOf(Service.class).stream().allMatch(opened.endpoint()::has),
          "AWS_ENDPOINT_URL has not all services (SERVICES), and the whole path needs all");
      line.append(opened.endpoint().name()).append(' ');
      line.append(run(opened.endpoint()));
    } catch (TestAbortedException e) {
      line.append(file).append(" skipped=1: ").append(e.getMessage());
      throw e;
    } catch (Exception | Error e) {
      line.append("failed=1");
      throw e;
    } finally {
      Files.createDirectories(REPORTS);
      Files.writeString(REPORTS.resolve(file + ".txt"), line + "\n");
    }
  }

  private static String run(Endpoint endpoint) throws Exception {
    try (var path = new WholePath(endpoint)) {
      path.apple.createApp(NewApp.of(BUNDLE_ID, "Example").liveVersion("1.0", "1"));
      String connection = connect(path);
      var start = path.now();

      path.drop(connection + "/example.ipa", ipa());
      JsonNode release = released(path);
      Duration time = Duration.between(start, path.now());
      assertReleasedOnce(path, release);
      long announced = assertAnnounced(path);
      disconnect(path, connection);
      return "failed=0 READY_FOR_DISTRIBUTION in %d min, invocations=%d object events=%d announcements=%d"
          .formatted(time.toMinutes(), path.invocations(), path.objectEvents(), announced);
    }
  }

  private static String connect(WholePath path) throws Exception {
    var key = path.apple.createKey(KeyRole.APP_MANAGER);
    var answer =
        path.call(
            "POST /connections",
            "",
            Map.of(
                "keyId", key.keyId(),
                "issuerId", key.issuerId(),
                "privateKey", key.privateKeyPem()));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    String id = answer.body().path("id").asText();
    // The check came by its wake object.
    var seen = path.call("GET /connections/{connectionId}", id, Map.of());
    assertThat(seen.body().path("state").asText())
        .as(seen.body().toString())
        .isEqualTo("CONNECTED");
    return id;
  }

  private static byte[] ipa() throws Exception {
    var bytes = new ByteArrayOutputStream();
    SampleIpa.write(bytes, SampleIpa.Spec.of(BUNDLE_ID, "1.1", "2"));
    return bytes.toByteArray();
  }

  private static JsonNode released(WholePath path) throws Exception {
    JsonNode release = newest(path);
    for (int minutes = 0; minutes < 24 * 60; minutes += 5) {
      release = newest(path);
      if (release.path("state").asText().equals("READY_FOR_DISTRIBUTION")) {
        return release;
      }
      path.advance(Duration.ofMinutes(5));
    }
    throw new AssertionError("never out: " + release.toPrettyString());
  }

  private static JsonNode newest(WholePath path) throws Exception {
    var list = path.call("GET /releases", "", Map.of()).body().path("releases");
    assertThat(list).as("releases").hasSize(1);
    return path.call("GET /releases/{releaseId}", list.get(0).path("id").asText(), Map.of()).body();
  }

  private static void assertReleasedOnce(WholePath path, JsonNode release) {
    assertThat(release.path("problem").isMissingNode()).as(release.toString()).isTrue();
    var snapshot = path.apple.snapshot();
    assertThat(snapshot.buildUploads()).hasSize(1);
    assertThat(snapshot.appStoreVersions()).as("the live version and the new one").hasSize(2);
    assertThat(snapshot.reviewSubmissions()).hasSize(1);
  }

  /// The bus took every change: none waits in a record.
  private static long assertAnnounced(WholePath path) throws Exception {
    path.advance(Duration.ofMinutes(10));
    long changes = 0;
    for (String prefix : new String[] {"releases/", "connections/"}) {
      var outboxes =
          path.state(prefix).stream()
              .map(state -> state.path("outbox"))
              .filter(outbox -> !outbox.isMissingNode())
              .toList();
      assertThat(outboxes).as(prefix).isNotEmpty();
      for (JsonNode outbox : outboxes) {
        assertThat(outbox.path("pending")).as(outbox.toString()).isEmpty();
        changes += outbox.path("changes").asLong();
      }
    }
    assertThat(changes).isPositive();
    return changes;
  }

  /// The secret can be restored for a while.
  private static void disconnect(WholePath path, String connection) throws Exception {
    var answer = path.call("DELETE /connections/{connectionId}", connection, Map.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(204);
    path.advance(Duration.ofMinutes(10));
    assertThat(
            path.aws
                .secrets()
                .describeSecret(request -> request.secretId(path.secretPrefix + connection))
                .deletedDate())
        .isNotNull();
    var seen = path.call("GET /connections/{connectionId}", connection, Map.of());
    assertThat(seen.body().path("state").asText())
        .as(seen.body().toString())
        .isEqualTo("DISCONNECTED");
  }
}

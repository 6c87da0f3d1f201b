package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program with the local machine client's credentials connects a team for Alice, who finds it
/// among her own, with the program's name.
class ActForTenantsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aProgramConnectsForATenant() throws Exception {
    try (var stage = Stage.open(directory)) {
      String secret = Files.readString(directory.resolve("machine-client-secret")).strip();
      assertThat(token(stage, "local-machine", secret + "x").statusCode()).isEqualTo(400);
      assertThat(token(stage, "alice", secret).statusCode()).isEqualTo(400);
      var granted = JSON.readTree(token(stage, "local-machine", secret).body());
      String token = granted.path("access_token").asText();

      var key = stage.apple.createKey(KeyRole.APP_MANAGER);
      String body =
          JSON.writeValueAsString(
              Map.of(
                  "keyId", key.keyId(),
                  "issuerId", key.issuerId(),
                  "privateKey", key.privateKeyPem()));

      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(stage.local.webUri() + "/connections"))
                  .header("Authorization", "Bearer " + token)
                  .header("Slipway-Tenant", "alice")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(201);
      String id = JSON.readTree(answer.body()).path("id").asText();
      String actor = "for:alice:" + stage.local.webUri() + "/local#local-machine";
      var shown = read(stage, LocalUser.ALICE, "/connections/" + id);
      assertThat(shown.at("/history/0/actor").asText()).isEqualTo(actor);
      var act = read(stage, LocalUser.ALICE, "/audit").at("/acts/0");
      assertThat(act.path("act").asText()).isEqualTo("CONNECT");
      assertThat(act.path("actor").asText()).isEqualTo(actor);
      assertThat(act.path("from").asText()).isEqualTo("127.0.0.1");
      assertThat(read(stage, LocalUser.BOB, "/audit").path("acts")).isEmpty();
      assertThat(read(stage, LocalUser.BOB, "/connections").path("connections")).isEmpty();
    }
  }

  private static JsonNode read(Stage stage, LocalUser user, String path) throws Exception {
    return stage.call(user, "GET", path, null).body();
  }

  private HttpResponse<String> token(Stage stage, String client, String secret) throws Exception {
    String form =
        "grant_type=client_credentials&client_id="
            + client
            + "&client_secret="
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return http.send(
        HttpRequest.newBuilder(URI.create(stage.local.webUri() + "/local/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}

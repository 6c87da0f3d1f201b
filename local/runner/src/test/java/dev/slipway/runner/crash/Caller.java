package dev.slipway.runner.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.SimulatedKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// Somebody who calls Slipway's API, and calls again when there is no answer, or one that says that
/// something broke.
///
/// @param local whom to call
record Caller(SlipwayLocal local) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 5;

  static Caller of(SlipwayLocal local) {
    return new Caller(local);
  }

  /// Hands a key in; answers the connection.
  JsonNode connect(SimulatedKey key) throws IOException, InterruptedException {
    return send("POST", "/connections", body(key));
  }

  /// Hands a key in by a connect link.
  ///
  /// @param token of the link
  void handIn(String token, SimulatedKey key) throws IOException, InterruptedException {
    send("POST", "/connect-link/connection", body(key), "Slipway-Connect-Link", token);
  }

  private static String body(SimulatedKey key) throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "keyId", key.keyId(),
            "issuerId", key.issuerId(),
            "privateKey", key.privateKeyPem()));
  }

  /// Sends a request.
  ///
  /// @param body JSON; empty for none
  /// @throws IOException when it is refused, or fails again and again
  JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
    return send(method, path, body, "Authorization", "Bearer " + local.tokenFor(LocalUser.ALICE));
  }

  private JsonNode send(String method, String path, String body, String header, String value)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(local.webUri() + path))
            .header(header, value)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = 0;
    for (int i = 0; i < TRIES; i++) {
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      status = answer.statusCode();
      if (status < 300) {
        return JSON.readTree(answer.body());
      }
      if (status < 500) {
        break;
      }
    }
    throw new IOException(method + " " + path + " was answered with " + status);
  }
}

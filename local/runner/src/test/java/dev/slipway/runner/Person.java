package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.simulator.KeyRole;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

/// A person who does in App Store Connect what Slipway's client cannot do.
record Person(Stage stage, TokenSource tokens) {
  static Person of(Stage stage) {
    var key = stage.apple.createKey(KeyRole.ADMIN);
    byte[] der =
        Base64.getMimeDecoder().decode(key.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
    return new Person(
        stage,
        new TokenSource(
            new ApiKey.TeamKey(
                new KeyId(key.keyId()), new IssuerId(key.issuerId()), ApiKey.fromPkcs8(der)),
            stage.local.clock()));
  }

  /// Sends a change, which Apple must take.
  void patch(String path, String json) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(stage.apple.baseUri().resolve(path))
            .header("Authorization", "Bearer " + tokens.token())
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
  }
}

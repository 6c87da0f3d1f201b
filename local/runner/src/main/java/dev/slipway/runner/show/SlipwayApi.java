package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.simulator.SimulatedKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/// Calls Slipway's API as a user's script would: over HTTP, with a token. Used by one thread.
final class SlipwayApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;

  SlipwayApi(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  /// Sends the form that a browser would send: Key ID and Issuer ID as fields, the key as a file.
  JsonNode connect(SimulatedKey key) throws IOException, InterruptedException {
    String boundary = "slipway-" + UUID.randomUUID();
    String body =
        field(boundary, "keyId", key.keyId())
            + field(boundary, "issuerId", key.issuerId())
            + "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"key\"; filename=\"AuthKey_"
            + key.keyId()
            + ".p8\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            + key.privateKeyPem()
            + "\r\n--"
            + boundary
            + "--\r\n";
    return send(
        request("/connections")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build());
  }

  @Override
  public void close() {
    http.close();
  }

  private static String field(String boundary, String name, String value) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          request.method()
              + " "
              + request.uri().getPath()
              + " was answered with "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return JSON.readTree(answer.body());
  }
}

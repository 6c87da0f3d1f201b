package dev.slipway.runner.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Converts a function's answer in payload format version 2.0. Without a `statusCode` the whole
/// JSON becomes the body of a 200 (API Gateway Developer Guide, "Create AWS Lambda proxy
/// integrations for HTTP APIs").
final class ResponsePayload {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResponsePayload() {}

  /// @throws IOException when an HTTP API would not understand the answer
  static Answer read(byte[] payload) throws IOException {
    JsonNode json = JSON.readTree(payload);
    if (!json.has("statusCode")) {
      return Answer.of(200, "application/json", payload);
    }
    int status = json.get("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new IOException("statusCode must be 200 to 599");
    }
    byte[] body = body(json);
    Answer answer = Answer.of(status, body);
    for (var header : json.path("headers").properties()) {
      answer = answer.withAlso(header.getKey(), header.getValue().asText());
    }
    for (JsonNode cookie : json.path("cookies")) {
      answer = answer.withAlso("set-cookie", cookie.asText());
    }
    return answer;
  }

  private static byte[] body(JsonNode json) throws IOException {
    String body = json.path("body").asText("");
    try {
      return json.path("isBase64Encoded").asBoolean()
          ? Base64.getDecoder().decode(body)
          : body.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("the body is not base64", e);
    }
  }
}

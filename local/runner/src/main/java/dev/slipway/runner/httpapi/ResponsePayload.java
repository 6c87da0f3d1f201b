package dev.slipway.runner.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A function's answer in payload format version 2.0: with `statusCode` as it says, without one its
/// whole JSON is the body of a 200 (API Gateway Developer Guide, "Create AWS Lambda proxy
/// integrations for HTTP APIs"). Immutable.
final class ResponsePayload {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private ResponsePayload(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  int status() {
    return status;
  }

  /// Name and value, repeated names allowed.
  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }

  /// @throws IOException when the answer is none that an HTTP API understands
  static ResponsePayload read(byte[] answer) throws IOException {
    JsonNode json = JSON.readTree(answer);
    if (!json.has("statusCode")) {
      return new ResponsePayload(
          200, List.of(Map.entry("content-type", "application/json")), answer);
    }
    int status = json.get("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new IOException("statusCode must be 200 to 599");
    }
    var headers = new ArrayList<Map.Entry<String, String>>();
    for (var header : json.path("headers").properties()) {
      headers.add(Map.entry(header.getKey(), header.getValue().asText()));
    }
    for (JsonNode cookie : json.path("cookies")) {
      headers.add(Map.entry("set-cookie", cookie.asText()));
    }
    String body = json.path("body").asText("");
    try {
      return new ResponsePayload(
          status,
          headers,
          json.path("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(body)
              : body.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException("the body is no base64", e);
    }
  }
}

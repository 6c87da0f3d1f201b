package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is sent back for one call.
///
/// @param status HTTP status
/// @param body text, empty for none
/// @param contentType media type of the body
/// @param retryAfter for `Retry-After`, or null
/// @param shown whether it is an answer of the API itself (false: a proxy's page, which no contract
///   binds)
record Answer(
    int status, String body, String contentType, @Nullable Duration retryAfter, boolean shown) {
  private static final String JSON = "application/json";

  static Answer json(int status, JsonNode document) {
    return new Answer(status, document.toString(), JSON, null, true);
  }

  static Answer empty(int status) {
    return new Answer(status, "", JSON, null, true);
  }

  static Answer errors(List<ApiError> errors, @Nullable Duration retryAfter) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode array = document.putArray("errors");
    errors.forEach(error -> array.add(error.toJson()));
    return new Answer(errors.getFirst().status(), document.toString(), JSON, retryAfter, true);
  }

  static Answer html(int status) {
    return new Answer(
        status,
        "<html><head><title>"
            + status
            + "</title></head><body><h1>"
            + status
            + "</h1></body></html>",
        "text/html",
        null,
        false);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}

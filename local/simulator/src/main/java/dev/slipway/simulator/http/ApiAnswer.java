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

/// The answer to one call.
///
/// @param status HTTP status
/// @param body body as text; empty for an answer without a body
/// @param contentType media type of the body; an empty body is sent without it
/// @param retryAfter value of `Retry-After`, or null
/// @param shown whether the API itself answers; false for a proxy's page, which no contract covers
record ApiAnswer(
    int status, String body, String contentType, @Nullable Duration retryAfter, boolean shown) {
  private static final String JSON = "application/json";

  static ApiAnswer json(int status, JsonNode document) {
    return new ApiAnswer(status, document.toString(), JSON, null, true);
  }

  static ApiAnswer empty(int status) {
    return new ApiAnswer(status, "", JSON, null, true);
  }

  static ApiAnswer errors(List<ApiError> errors, @Nullable Duration retryAfter) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode array = document.putArray("errors");
    errors.forEach(error -> array.add(error.toJson()));
    return new ApiAnswer(errors.getFirst().status(), document.toString(), JSON, retryAfter, true);
  }

  static ApiAnswer html(int status) {
    return new ApiAnswer(
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

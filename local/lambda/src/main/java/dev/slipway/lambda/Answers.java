package dev.slipway.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/// Reads the answer of a function behind the HTTP API.
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /// Returns a text from the answer's body.
  ///
  /// @param place JSON pointer
  /// @throws IOException if it is absent
  static String text(byte[] answer, String place) throws IOException {
    JsonNode body = JSON.readTree(JSON.readTree(answer).path("body").asText());
    String text = body.at(place).asText();
    if (text.isEmpty()) {
      throw new IOException("no " + place + " in " + body);
    }
    return text;
  }
}

package dev.slipway.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/// Reads what a function behind the HTTP API answered.
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /// A text of the answer's body.
  ///
  /// @param place JSON pointer
  /// @throws IOException when it is not there
  static String text(byte[] answer, String place) throws IOException {
    JsonNode body = JSON.readTree(JSON.readTree(answer).path("body").asText());
    String text = body.at(place).asText();
    if (text.isEmpty()) {
      throw new IOException("no " + place + " in " + body);
    }
    return text;
  }
}

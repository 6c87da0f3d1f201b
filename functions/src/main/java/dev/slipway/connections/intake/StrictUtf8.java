package dev.slipway.connections.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Decodes UTF-8 without replacement characters: a name with them would be stored as if a person
/// had written it.
final class StrictUtf8 {
  private StrictUtf8() {}

  /// Returns the text; empty when the bytes are not UTF-8.
  static Optional<String> decode(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return Optional.of(text.toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

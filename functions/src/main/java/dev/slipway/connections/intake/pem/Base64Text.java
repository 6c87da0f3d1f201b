package dev.slipway.connections.intake.pem;

import java.util.Base64;
import java.util.Optional;

/// Base64 as clipboards leave it: with white space anywhere, with or without padding.
public final class Base64Text {
  private Base64Text() {}

  public static Optional<byte[]> decode(String text) {
    var compact = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean invisible =
          Character.isWhitespace(c)
              || Character.isSpaceChar(c)
              || Character.getType(c) == Character.FORMAT;
      if (!invisible) {
        compact.append(c);
      }
    }
    if (compact.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(compact.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

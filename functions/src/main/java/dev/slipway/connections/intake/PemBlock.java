package dev.slipway.connections.intake;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text between a BEGIN and an END line. It may be a secret.
final class PemBlock {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final Pattern LABEL = Pattern.compile("[A-Z0-9 ]{1,64}");

  private final String label;
  private final String body;

  private PemBlock(String label, String body) {
    this.label = label;
    this.body = body;
  }

  /// Returns all blocks of a text, in order, with or without line breaks; empty when a block is
  /// incomplete.
  static Optional<List<PemBlock>> findAll(String text) {
    var blocks = new ArrayList<PemBlock>();
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      if (labelEnd < 0) {
        return Optional.empty();
      }
      String label = text.substring(at + BEGIN.length(), labelEnd);
      int bodyStart = labelEnd + DASHES.length();
      String end = "-----END " + label + DASHES;
      int bodyEnd = text.indexOf(end, bodyStart);
      if (bodyEnd < 0 || !LABEL.matcher(label).matches()) {
        return Optional.empty();
      }
      blocks.add(new PemBlock(label, text.substring(bodyStart, bodyEnd)));
      at = text.indexOf(BEGIN, bodyEnd + end.length());
    }
    return Optional.of(blocks);
  }

  String label() {
    return label;
  }

  /// Returns whether the label or the old PEM headers say that the body is encrypted (RFC 1421).
  boolean isEncrypted() {
    return label.equals("ENCRYPTED PRIVATE KEY") || body.contains("ENCRYPTED");
  }

  Optional<byte[]> der() {
    return decodeBase64(body);
  }

  /// Decodes base64 as copied text often is: with white space anywhere, with or without padding.
  /// Returns empty when the text is not base64.
  static Optional<byte[]> decodeBase64(String text) {
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

  @Override
  public String toString() {
    return "PemBlock[" + label + "]";
  }
}

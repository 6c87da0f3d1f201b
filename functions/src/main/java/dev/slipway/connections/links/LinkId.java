package dev.slipway.connections.links;

import dev.slipway.state.RecordId;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a connect link: the first 128 bits of the hash of its token, hexadecimal. It is no
/// secret, and the token cannot be found from it.
public record LinkId(String value) implements RecordId {
  static final int LENGTH = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + LENGTH + "}");

  /// Reads an id; empty for any other text.
  public static Optional<LinkId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.slipway.connections.links;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The secret part of a connect link: 256 random bits, as 43 characters of base64url. Slipway keeps
/// only the hash, and finds a link by it, so that the time of an answer reveals nothing about other
/// tokens. `toString` does not contain it.
public final class LinkToken {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String text;

  private LinkToken(String text) {
    this.text = text;
  }

  /// Makes a new token. The generator is made for each token, never kept in a snapshot.
  public static LinkToken create() {
    byte[] bits = new byte[BYTES];
    new SecureRandom().nextBytes(bits);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /// Reads what a request sends; empty for a text that is no token of this form.
  public static Optional<LinkToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new LinkToken(text)) : Optional.empty();
  }

  /// Returns the token itself, for the one answer that contains it.
  public String reveal() {
    return text;
  }

  /// Returns the SHA-256 of the token, hexadecimal.
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "LinkToken[redacted]";
  }
}

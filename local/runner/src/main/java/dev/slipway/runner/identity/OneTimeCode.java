package dev.slipway.runner.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// A code that the terminal shows once and that is valid for one token. After ten wrong guesses the
/// code becomes invalid. Safe for use by many threads.
public final class OneTimeCode {
  private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 12;

  private final String code;
  private int attemptsLeft = 10;

  /// Returns a new random code.
  public OneTimeCode() {
    var random = new SecureRandom();
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    this.code = text.toString();
  }

  /// Returns the code; only for the terminal.
  public String reveal() {
    return code;
  }

  /// Uses up the code if it matches. Returns whether it does.
  public synchronized boolean redeem(String candidate) {
    if (attemptsLeft == 0) {
      return false;
    }
    boolean right =
        MessageDigest.isEqual(
            code.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    attemptsLeft = right ? 0 : attemptsLeft - 1;
    return right;
  }
}

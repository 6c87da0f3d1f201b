package dev.slipway.runner.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// A code that is shown once in the terminal and buys one token. Guessing is limited: ten wrong
/// ones, and the code is worth nothing. Safe for use by many threads.
public final class OneTimeCode {
  private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 12;

  private final String code;
  private int attemptsLeft = 10;

  /// A new random code.
  public OneTimeCode() {
    var random = new SecureRandom();
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    this.code = text.toString();
  }

  /// For the terminal alone.
  public String reveal() {
    return code;
  }

  /// Uses the code up when it is right.
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

package dev.slipway.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/// Makes a name from the parts that it names: 26 lower-case base32 characters, 130 bits of a
/// SHA-256. The same parts give the same name, so that repeated requests meet at the same key.
public final class KeyHash {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 130;

  private KeyHash() {}

  /// Hashes the parts, separated by a zero byte, which no part may contain.
  public static String of(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      byte[] hash = digest.digest();
      var text = new StringBuilder(BITS / 5);
      for (int first = 0; first < BITS; first += 5) {
        int value = 0;
        for (int bit = first; bit < first + 5; bit++) {
          value = value << 1 | (hash[bit >> 3] >> (7 - (bit & 7)) & 1);
        }
        text.append(ALPHABET.charAt(value));
      }
      return text.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Returns whether the text has the form of such a name.
  public static boolean matches(String text) {
    return FORM.matcher(text).matches();
  }
}

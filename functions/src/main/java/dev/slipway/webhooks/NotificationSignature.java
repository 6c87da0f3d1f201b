package dev.slipway.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks that a body was signed with one of our secrets: HMAC-SHA256 over the raw bytes, in the
/// header `x-apple-signature` as `hmacsha256=` and hex digits (apple-doc: Configuring webhook
/// notifications). A missing prefix is tolerated, because sources differ.
public final class NotificationSignature {
  /// The header's name, in lower case.
  public static final String HEADER = "x-apple-signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "hmacsha256=";
  private static final int HEX_DIGITS = 64;
  private static final String NOBODYS_SECRET =
      "compared when no secret exists, so that both take as long";

  private NotificationSignature() {}

  /// Returns whether the header has the form of a signature.
  ///
  /// @param header the header's value; empty when it was not sent
  public static boolean isWellFormed(String header) {
    return claimed(header).isPresent();
  }

  /// Compares in constant time, with every secret, and with as much work when no secret exists.
  ///
  /// @param header the header's value; empty when it was not sent
  public static boolean isOurs(String header, byte[] body, List<String> secrets) {
    byte[] claimed = claimed(header).orElse(new byte[0]);
    boolean ours = false;
    for (String secret : secrets.isEmpty() ? List.of(NOBODYS_SECRET) : secrets) {
      ours |= MessageDigest.isEqual(sign(secret, body), claimed);
    }
    return ours && !secrets.isEmpty();
  }

  private static Optional<byte[]> claimed(String header) {
    String text = header.strip().toLowerCase(Locale.ROOT);
    String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    if (digits.length() != HEX_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}

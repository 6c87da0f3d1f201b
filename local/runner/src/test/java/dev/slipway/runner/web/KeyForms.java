package dev.slipway.runner.web;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fills the rows of `key-input.json` with keys that are made for the run, so that the repository
/// holds none. `{{pkcs8}}` is the base64 of a P-256 key; `half` is it without its public half,
/// `sec1` is it in SEC 1, `HEX` is it in hexadecimal; `file` and `filehex` are the file as Apple
/// gives it, in base64 and hexadecimal; `other`, `p384` and `rsa` are other keys. Two numbers name
/// a part of it, and a word behind a bar how some of its characters are written.
final class KeyForms {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{(\\w+)(?:\\|(\\w+))?(?: (\\d+) (\\d+))?}}");

  /// How `+`, `/` and `=` are written.
  private static final Map<String, String[]> WRITTEN =
      Map.ofEntries(
          Map.entry("url", new String[] {"%2B", "%2F", "%3D"}),
          Map.entry("url2", new String[] {"%252B", "%252F", "%253D"}),
          Map.entry("escape", new String[] {"\\u002b", "\\/", "\\u003d"}),
          Map.entry("backslash", new String[] {"\\+", "\\/", "\\="}),
          Map.entry("slash", new String[] {"+", "\\/", "="}),
          Map.entry("ent", new String[] {"&#43;", "&#47;", "&#61;"}),
          Map.entry("entx", new String[] {"&#x2B;", "&#x2F;", "&#x3D;"}),
          Map.entry("u", new String[] {"\\u002b", "\\u002F", "\\u003d"}),
          Map.entry("x", new String[] {"\\x2b", "/", "="}),
          Map.entry("named", new String[] {"&plus;", "&sol;", "&equals;"}),
          Map.entry("bare", new String[] {"-", "_", ""}),
          Map.entry("space", new String[] {" ", "/", "="}),
          Map.entry("safe", new String[] {"-", "_", "="}));

  private final Map<String, String> keys;

  KeyForms() throws GeneralSecurityException {
    String d = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";
    KeyPair pair = pair("secp256r1");
    var secret = hex(((ECPrivateKey) pair.getPrivate()).getS());
    String open = "a14403420004" + point(pair);
    String pkcs8 = whole(pair);
    byte[] file = pem(base64(pkcs8)).getBytes(StandardCharsets.US_ASCII);
    this.keys =
        Map.of(
            "file",
            Base64.getEncoder().encodeToString(file),
            "filehex",
            HexFormat.of().formatHex(file),
            "pkcs8",
            base64(pkcs8),
            "half",
            base64(d + secret),
            "sec1",
            base64("30770201010420" + secret + "a00a06082a8648ce3d030107" + open),
            "HEX",
            pkcs8.toUpperCase(Locale.ROOT),
            "other",
            base64(whole(pair("secp256r1"))),
            "p384",
            Base64.getEncoder().encodeToString(pair("secp384r1").getPrivate().getEncoded()),
            "rsa",
            Base64.getEncoder().encodeToString(rsa().getPrivate().getEncoded()));
  }

  /// Returns what a row hands in: a text, or bytes that are no text.
  ///
  /// @param text the text with its places; null without one
  /// @param charset the text's encoding; null for UTF-8
  /// @param wrap `base64`, `base64 twice` or `full-width`; null for the text itself
  /// @param lines whether the base64 has lines of 76 characters
  /// @param der the key whose bytes are handed in; null without one
  /// @param base64 other bytes; null without any
  byte[] bytes(
      @Nullable String text,
      @Nullable String charset,
      @Nullable String wrap,
      boolean lines,
      @Nullable String der,
      @Nullable String base64) {
    if (der != null) {
      return Base64.getDecoder().decode(keys.get(der));
    }
    if (base64 != null) {
      return Base64.getDecoder().decode(base64);
    }
    String filled = filled(text == null ? "" : text);
    boolean wide = "full-width".equals(wrap);
    byte[] bytes =
        (wide ? fullWidth(filled) : filled)
            .getBytes(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    if (wrap == null || wide) {
      return bytes;
    }
    var encoder = lines ? Base64.getMimeEncoder(76, new byte[] {'\n'}) : Base64.getEncoder();
    byte[] once = encoder.encode(bytes);
    return wrap.endsWith("twice") ? encoder.encode(once) : once;
  }

  /// Returns the file as Apple gives it.
  private static String pem(String base64) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + base64.substring(0, 64)
        + "\n"
        + base64.substring(64, 128)
        + "\n"
        + base64.substring(128)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String fullWidth(String text) {
    var wide = new StringBuilder();
    for (char c : text.toCharArray()) {
      wide.append(c > ' ' && c <= '~' ? (char) (c + 0xFEE0) : c);
    }
    return wide.toString();
  }

  private String filled(String text) {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(part(place)));
  }

  private String part(MatchResult place) {
    String key = keys.get(place.group(1));
    int from = place.group(3) == null ? 0 : Integer.parseInt(place.group(3));
    int to = place.group(4) == null ? key.length() : Integer.parseInt(place.group(4));
    String part = key.substring(Math.min(from, key.length()), Math.min(to, key.length()));
    String[] written = WRITTEN.get(String.valueOf(place.group(2)));
    if (written == null) {
      return part;
    }
    var result = new StringBuilder();
    for (char c : part.toCharArray()) {
      int at = "+/=".indexOf(c);
      result.append(at < 0 ? String.valueOf(c) : written[at]);
    }
    return result.toString();
  }

  /// Returns a P-256 key in PKCS#8 with its public half, in hexadecimal.
  private static String whole(KeyPair pair) {
    return "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420"
        + hex(((ECPrivateKey) pair.getPrivate()).getS())
        + "a14403420004"
        + point(pair);
  }

  private static String point(KeyPair pair) {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return hex(point.getAffineX()) + hex(point.getAffineY());
  }

  private static String hex(BigInteger number) {
    String digits = number.toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static KeyPair pair(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    return generator.generateKeyPair();
  }
}

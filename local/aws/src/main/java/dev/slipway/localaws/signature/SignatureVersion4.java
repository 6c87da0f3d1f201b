package dev.slipway.localaws.signature;

import dev.slipway.localaws.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Calculates Signature Version 4 (IAM User Guide, "Create a signed AWS API request").
final class SignatureVersion4 {
  private static final String HMAC = "HmacSHA256";
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private SignatureVersion4() {}

  /// Reads an `X-Amz-Date`.
  ///
  /// @throws java.time.DateTimeException if it is malformed
  static Instant time(String date) {
    return LocalDateTime.parse(date, TIMESTAMP).toInstant(ZoneOffset.UTC);
  }

  /// Returns the canonical form of a request.
  ///
  /// @param signedHeaders lower-case names, in the order of the request's own list
  static String canonicalRequest(
      Request request, String decodedPath, List<String> signedHeaders, String payloadHash) {
    String canonicalQuery =
        request.query().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("X-Amz-Signature"))
            .map(
                entry ->
                    Map.entry(
                        Request.percentEncode(entry.getKey()),
                        Request.percentEncode(entry.getValue())))
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    String canonicalHeaders =
        signedHeaders.stream()
            .map(
                name ->
                    name
                        + ":"
                        + request.header(name).orElse("").strip().replaceAll(" +", " ")
                        + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        Request.percentEncode(decodedPath).replace("%2F", "/"),
        canonicalQuery,
        canonicalHeaders,
        String.join(";", signedHeaders),
        payloadHash);
  }

  /// Returns the names of headers that begin with `x-amz-` and are not in the list, joined by
  /// commas; empty if all are signed.
  static String unsigned(Request request, List<String> signedHeaders) {
    return request.headers().keySet().stream()
        .filter(name -> name.startsWith("x-amz-") && !signedHeaders.contains(name))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// Returns the key of a credential scope.
  ///
  /// @param scope date, region, service and `aws4_request`
  static SecretKey signingKey(String secretAccessKey, List<String> scope) {
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope) {
      key = hmac(key, part);
    }
    return new SecretKeySpec(key, HMAC);
  }

  /// Signs lines such as algorithm, date, scope and hash; in hexadecimal.
  static String sign(SecretKey signingKey, String... lines) {
    return HexFormat.of().formatHex(hmac(signingKey, String.join("\n", lines)));
  }

  /// Compares in constant time.
  static boolean isSame(String expected, String claimed) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    return hmac(new SecretKeySpec(key, HMAC), text);
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

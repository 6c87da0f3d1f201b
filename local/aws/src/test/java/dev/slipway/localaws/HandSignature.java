package dev.slipway.localaws;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature Version 4 by hand, for requests that no SDK would make. That the SDK and the aws
/// command line sign alike is what the conformance suite shows.
final class HandSignature {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<String, String> headers = new TreeMap<>();
  private final byte[] key;
  private final String date;
  private final String scope;
  private String previous;

  /// Signs `host` and every header that begins with `x-amz-`.
  ///
  /// @param environment of the stand-in
  /// @param given all headers, with Host
  HandSignature(
      Map<String, String> environment,
      Instant time,
      String method,
      String target,
      Map<String, String> given,
      byte[] body) {
    given.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    date = headers.computeIfAbsent("x-amz-date", name -> TIMESTAMP.format(time));
    String aim = headers.getOrDefault("x-amz-target", "");
    String service =
        aim.isEmpty() ? "s3" : aim.startsWith("secretsmanager.") ? "secretsmanager" : "events";
    String payload =
        service.equals("s3")
            ? headers.computeIfAbsent("x-amz-content-sha256", name -> "UNSIGNED-PAYLOAD")
            : sha256(body);
    headers.keySet().removeIf(name -> !name.equals("host") && !name.startsWith("x-amz-"));
    String names = String.join(";", headers.keySet());
    scope =
        String.join(
            "/", date.substring(0, 8), environment.get("AWS_REGION"), service, "aws4_request");
    byte[] chain =
        ("AWS4" + environment.get("AWS_SECRET_ACCESS_KEY")).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      chain = hmac(chain, part);
    }
    key = chain;
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String canonical =
        String.join(
            "\n",
            method,
            encode(decode(path)).replace("%2F", "/"),
            question < 0 ? "" : query(target.substring(question + 1)),
            headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            payload);
    previous = sign("AWS4-HMAC-SHA256", date, scope, sha256(bytes(canonical)));
    headers.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + environment.get("AWS_ACCESS_KEY_ID")
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + previous);
  }

  /// The signed headers, and Authorization.
  Map<String, String> headers() {
    return headers;
  }

  /// The next chunk of a body with signed chunks.
  String chunk(String content) {
    previous =
        sign(
            "AWS4-HMAC-SHA256-PAYLOAD",
            date,
            scope,
            previous,
            sha256(new byte[0]),
            sha256(bytes(content)));
    return Integer.toHexString(content.length())
        + ";chunk-signature="
        + previous
        + "\r\n"
        + content
        + (content.isEmpty() ? "" : "\r\n");
  }

  /// The trailers, after the last chunk.
  String trailer(String name, String value) {
    previous =
        sign(
            "AWS4-HMAC-SHA256-TRAILER",
            date,
            scope,
            previous,
            sha256(bytes(name + ":" + value + "\n")));
    return name + ":" + value + "\r\nx-amz-trailer-signature:" + previous + "\r\n\r\n";
  }

  private String sign(String... lines) {
    return HexFormat.of().formatHex(hmac(key, String.join("\n", lines)));
  }

  private static String query(String raw) {
    return Arrays.stream(raw.split("&", -1))
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.slipway.localaws.signature;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.S3Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Verifies Signature Version 4 in the query (Amazon S3 API Reference, "Authenticating requests:
/// using query parameters").
public final class PresignedUrl {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final long LONGEST_EXPIRES_SECONDS = Duration.ofDays(7).toSeconds();
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  private final String accessKeyId;
  private final String secretAccessKey;
  private final String region;
  private final InstantSource clock;

  /// Verifies with these credentials.
  public PresignedUrl(
      String accessKeyId, String secretAccessKey, String region, InstantSource clock) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.region = region;
    this.clock = clock;
  }

  /// Returns whether the request is authenticated by its query.
  public static boolean isPresigned(Request request) {
    return request.query("X-Amz-Signature").isPresent()
        || request.query("X-Amz-Algorithm").isPresent();
  }

  /// Accepts the request, or reports what is wrong with it.
  ///
  /// @throws S3Failure AccessDenied, SignatureDoesNotMatch, InvalidAccessKeyId or
  ///   AuthorizationQueryParametersError
  public void verify(Request request, String decodedPath) {
    if (!parameter(request, "X-Amz-Algorithm").equals(ALGORITHM)) {
      throw malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    List<String> scope = List.of(parameter(request, "X-Amz-Credential").split("/", -1));
    if (scope.size() != 5) {
      throw malformed("the Credential is malformed; expecting five parts separated by /");
    }
    if (!scope.getFirst().equals(accessKeyId)) {
      throw new S3Failure(
          403,
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.");
    }
    String date = parameter(request, "X-Amz-Date");
    if (!date.startsWith(scope.get(1))
        || !scope.subList(2, 5).equals(List.of(region, "s3", "aws4_request"))) {
      throw malformed("the Credential must have the scope of " + region + ", s3, and X-Amz-Date");
    }
    checkTime(request, date);
    List<String> signedHeaders =
        Arrays.asList(parameter(request, "X-Amz-SignedHeaders").split(";", -1));
    checkSignedHeaders(request, signedHeaders);
    String expected = signature(request, decodedPath, signedHeaders, scope, date);
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        parameter(request, "X-Amz-Signature").getBytes(StandardCharsets.US_ASCII))) {
      throw new S3Failure(
          403,
          "SignatureDoesNotMatch",
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }
  }

  private void checkTime(Request request, String date) {
    Instant signedAt;
    long expiresSeconds;
    try {
      signedAt = LocalDateTime.parse(date, TIMESTAMP).toInstant(ZoneOffset.UTC);
      expiresSeconds = Long.parseLong(parameter(request, "X-Amz-Expires"));
    } catch (DateTimeException | NumberFormatException e) {
      throw malformed("X-Amz-Date must be in ISO8601 format and X-Amz-Expires a number");
    }
    if (expiresSeconds < 1 || expiresSeconds > LONGEST_EXPIRES_SECONDS) {
      throw malformed("X-Amz-Expires must be between 1 and 604800 seconds");
    }
    Instant now = clock.instant();
    if (now.isAfter(signedAt.plusSeconds(expiresSeconds))) {
      throw new S3Failure(403, "AccessDenied", "Request has expired");
    }
    if (now.plus(CLOCK_SKEW).isBefore(signedAt)) {
      throw new S3Failure(403, "AccessDenied", "Request is not yet valid");
    }
  }

  private static void checkSignedHeaders(Request request, List<String> signedHeaders) {
    if (!signedHeaders.contains("host")) {
      throw malformed("the host header must be signed");
    }
    String unsigned =
        request.headers().keySet().stream()
            .filter(name -> name.startsWith("x-amz-") && !signedHeaders.contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unsigned.isEmpty()) {
      throw new S3Failure(
          403,
          "AccessDenied",
          "There were headers present in the request which were not signed: " + unsigned);
    }
  }

  private String signature(
      Request request,
      String decodedPath,
      List<String> signedHeaders,
      List<String> scope,
      String date) {
    String canonicalQuery =
        request.query().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("X-Amz-Signature"))
            .map(entry -> Map.entry(encode(entry.getKey()), encode(entry.getValue())))
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
    String payloadHash =
        request
            .header("x-amz-content-sha256")
            .or(() -> request.query("X-Amz-Content-Sha256"))
            .orElse("UNSIGNED-PAYLOAD");
    String canonicalRequest =
        String.join(
            "\n",
            request.method(),
            encode(decodedPath).replace("%2F", "/"),
            canonicalQuery,
            canonicalHeaders,
            String.join(";", signedHeaders),
            payloadHash);
    String stringToSign =
        String.join(
            "\n",
            ALGORITHM,
            date,
            String.join("/", scope.subList(1, 5)),
            HexFormat.of().formatHex(sha256(canonicalRequest)));
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.subList(1, 5)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, stringToSign));
  }

  /// Percent-encodes everything except unreserved characters, as Signature Version 4 requires.
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      boolean unreserved =
          (next >= 'A' && next <= 'Z')
              || (next >= 'a' && next <= 'z')
              || (next >= '0' && next <= '9')
              || next == '-'
              || next == '.'
              || next == '_'
              || next == '~';
      if (unreserved) {
        encoded.append((char) next);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
      }
    }
    return encoded.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String parameter(Request request, String name) {
    return request
        .query(name)
        .orElseThrow(
            () ->
                malformed(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                        + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders,"
                        + " and X-Amz-Expires parameters; missing: "
                        + name));
  }

  private static S3Failure malformed(String message) {
    return new S3Failure(400, "AuthorizationQueryParametersError", message);
  }
}

package dev.slipway.localaws.signature;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.S3Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// Verifies Signature Version 4 in the query (Amazon S3 API Reference, "Authenticating requests:
/// using query parameters").
public final class PresignedUrl {
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
  /// @throws S3Failure AccessDenied or AuthorizationQueryParametersError
  /// @throws SignatureFault for another access key or signature
  public void verify(Request request, String decodedPath) {
    if (!parameter(request, "X-Amz-Algorithm").equals(SignatureVersion4.ALGORITHM)) {
      throw malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    List<String> scope = List.of(parameter(request, "X-Amz-Credential").split("/", -1));
    if (scope.size() != 5) {
      throw malformed("the Credential is malformed; expecting five parts separated by /");
    }
    if (!scope.getFirst().equals(accessKeyId)) {
      throw SignatureFault.unknownKey();
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
    String payloadHash =
        request
            .header("x-amz-content-sha256")
            .or(() -> request.query("X-Amz-Content-Sha256"))
            .orElse("UNSIGNED-PAYLOAD");
    String expected =
        SignatureVersion4.sign(
            SignatureVersion4.signingKey(secretAccessKey, scope.subList(1, 5)),
            SignatureVersion4.ALGORITHM,
            date,
            String.join("/", scope.subList(1, 5)),
            SignatureVersion4.sha256Hex(
                SignatureVersion4.canonicalRequest(
                    request, decodedPath, signedHeaders, payloadHash)));
    if (!SignatureVersion4.isSame(expected, parameter(request, "X-Amz-Signature"))) {
      throw SignatureFault.otherSignature();
    }
  }

  private void checkTime(Request request, String date) {
    Instant signedAt;
    long expiresSeconds;
    try {
      signedAt = SignatureVersion4.time(date);
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
    String unsigned = SignatureVersion4.unsigned(request, signedHeaders);
    if (!unsigned.isEmpty()) {
      throw new S3Failure(
          403,
          "AccessDenied",
          "There were headers present in the request which were not signed: " + unsigned);
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

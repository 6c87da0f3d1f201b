package dev.slipway.localaws.signature;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.signature.SignatureFault.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;

/// Verifies Signature Version 4 in the Authorization header (Amazon S3 API Reference, "Signature
/// calculations for the Authorization header"). Safe for use by many threads.
public final class HeaderSignature {
  private static final String PREFIX = SignatureVersion4.ALGORITHM + " ";
  private static final Duration S3_SKEW = Duration.ofMinutes(15);
  private static final Duration JSON_SKEW = Duration.ofMinutes(5);

  private final String accessKeyId;
  private final String secretAccessKey;
  private final String region;
  private final InstantSource clock;

  /// Verifies with these credentials.
  public HeaderSignature(
      String accessKeyId, String secretAccessKey, String region, InstantSource clock) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.region = region;
    this.clock = clock;
  }

  /// What a verified request was signed with, from which the signatures of its chunks follow.
  ///
  /// @param scope date, region, service and `aws4_request`, joined by slashes
  record Seed(SecretKey signingKey, String date, String scope, String signature) {}

  /// Verifies a request of a service with JSON, whose whole body is known.
  ///
  /// @param service the name in the credential scope
  /// @throws SignatureFault if the signature is missing or wrong
  public void verify(Request request, String service, byte[] body) {
    String hash = HexFormat.of().formatHex(SignatureVersion4.sha256().digest(body));
    verify(request, service, Request.percentDecode(request.rawPath()), hash, JSON_SKEW);
  }

  /// Verifies a request of S3, except its body.
  ///
  /// @param payloadHash the header `x-amz-content-sha256`
  /// @throws SignatureFault if the signature is missing or wrong
  Seed verifyS3(Request request, String payloadHash) {
    return verify(request, "s3", Request.percentDecode(request.rawPath()), payloadHash, S3_SKEW);
  }

  private Seed verify(
      Request request, String service, String decodedPath, String payloadHash, Duration skew) {
    Map<String, String> fields = fields(request.header("Authorization").orElse(""));
    List<String> credential = List.of(field(fields, "Credential").split("/", -1));
    if (credential.size() != 5) {
      throw malformed("the Credential is malformed; expecting five parts separated by /");
    }
    if (!credential.getFirst().equals(accessKeyId)) {
      throw SignatureFault.unknownKey();
    }
    List<String> scope = credential.subList(1, 5);
    String date = request.header("x-amz-date").orElse("");
    checkScope(scope, date, service);
    checkTime(date, skew);
    List<String> signedHeaders = Arrays.asList(field(fields, "SignedHeaders").split(";", -1));
    checkSignedHeaders(request, signedHeaders);
    SecretKey key = SignatureVersion4.signingKey(secretAccessKey, scope);
    String joined = String.join("/", scope);
    String expected =
        SignatureVersion4.sign(
            key,
            SignatureVersion4.ALGORITHM,
            date,
            joined,
            SignatureVersion4.sha256Hex(
                SignatureVersion4.canonicalRequest(
                    request, decodedPath, signedHeaders, payloadHash)));
    if (!SignatureVersion4.isSame(expected, field(fields, "Signature"))) {
      throw SignatureFault.otherSignature();
    }
    return new Seed(key, date, joined, expected);
  }

  private static Map<String, String> fields(String header) {
    if (!header.startsWith(PREFIX)) {
      throw new SignatureFault(Reason.MISSING, "Access Denied: the request is not signed");
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : header.substring(PREFIX.length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    return fields;
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw malformed("the header requires " + name);
    }
    return value;
  }

  private void checkScope(List<String> scope, String date, String service) {
    if (!scope.get(1).equals(region)) {
      throw malformed("the region '" + scope.get(1) + "' is wrong; expecting '" + region + "'");
    }
    if (!scope.getLast().equals("aws4_request")
        || !scope.get(2).equals(service)
        || scope.getFirst().isEmpty()
        || !date.startsWith(scope.getFirst())) {
      throw malformed(
          "the Credential must have the scope of the day in x-amz-date, "
              + service
              + " and aws4_request");
    }
  }

  private void checkTime(String date, Duration skew) {
    Instant signedAt;
    try {
      signedAt = SignatureVersion4.time(date);
    } catch (DateTimeException e) {
      throw malformed("x-amz-date must have the form yyyyMMdd'T'HHmmss'Z'");
    }
    Duration difference = Duration.between(signedAt, clock.instant()).abs();
    if (difference.compareTo(skew) > 0) {
      throw new SignatureFault(
          Reason.OTHER_TIME,
          "The difference between the request time and the current time is too large.");
    }
  }

  private static void checkSignedHeaders(Request request, List<String> signedHeaders) {
    if (!signedHeaders.contains("host")) {
      throw malformed("the host header must be signed");
    }
    String unsigned = SignatureVersion4.unsigned(request, signedHeaders);
    if (!unsigned.isEmpty()) {
      throw new SignatureFault(
          Reason.UNSIGNED_HEADERS,
          "There were headers present in the request which were not signed: " + unsigned);
    }
  }

  private static SignatureFault malformed(String what) {
    return new SignatureFault(Reason.MALFORMED, "The authorization header is malformed; " + what);
  }
}

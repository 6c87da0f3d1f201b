package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request is served only if it was signed with the access key of this run: a stand-in that holds
/// a real key can be reached by every program of the machine.
class HeaderSignatureTest {
  private static final byte[] NOTHING = new byte[0];
  private static final String CRC32_OF_ABC = "NSRBwg==";
  private static final String TRAILER = "x-amz-checksum-crc32";

  @TempDir private Path directory;
  private LocalAws aws;

  @BeforeEach
  void start() throws IOException {
    aws = LocalAws.start(LocalAwsOptions.at(directory));
    aws.createBucket("b-1", false);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private HandSignature signature(
      Map<String, String> changed,
      Instant time,
      String method,
      String target,
      Map<String, String> headers,
      byte[] body) {
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.putAll(changed);
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("Host", aws.endpoint().getAuthority());
    return new HandSignature(environment, time, method, target, all, body);
  }

  private String get(Map<String, String> changed, Instant time) throws IOException {
    var signed = signature(changed, time, "GET", "/b-1/k", Map.of(), NOTHING);
    return RawHttp.send(aws, "GET", "/b-1/k", signed.headers(), NOTHING);
  }

  private String json(String target, Map<String, String> changed, Instant time) throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    var signed = signature(changed, time, "POST", "/", Map.of("X-Amz-Target", target), body);
    return RawHttp.send(aws, "POST", "/", signed.headers(), body);
  }

  @Test
  void servesWhatIsSigned() throws IOException {
    assertThat(get(Map.of(), Instant.now())).contains("<Code>NoSuchKey</Code>");
    assertThat(json("secretsmanager.ListSecrets", Map.of(), Instant.now()))
        .startsWith("HTTP/1.1 200");
    assertThat(json("AWSEvents.PutEvents", Map.of(), Instant.now()))
        .contains("ValidationException");
  }

  @Test
  void refusesAnotherSecret() throws IOException {
    var other = Map.of("AWS_SECRET_ACCESS_KEY", "local-only");
    assertThat(get(other, Instant.now()))
        .startsWith("HTTP/1.1 403")
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(json("secretsmanager.ListSecrets", other, Instant.now()))
        .startsWith("HTTP/1.1 400")
        .contains("InvalidSignatureException");
    assertThat(json("AWSEvents.PutEvents", other, Instant.now()))
        .startsWith("HTTP/1.1 400")
        .contains("InvalidSignatureException");
  }

  @Test
  void refusesAnotherAccessKey() throws IOException {
    var other = Map.of("AWS_ACCESS_KEY_ID", "local");
    assertThat(get(other, Instant.now()))
        .startsWith("HTTP/1.1 403")
        .contains("<Code>InvalidAccessKeyId</Code>");
    assertThat(json("secretsmanager.GetSecretValue", other, Instant.now()))
        .startsWith("HTTP/1.1 400")
        .contains("UnrecognizedClientException");
    assertThat(json("AWSEvents.PutEvents", other, Instant.now()))
        .contains("UnrecognizedClientException");
  }

  @Test
  void refusesAnotherRegion() throws IOException {
    assertThat(get(Map.of("AWS_REGION", "eu-west-1"), Instant.now()))
        .startsWith("HTTP/1.1 400")
        .contains("<Code>AuthorizationHeaderMalformed</Code>", "expecting 'us-east-1'");
  }

  @ParameterizedTest
  @CsvSource({
    "14,true,false",
    "16,false,false",
    "-14,true,false",
    "-16,false,false",
    "4,true,true"
  })
  void refusesAnotherTime(long minutes, boolean s3, boolean json) throws IOException {
    Instant signedAt = Instant.now().minus(Duration.ofMinutes(minutes));
    assertThat(get(Map.of(), signedAt))
        .contains("<Code>" + (s3 ? "NoSuchKey" : "RequestTimeTooSkewed") + "</Code>");
    String answer = json("secretsmanager.ListSecrets", Map.of(), signedAt);
    assertThat(answer).startsWith(json ? "HTTP/1.1 200" : "HTTP/1.1 400");
    assertThat(answer.contains("InvalidSignatureException")).isEqualTo(!json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b-1/other", "/b-1/k?versionId=1", "/b-1//k", "/b-1/k/"})
  void refusesAnotherTarget(String target) throws IOException {
    var signed = signature(Map.of(), Instant.now(), "GET", "/b-1/k", Map.of(), NOTHING);
    assertThat(RawHttp.send(aws, "GET", target, signed.headers(), NOTHING))
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void refusesAnotherMethodAndHost() throws IOException {
    var signed = signature(Map.of(), Instant.now(), "GET", "/b-1/k", Map.of(), NOTHING).headers();
    assertThat(RawHttp.send(aws, "DELETE", "/b-1/k", signed, NOTHING))
        .contains("<Code>SignatureDoesNotMatch</Code>");
    var elsewhere = new HashMap<>(signed);
    elsewhere.remove("host");
    elsewhere.put("Host", "localhost:1");
    assertThat(RawHttp.send(aws, "GET", "/b-1/k", elsewhere, NOTHING))
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void refusesHeadersThatWereNotSigned() throws IOException {
    var signed = signature(Map.of(), Instant.now(), "PUT", "/b-1/k", Map.of(), NOTHING).headers();
    var more = new HashMap<>(signed);
    more.put("x-amz-meta-role", "admin");
    assertThat(RawHttp.send(aws, "PUT", "/b-1/k", more, NOTHING))
        .startsWith("HTTP/1.1 403")
        .contains("not signed: x-amz-meta-role");
    more.remove("x-amz-meta-role");
    more.remove("x-amz-content-sha256");
    assertThat(RawHttp.send(aws, "PUT", "/b-1/k", more, NOTHING))
        .contains("Missing required header for this request: x-amz-content-sha256");
  }

  @Test
  void refusesAnotherBody() throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    var signed =
        signature(
            Map.of(),
            Instant.now(),
            "POST",
            "/",
            Map.of("X-Amz-Target", "secretsmanager.ListSecrets"),
            body);
    assertThat(
            RawHttp.send(
                aws, "POST", "/", signed.headers(), "{ }".getBytes(StandardCharsets.UTF_8)))
        .contains("InvalidSignatureException");
    assertThat(
            RawHttp.send(
                aws,
                "POST",
                "/b-1?delete",
                Map.of("x-amz-content-sha256", "0".repeat(64)),
                "<Delete/>".getBytes(StandardCharsets.UTF_8)))
        .contains("<Code>XAmzContentSHA256Mismatch</Code>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Code>MALFORMED</Code>",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b/c",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=00",
        "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature=",
        "AWS4-HMAC-SHA256 ,,,=,=",
        "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=00"
      })
  void refusesMalformedHeaders(String authorization) throws IOException {
    var headers =
        Map.of("Authorization", authorization, "x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assertThat(RawHttp.get(aws, "/b-1/k", headers)).startsWith("HTTP/1.1 4");
    var target =
        Map.of("Authorization", authorization, "X-Amz-Target", "secretsmanager.ListSecrets");
    assertThat(RawHttp.send(aws, "POST", "/", target, NOTHING)).startsWith("HTTP/1.1 400");
  }

  private String putChunks(String first, String trailer, boolean trailerSigned) throws IOException {
    String kind = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" + (trailerSigned ? "-TRAILER" : "");
    var signed =
        signature(
            Map.of(),
            Instant.now(),
            "PUT",
            "/b-1/k",
            Map.of(
                "x-amz-content-sha256",
                kind,
                "x-amz-decoded-content-length",
                "3",
                "x-amz-trailer",
                TRAILER),
            NOTHING);
    String body =
        signed.chunk("ab").replace("\r\nab\r\n", "\r\n" + first + "\r\n")
            + signed.chunk("c")
            + signed.chunk("")
            + signed.trailer(TRAILER, CRC32_OF_ABC).replace(CRC32_OF_ABC, trailer);
    return RawHttp.put(aws, "/b-1/k", signed.headers(), body);
  }

  @Test
  void verifiesEveryChunkAndTheTrailers() throws IOException {
    assertThat(putChunks("xb", CRC32_OF_ABC, true)).contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(putChunks("ab", "AAAAAA==", true)).contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(RawHttp.get(aws, "/b-1/k", Map.of())).contains("<Code>NoSuchKey</Code>");
    assertThat(directory.resolve("s3/incoming")).isEmptyDirectory();
    assertThat(putChunks("ab", CRC32_OF_ABC, false)).startsWith("HTTP/1.1 200");
    assertThat(putChunks("ab", CRC32_OF_ABC, true)).startsWith("HTTP/1.1 200");
    assertThat(RawHttp.get(aws, "/b-1/k", Map.of())).endsWith("\r\n\r\nabc");
  }

  @Test
  void refusesChunksWithoutSignatures() throws IOException {
    var headers =
        Map.of(
            "x-amz-content-sha256",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "x-amz-decoded-content-length",
            "3");
    assertThat(RawHttp.put(aws, "/b-1/k", headers, "3\r\nabc\r\n0\r\n\r\n"))
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(RawHttp.get(aws, "/b-1/k", Map.of())).contains("<Code>NoSuchKey</Code>");
  }

  @Test
  void refusesAnUnknownKindOfBody() throws IOException {
    assertThat(RawHttp.put(aws, "/b-1/k", Map.of("x-amz-content-sha256", "ANYTHING"), "abc"))
        .contains("<Code>InvalidArgument</Code>");
  }

  @Test
  void asksForNoBodyThatItRefuses() throws IOException {
    var other = Map.of("AWS_SECRET_ACCESS_KEY", "local-only");
    var signed =
        new HashMap<>(
            signature(other, Instant.now(), "PUT", "/b-1/k", Map.of(), NOTHING).headers());
    signed.put("Expect", "100-continue");
    signed.put("Content-Length", "3");
    assertThat(RawHttp.send(aws, "PUT", "/b-1/k", signed, NOTHING)).startsWith("HTTP/1.1 403");
  }

  @Test
  void eachStartMakesANewAccessKeyAndKeepsTheState() throws IOException {
    assertThat(RawHttp.put(aws, "/b-1/k", Map.of(), "abc")).startsWith("HTTP/1.1 200");
    Map<String, String> before = aws.environment();
    aws.close();
    aws = LocalAws.start(LocalAwsOptions.at(directory));
    assertThat(aws.environment().get("AWS_ACCESS_KEY_ID"))
        .isNotEqualTo(before.get("AWS_ACCESS_KEY_ID"));
    var old = new HashMap<>(before);
    old.remove("AWS_ENDPOINT_URL");
    assertThat(get(old, Instant.now())).contains("<Code>InvalidAccessKeyId</Code>");
    assertThat(RawHttp.get(aws, "/b-1/k", Map.of())).endsWith("\r\n\r\nabc");
  }
}

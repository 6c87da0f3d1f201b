package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said about a body is verified, and a body that is refused leaves nothing behind.
class BodyVerificationTest {
  private static final String CRC32_OF_ABC = "NSRBwg==";
  private static final String CRC64NVME_OF_DIGITS = "rosUhgp5mIg=";

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

  private String put(String body, Map<String, String> headers) throws IOException {
    return RawHttp.put(aws, "/b-1/k", headers, body);
  }

  private void assertNothingStored() throws IOException {
    assertThat(RawHttp.get(aws, "/b-1/k", Map.of())).startsWith("HTTP/1.1 404");
    try (Stream<Path> incoming = Files.list(directory.resolve("s3/incoming"))) {
      assertThat(incoming).isEmpty();
    }
  }

  private static Map<String, String> trailing(String kind, String decodedLength) {
    return new HashMap<>(
        Map.of(
            "x-amz-content-sha256",
            kind,
            "Content-Encoding",
            "aws-chunked",
            "x-amz-decoded-content-length",
            decodedLength,
            "x-amz-trailer",
            "x-amz-checksum-crc32"));
  }

  @Test
  void decodesUnsignedChunksAndTrailers() throws IOException {
    String body = "2\r\nab\r\n1\r\nc\r\n0\r\nx-amz-checksum-crc32:" + CRC32_OF_ABC + "\r\n\r\n";
    assertThat(put(body, trailing("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "3")))
        .startsWith("HTTP/1.1 200");
    assertThat(RawHttp.get(aws, "/b-1/k", Map.of("x-amz-checksum-mode", "ENABLED")))
        .endsWith("\r\n\r\nabc")
        .containsIgnoringCase("x-amz-checksum-crc32: " + CRC32_OF_ABC)
        .doesNotContainIgnoringCase("aws-chunked");
  }

  @Test
  void refusesAWrongTrailingChecksum() throws IOException {
    String body = "3\r\nabd\r\n0\r\nx-amz-checksum-crc32:" + CRC32_OF_ABC + "\r\n\r\n";
    assertThat(put(body, trailing("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "3")))
        .startsWith("HTTP/1.1 400")
        .contains("<Code>BadDigest</Code>");
    assertNothingStored();
  }

  @Test
  void refusesAMissingTrailer() throws IOException {
    assertThat(put("3\r\nabc\r\n0\r\n\r\n", trailing("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "3")))
        .contains("<Code>MalformedTrailerError</Code>");
    assertNothingStored();
  }

  @Test
  void refusesAnotherDecodedLength() throws IOException {
    String body = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:" + CRC32_OF_ABC + "\r\n\r\n";
    assertThat(put(body, trailing("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "4")))
        .contains("<Code>IncompleteBody</Code>");
    assertNothingStored();
  }

  @Test
  void refusesAnotherPayloadHash() throws IOException {
    assertThat(put("abc", Map.of("x-amz-content-sha256", "0".repeat(64))))
        .contains("<Code>XAmzContentSHA256Mismatch</Code>");
    assertNothingStored();
  }

  @Test
  void verifiesCrc64Nvme() throws IOException {
    assertThat(put("123456789", Map.of("x-amz-checksum-crc64nvme", CRC64NVME_OF_DIGITS)))
        .startsWith("HTTP/1.1 200");
    assertThat(put("123456780", Map.of("x-amz-checksum-crc64nvme", CRC64NVME_OF_DIGITS)))
        .contains("<Code>BadDigest</Code>");
  }

  @Test
  void aBodyCutShortHasNoEffect() throws IOException {
    assertThat(put("abc", Map.of("Content-Length", "10"))).doesNotStartWith("HTTP/1.1 200");
    assertNothingStored();
  }

  @Test
  void needsALength() throws IOException {
    assertThat(
            put(
                "3\r\nabc\r\n0\r\n\r\n",
                Map.of("Content-Length", "", "Transfer-Encoding", "chunked")))
        .startsWith("HTTP/1.1 411")
        .contains("<Code>MissingContentLength</Code>");
  }

  @Test
  void refusesMoreThan5GiBAtOnce() throws IOException {
    Map<String, String> headers =
        trailing("STREAMING-UNSIGNED-PAYLOAD-TRAILER", Long.toString(6L << 30));
    assertThat(put("0\r\n\r\n", headers)).contains("<Code>EntityTooLarge</Code>");
  }

  @Test
  void saysContinue() throws IOException {
    assertThat(put("abc", Map.of("Expect", "100-continue")))
        .startsWith("HTTP/1.1 100 Continue\r\n")
        .contains("\r\n\r\nHTTP/1.1 200 ");
  }
}

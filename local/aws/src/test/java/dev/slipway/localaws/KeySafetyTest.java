package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySafetyTest {
  @TempDir private Path parent;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../escaped",
        "..%2F..%2F..%2Fescaped",
        "%2e%2e/%2e%2e/escaped",
        "/etc/passwd",
        "..",
        "a/../../../../escaped",
        "%00",
        "a%5C..%5Cescaped",
        "."
      })
  void noKeyLeavesTheDirectory(String rawKey) throws IOException {
    Path directory = parent.resolve("a/b/state");
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.at(directory))) {
      aws.createBucket("b-1", false);
      String target = "/b-1/" + rawKey;
      assertThat(RawHttp.put(aws, target, Map.of(), "abc")).startsWith("HTTP/1.1 200");
      assertThat(RawHttp.get(aws, target, Map.of())).endsWith("\r\n\r\nabc");
    }
    try (Stream<Path> everything = Files.walk(parent)) {
      assertThat(everything.filter(Files::isRegularFile))
          .isNotEmpty()
          .allMatch(file -> file.startsWith(directory.resolve("s3/buckets/b-1")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "..%2Fescaped", "a%2Fb", "UPPER", "ab", "a..b", "-ab"})
  void noBucketNameLeavesTheDirectory(String bucket) throws IOException {
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.at(parent.resolve("state")))) {
      assertThat(RawHttp.put(aws, "/" + bucket, Map.of(), ""))
          .startsWith("HTTP/1.1 400")
          .contains("<Code>InvalidBucketName</Code>");
    }
    assertThat(parent.resolve("state/s3/buckets")).isEmptyDirectory();
  }

  @Test
  void noQueryWritesAHeader() throws IOException {
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.at(parent.resolve("state")))) {
      aws.createBucket("b-1", false);
      RawHttp.put(aws, "/b-1/k", Map.of(), "abc");
      String target = "/b-1/k?response-content-disposition=";
      assertThat(RawHttp.get(aws, target + "attachment%3Bset-cookie", Map.of()))
          .containsIgnoringCase("content-disposition: attachment;set-cookie\r\n");
      for (String end : new String[] {"%0D%0A", "%0A", "%0D"}) {
        assertThat(RawHttp.get(aws, target + "a" + end + "Set-Cookie%3A%20a%3Db", Map.of()))
            .doesNotContainIgnoringCase("set-cookie");
      }
    }
  }

  @Test
  void stateIsPrivate() throws IOException {
    Path directory = parent.resolve("state");
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.at(directory))) {
      String body =
          "{\"Name\":\"n\",\"SecretString\":\"s\","
              + "\"ClientRequestToken\":\"00000000-0000-0000-0000-000000000000\"}";
      String answer =
          RawHttp.send(
              aws,
              "POST",
              "/",
              Map.of("X-Amz-Target", "secretsmanager.CreateSecret"),
              body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(answer).startsWith("HTTP/1.1 200");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    try (Stream<Path> secrets = Files.list(directory.resolve("secrets"))) {
      for (Path secret : secrets.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
            .isEqualTo("rw-------");
      }
    }
  }
}

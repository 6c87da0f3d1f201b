package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCallersTest {
  private LocalAws aws;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    aws =
        LocalAws.start(
            LocalAwsOptions.at(directory).withAllowedOrigins(Set.of("http://localhost:3000")));
    aws.createBucket("slipway-drops", true);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:4566", "127.0.0.1:1", "[::1]:4566"})
  void servesLoopbackHosts(String host) throws IOException {
    assertThat(RawHttp.get(aws, "/", Map.of("Host", host))).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io:4566"})
  void refusesForeignHosts(String host) throws IOException {
    assertThat(RawHttp.get(aws, "/", Map.of("Host", host)))
        .startsWith("HTTP/1.1 403")
        .contains("The Host must be localhost");
  }

  @Test
  void tellsBucketStyleHostsToUsePaths() throws IOException {
    assertThat(RawHttp.get(aws, "/k", Map.of("Host", "slipway-drops.localhost:4566")))
        .startsWith("HTTP/1.1 403")
        .contains("use path-style addressing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3001"})
  void refusesForeignOrigins(String origin) throws IOException {
    assertThat(RawHttp.get(aws, "/slipway-drops", Map.of("Origin", origin)))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("Access-control-allow-origin");
  }

  @Test
  void letsAnAllowedPageSeeTheEtag() throws IOException {
    assertThat(
            RawHttp.put(aws, "/slipway-drops/k", Map.of("Origin", "http://localhost:3000"), "abc"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Access-Control-Allow-Origin: http://localhost:3000")
        .containsIgnoringCase("Access-Control-Expose-Headers: ETag");
  }

  @Test
  void answersAPreflightWithoutAuthorization() throws IOException {
    assertThat(
            RawHttp.send(
                aws,
                "OPTIONS",
                "/slipway-drops/k",
                Map.of(
                    "Origin",
                    "http://localhost:3000",
                    "Authorization",
                    "",
                    "Access-Control-Request-Method",
                    "PUT",
                    "Access-Control-Request-Headers",
                    "content-type"),
                new byte[0]))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Access-Control-Allow-Methods: GET, HEAD, PUT")
        .containsIgnoringCase("Access-Control-Allow-Headers: content-type");
  }

  @Test
  void refusesUnsignedRequests() throws IOException {
    assertThat(RawHttp.get(aws, "/slipway-drops", Map.of("Authorization", "")))
        .startsWith("HTTP/1.1 403")
        .contains("<Code>AccessDenied</Code>");
    assertThat(
            RawHttp.send(
                aws,
                "POST",
                "/",
                Map.of("Authorization", "", "X-Amz-Target", "secretsmanager.ListSecrets"),
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .startsWith("HTTP/1.1 400")
        .contains("MissingAuthenticationTokenException");
  }
}

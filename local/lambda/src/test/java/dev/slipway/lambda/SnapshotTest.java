package dev.slipway.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Lambda would store of a function as its snapshot, and how the function works once restored.
@Tag("zip")
class SnapshotTest {
  @TempDir private Path directory;
  private ZipClasspath classpath = new ZipClasspath(java.util.List.of());

  @BeforeEach
  void unpack() throws IOException {
    classpath = BuiltZip.unpacked(directory.resolve("lib"));
  }

  @Test
  void apiAnswersAfterARestore() throws Exception {
    try (var backdrop = backdrop();
        var function = startForSnapshot(backdrop, "ApiFunction")) {
      function.awaitSnapshot();
      assertThat(function.printed()).doesNotContain("Priming failed");

      function.restore();
      var answer = function.invoke(event("http-get-connections", Map.of()));

      assertThat(new String(answer, UTF_8)).contains("\"statusCode\":200");
    }
  }

  @Test
  void uploadIsPrimedAndCompilesWithC2() throws Exception {
    try (var backdrop = backdrop();
        var function = startForSnapshot(backdrop, "ReleaseUploadFunction")) {
      function.awaitSnapshot();
      assertThat(function.printed())
          .doesNotContain("Priming failed")
          .contains("\"compiler\":\"C2\"");

      function.restore();
      function.invoke(event("s3-eventbridge-wake-release", Map.of("releaseId", "a".repeat(26))));
    }
  }

  @Test
  void snapshotOfTheCheckHoldsNoKeyThoughOneIsConnected() throws Exception {
    try (var backdrop = backdrop();
        var api = new FunctionProcesses(backdrop, classpath, directory)) {
      var connected =
          api.invoke(
              "ApiFunction",
              event(
                  "http-post-connections-json",
                  Map.of(
                      "keyId", backdrop.key().keyId(),
                      "issuerId", backdrop.key().issuerId(),
                      "privateKey", backdrop.key().privateKeyPem())));
      try (var function = startForSnapshot(backdrop, "ConnectionCheckFunction")) {
        function.awaitSnapshot();
        assertThat(function.printed()).doesNotContain("Priming failed");
        assertThat(holdsKey(heap(function, "before"), backdrop)).isFalse();

        function.restore();
        function.invoke(
            event(
                "s3-eventbridge-wake-check",
                Map.of("connectionId", Answers.text(connected, "/id"))));

        assertThat(holdsKey(heap(function, "after"), backdrop))
            .as("a key in memory would be found")
            .isTrue();
      }
    }
  }

  private Backdrop backdrop() throws IOException {
    return Backdrop.start(directory.resolve("aws"), RepositoryFiles.file("template.yaml"));
  }

  private FunctionProcess startForSnapshot(Backdrop backdrop, String logicalId) throws IOException {
    var function = backdrop.function(logicalId);
    return FunctionProcess.startForSnapshot(
        classpath,
        function.handler(),
        backdrop.environment(function),
        Duration.ofMinutes(1),
        directory.resolve(logicalId + ".log"));
  }

  private static byte[] event(String name, Map<String, String> values) throws IOException {
    var all = new HashMap<>(values);
    all.putIfAbsent("tenant", "acme");
    all.putIfAbsent("token", "checked-by-api-gateway");
    all.putIfAbsent("etag", "0".repeat(32));
    all.putIfAbsent("versionId", "none");
    return new EventFile(RepositoryFiles.file("events/" + name + ".json")).filled(all);
  }

  /// Returns everything on the heap, including garbage.
  private byte[] heap(FunctionProcess function, String name) throws Exception {
    Path dump = directory.resolve(name + ".hprof");
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    var done =
        new ProcessBuilder(
                jcmd.toString(),
                Long.toString(function.processId()),
                "GC.heap_dump",
                "-all",
                dump.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("jcmd.log").toFile())
            .start();
    assertThat(done.waitFor()).isZero();
    return Files.readAllBytes(dump);
  }

  /// Returns whether the heap contains the key, as the text of its PEM or as its private number.
  private static boolean holdsKey(byte[] heap, Backdrop backdrop) {
    String base64 =
        backdrop.key().privateKeyPem().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    String der = new String(Base64.getDecoder().decode(base64), ISO_8859_1);
    // PKCS#8 of P-256: the private number is an octet string of 32 bytes.
    int number = der.indexOf("\u0004 ", 30) + 2;
    String all = new String(heap, ISO_8859_1);
    return all.contains(base64.substring(48, 64))
        || all.contains(der.substring(number, number + 32));
  }
}

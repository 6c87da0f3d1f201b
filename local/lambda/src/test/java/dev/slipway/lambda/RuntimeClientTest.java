package dev.slipway.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.RepositoryFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built zip in AWS's runtime interface client answers every event as the local runner does.
@Tag("zip")
class RuntimeClientTest {
  @TempDir private Path directory;

  @Test
  void answersEveryEventAsTheLocalRunnerDoes() throws Exception {
    var classpath = BuiltZip.unpacked(directory.resolve("lib"));
    Map<String, String> expected;
    try (var backdrop = backdrop("in-process");
        var functions = new InProcess(backdrop)) {
      expected = Transcript.of(backdrop, functions);
    }
    Map<String, String> found;
    try (var backdrop = backdrop("processes");
        var functions = processes(classpath, backdrop)) {
      found = Transcript.of(backdrop, functions);
    }

    assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(expected.get("http-post-connections-json")).contains("\"statusCode\":201");
    assertThat(expected.get("http-get-release"))
        .contains("Uploaded: Apple has the same 1.1 MB. Apple is processing the build.");
    assertThat(expected.get("state")).contains("releases/<releaseId>.json");
  }

  @Test
  void reportsWhatIsMissingInItsEnvironment() throws Exception {
    var classpath = BuiltZip.unpacked(directory.resolve("lib"));
    try (var process =
        FunctionProcess.start(
            classpath,
            "dev.slipway.functions.api.ApiHandler",
            Map.of("AWS_REGION", "us-east-1"),
            Duration.ofSeconds(10),
            directory.resolve("api.log"))) {
      assertThatThrownBy(() -> process.invoke("{}".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(FunctionFailedException.class)
          .hasMessageContaining("SLIPWAY_STATE_BUCKET is missing");
    }
  }

  private Backdrop backdrop(String name) throws Exception {
    return Backdrop.start(directory.resolve(name), RepositoryFiles.file("template.yaml"));
  }

  private FunctionProcesses processes(ZipClasspath classpath, Backdrop backdrop) throws Exception {
    return new FunctionProcesses(
        backdrop, classpath, Files.createTempDirectory(directory, "functions"));
  }
}

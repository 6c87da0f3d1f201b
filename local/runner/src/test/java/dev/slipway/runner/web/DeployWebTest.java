package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.RepositoryFiles;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that `infrastructure/deploy-web` creates the pages' config.json from the stack's outputs.
@Tag("program")
class DeployWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> OUTPUTS =
      Map.of(
          "ApiUrl", "https://api.example",
          "DropEndpoint", "https://drops.s3.example",
          "DropBucketName", "drops",
          "Issuer", "https://issuer.example/pool",
          "WebUrl", "https://pages.example",
          "WebBucketName", "pages");

  @TempDir Path directory;

  private record Ended(int status, String said) {}

  @BeforeAll
  static void hasPython() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "python3"))),
        "the script needs Python 3");
  }

  @Test
  void needsNothingButTheStackWithItsOwnUserPool() throws Exception {
    var outputs = new LinkedHashMap<>(OUTPUTS);
    outputs.put("WebClientId", "client");
    outputs.put("SignInUrl", "https://sign-in.example");

    var config = JSON.readTree(run(outputs).said);

    JsonNode example =
        JSON.readTree(Files.readString(RepositoryFiles.file("web/config.example.json")));
    var names = new TreeSet<String>();
    config.path("oidc").fieldNames().forEachRemaining(names::add);
    var known = new TreeSet<>(List.of("signOutUrl"));
    example.path("oidc").fieldNames().forEachRemaining(known::add);
    assertThat(names).isEqualTo(known);
    assertThat(config.path("apiUrl").asText()).isEqualTo("https://api.example");
    assertThat(config.path("oidc").path("token").asText()).isEqualTo("access_token");
    assertThat(config.path("oidc").path("scope")).isEqualTo(example.path("oidc").path("scope"));
    assertThat(config.path("oidc").path("signOutUrl").asText())
        .isEqualTo(
            "https://sign-in.example/logout?client_id=client&logout_uri=https%3A%2F%2Fpages.example%2F");
  }

  @Test
  void asksWhatThePagesAreKnownByAtAnIssuerOfOnesOwn() throws Exception {
    var refused = run(OUTPUTS);
    assertThat(refused.status).isNotZero();
    assertThat(refused.said).contains("--client-id and --scope");

    var config =
        JSON.readTree(
            run(OUTPUTS, "--client-id", "pages", "--scope", "openid", "--token", "id_token").said);
    assertThat(config.path("oidc").path("clientId").asText()).isEqualTo("pages");
    assertThat(config.path("oidc").path("issuer").asText())
        .isEqualTo("https://issuer.example/pool");
    assertThat(config.path("oidc").path("token").asText()).isEqualTo("id_token");
  }

  @Test
  void readsOutputsThatTheTemplateHas() throws Exception {
    String template = Files.readString(RepositoryFiles.file("template.yaml"));
    String outputs = template.substring(template.indexOf("\nOutputs:"));
    String script = Files.readString(RepositoryFiles.file("infrastructure/deploy-web"));

    assertThat(Pattern.compile("found\\[\"(\\w+)\"]").matcher(script).results())
        .hasSizeGreaterThan(6)
        .allSatisfy(name -> assertThat(outputs).contains("\n  " + name.group(1) + ":\n"));
  }

  /// A page must not load a script that is not there yet, nor find one of an older version.
  @Test
  void putsPagesLastAndRemovesWhatAnOlderVersionLeft() throws Exception {
    Path calls = directory.resolve("calls");
    Path aws = directory.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/bin/sh
        echo "$@" >> '%s'
        case "$2" in list-objects-v2) echo '["index.html", "config.json", "gone.js"]';; esac
        """
            .formatted(calls));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    var outputs = new LinkedHashMap<>(OUTPUTS);
    outputs.put("WebClientId", "client");
    outputs.put("SignInUrl", "https://sign-in.example");

    var ended = script(outputs);

    assertThat(ended.said).isEqualTo("The pages are at https://pages.example\n");
    assertThat(ended.status).isZero();
    var keys =
        Files.readAllLines(calls).stream()
            .filter(call -> call.startsWith("s3 "))
            .map(call -> call.replaceAll(".*s3://pages/(\\S+).*", "$1"))
            .toList();
    int firstPage = keys.indexOf("board.html");
    assertThat(keys.subList(firstPage, keys.size()))
        .containsExactly(
            "board.html", "connect.html", "index.html", "problems.html", "release.html", "gone.js");
    assertThat(keys.subList(0, firstPage))
        .contains(
            "board.js",
            "config.json",
            "docs/problems.md",
            "styles/tokens.css",
            "texts/en/wizard.js")
        .doesNotContain("README.md", "config.example.json")
        .noneMatch(key -> key.startsWith("docs/style"));
    assertThat(Files.readAllLines(calls).getLast())
        .isEqualTo("s3 rm s3://pages/gone.js --only-show-errors");
  }

  private Ended run(Map<String, String> outputs, String... arguments) throws Exception {
    var more = new ArrayList<>(List.of("--print"));
    more.addAll(List.of(arguments));
    return script(outputs, more.toArray(String[]::new));
  }

  /// Runs the script, with the `aws` of the directory if there is one. The interpreter itself: a
  /// shim in its place would look for programs in its own directory first, and not find the `aws`
  /// of the test.
  private static String python() throws Exception {
    var process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private Ended script(Map<String, String> outputs, String... arguments) throws Exception {
    var list =
        outputs.entrySet().stream()
            .map(entry -> Map.of("OutputKey", entry.getKey(), "OutputValue", entry.getValue()))
            .toList();
    Path file = directory.resolve("outputs.json");
    Files.writeString(
        file, JSON.writeValueAsString(Map.of("Stacks", List.of(Map.of("Outputs", list)))));
    var command = new ArrayList<>(List.of(python()));
    command.add(RepositoryFiles.file("infrastructure/deploy-web").toString());
    command.addAll(List.of("slipway-dev", "--outputs", file.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", directory.toString(), (path, own) -> own + ":" + path);
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}

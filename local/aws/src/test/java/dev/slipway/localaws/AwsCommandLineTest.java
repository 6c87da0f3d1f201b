package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real aws command line against the stand-in.
@Tag("program")
class AwsCommandLineTest {
  @TempDir private Path work;
  private LocalAws aws;

  @BeforeAll
  static void needsTheCommand() {
    boolean present =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
    if (!present) {
      System.out.println("SKIPPED AwsCommandLineTest: no aws command on PATH");
    }
    Assumptions.assumeTrue(present, "no aws command on PATH");
  }

  @BeforeEach
  void start() throws IOException {
    aws = LocalAws.start(LocalAwsOptions.at(work.resolve("state")));
    aws.createBucket("slipway-drops", true);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private String aws(String... arguments) throws IOException, InterruptedException {
    return command(URI.create("http://localhost:" + aws.endpoint().getPort()), arguments);
  }

  private String command(URI endpoint, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(work, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .directory(work.toFile());
    Map<String, String> environment = builder.environment();
    environment.putAll(aws.environment());
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_CONFIG_FILE", configuration().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("LC_ALL", "C.UTF-8");
    environment.remove("AWS_SESSION_TOKEN");
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  /// Presigning with version 4 has to be asked for in version 1 of the command line.
  private Path configuration() throws IOException {
    return Files.writeString(
        work.resolve("config"), "[default]\ns3 =\n  signature_version = s3v4\n");
  }

  private Path file(String name, int sizeBytes) throws IOException {
    byte[] bytes = new byte[sizeBytes];
    new Random(name.hashCode()).nextBytes(bytes);
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  @Test
  void copiesKeysWithSpacesPlusAndOtherLetters() throws Exception {
    Path source = file("app.ipa", 1000);
    for (String name : List.of("My App.ipa", "a+b.ipa", "100%.ipa", "grüße 日本.ipa")) {
      String url = "s3://slipway-drops/c1/" + name;
      aws("s3", "cp", source.toString(), url);
      aws("s3", "cp", url, "back.ipa");
      assertThat(work.resolve("back.ipa")).hasSameBinaryContentAs(source);
      assertThat(aws("s3", "ls", url)).contains(name);
    }
    assertThat(aws("s3", "ls", "s3://slipway-drops/")).contains("PRE c1/");
    assertThat(aws("s3", "ls")).contains("slipway-drops");
  }

  @Test
  void copies20MegabytesInParts() throws Exception {
    Path source = file("big.ipa", 20 * 1024 * 1024 + 3);
    aws("s3", "cp", source.toString(), "s3://slipway-drops/c1/");
    assertThat(aws.requests().count("UploadPart")).isEqualTo(3);
    assertThat(aws.requests().count("CompleteMultipartUpload")).isOne();
    aws("s3", "cp", "s3://slipway-drops/c1/big.ipa", "back.ipa");
    assertThat(work.resolve("back.ipa")).hasSameBinaryContentAs(source);
  }

  @Test
  void aSecondSyncUploadsNothing() throws Exception {
    file("drop/release.json", 20);
    file("drop/metadata/en-US/release notes.txt", 30);
    file("drop/App+1.ipa", 5000);
    aws("s3", "sync", "drop", "s3://slipway-drops/c1/drop/");
    assertThat(aws.requests().count("PutObject")).isEqualTo(3);
    aws("s3", "sync", "drop", "s3://slipway-drops/c1/drop/");
    assertThat(aws.requests().count("PutObject")).isEqualTo(3);
    aws("s3", "sync", "s3://slipway-drops/c1/drop/", "back");
    assertThat(work.resolve("back/metadata/en-US/release notes.txt"))
        .hasSameBinaryContentAs(work.resolve("drop/metadata/en-US/release notes.txt"));
  }

  @Test
  void presignsAUrlThatGets() throws Exception {
    Path source = file("app.ipa", 1000);
    aws("s3", "cp", source.toString(), "s3://slipway-drops/c1/my app.ipa");
    String url = aws("s3", "presign", "s3://slipway-drops/c1/my app.ipa").strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Files.readAllBytes(source));
    }
  }

  @Test
  void removesAndLists() throws Exception {
    file("drop/a", 1);
    file("drop/b", 1);
    aws("s3", "sync", "drop", "s3://slipway-drops/c1/");
    aws("s3", "rm", "--recursive", "s3://slipway-drops/c1/");
    assertThat(aws("s3api", "list-objects-v2", "--bucket", "slipway-drops"))
        .doesNotContain("\"Key\"");
    assertThat(aws("s3api", "list-object-versions", "--bucket", "slipway-drops"))
        .contains("DeleteMarkers");
    assertThat(aws("s3api", "get-bucket-versioning", "--bucket", "slipway-drops"))
        .contains("Enabled");
    aws("s3", "mb", "s3://another");
    aws("s3", "rb", "s3://another");
  }

  @Test
  void createsAndGetsASecret() throws Exception {
    aws("secretsmanager", "create-secret", "--name", "slipway/c1", "--secret-string", "one");
    String answer =
        aws(
            "secretsmanager",
            "get-secret-value",
            "--secret-id",
            "slipway/c1",
            "--version-stage",
            "AWSCURRENT");
    assertThat(new ObjectMapper().readTree(answer).path("SecretString").asText()).isEqualTo("one");
  }
}

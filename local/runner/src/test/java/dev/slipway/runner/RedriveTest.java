package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `infrastructure/redrive`: what failed for good is shown with its reason, and put back.
@Tag("program")
class RedriveTest {
  /// Lambda's record of an asynchronous invocation.
  private static final String RECORD =
      """
      {"version":"1.0","requestContext":{"functionArn":"arn:aws:lambda:x:1:function:upload:$LATEST",
        "condition":"RetriesExhausted","approximateInvokeCount":3},
       "requestPayload":{"a":"ü"},
       "responsePayload":{"errorType":"Broken","errorMessage":"no connection"}}
      """;

  /// The aws command line with a queue of three messages, of which the second's function refuses.
  private static final String AWS =
      """
      #!/usr/bin/env python3
      import json, pathlib, sys
      here = pathlib.Path(__file__).parent
      words = sys.argv[1:]
      value = lambda name: words[words.index(name) + 1]
      with open(here / "calls.log", "a") as log:
          log.write(" ".join(words[:2]) + " " + (value("--receipt-handle")
              if "--receipt-handle" in words else "") + "\\n")
      if words[1] == "receive-message":
          first = not (here / "received").exists()
          (here / "received").touch()
          bodies = [(here / "record.json").read_text(), '{"source":"aws.s3"}', "hello"]
          attributes = [{}, {"TARGET_ARN": {"StringValue": "refusing"},
              "ERROR_CODE": {"StringValue": "NO_PERMISSIONS"}}, {}]
          print(json.dumps({"Messages": [
              {"MessageId": str(i), "ReceiptHandle": "r%d" % i, "Body": bodies[i],
               "MessageAttributes": attributes[i]} for i in range(3)]} if first else {}))
      elif words[1] == "invoke":
          if value("--function-name") == "refusing":
              sys.exit("refused")
          payload = pathlib.Path(value("--payload")[len("fileb://"):]).read_text()
          (here / "invoked.json").write_text(payload)
          print(json.dumps({"StatusCode": 202}))
      """;

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
  void aFailedEventOfALocalRunIsShownAndPutBack() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      var key = stage.apple.createKey(KeyRole.APP_MANAGER);
      String id = stage.connect(LocalUser.ALICE, key);
      stage.call(LocalUser.ALICE, "DELETE", "/connections/" + id, null);
      stage.put(id + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.advance(Duration.ofMinutes(10));
      assertThat(stage.local.failures()).hasSize(1);
      stage.connect(LocalUser.ALICE, key);

      var shown = run("--local", directory.toString(), "--dry-run");
      stage.local.redrive();
      stage.local.settle();
      assertThat(shown.said)
          .contains("DropIntakeFunction", "no connection for the drop", id + "/App.ipa")
          .contains("redrive: found=1 put_back=0 left=1");
      assertThat(stage.releases()).isEmpty();
      var put = run("--local", directory.toString(), "--yes");
      stage.local.redrive();
      stage.local.settle();

      assertThat(put.said).contains("redrive: found=1 put_back=1 left=0");
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      assertThat(run("--local", directory.toString(), "--yes").said).contains("found=0");
    }
  }

  @Test
  void whatIsNoRecordStaysAside() throws Exception {
    try (var stage = Stage.open(directory)) {
      Path redrive = Files.createDirectories(directory.resolve("redrive"));
      Files.writeString(redrive.resolve("a.json"), "{");
      Files.writeString(redrive.resolve("b.json"), "{\"requestContext\":{\"functionArn\":\"X\"}}");

      stage.local.redrive();
      stage.local.redrive();

      try (var files = Files.list(redrive)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("a.json.unknown", "b.json.unknown");
      }
    }
  }

  @Test
  void aMessageIsDeletedOnlyAfterItsFunctionTookTheEvent() throws Exception {
    fakeAws();

    var ended = run("--aws", directory + "/aws", "--queue-url", "https://queue", "--yes");

    assertThat(ended.said)
        .contains("RetriesExhausted after 3 tries: Broken no connection")
        .contains("not delivered: NO_PERMISSIONS")
        .contains("the message is not JSON")
        .contains("redrive: found=3 put_back=1 left=2");
    assertThat(ended.status).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("invoked.json")))
        .isEqualTo("{\"a\": \"\\u00fc\"}");
    assertThat(calls())
        .containsSubsequence("lambda invoke", "sqs delete-message r0")
        .contains("sqs change-message-visibility r1", "sqs change-message-visibility r2")
        .doesNotContain("sqs delete-message r1", "sqs delete-message r2");
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    fakeAws();

    var ended = run("--aws", directory + "/aws", "--queue-url", "https://queue", "--dry-run");

    assertThat(ended.status).isZero();
    assertThat(calls())
        .doesNotContain("lambda invoke")
        .noneMatch(call -> call.contains("delete"))
        .contains("sqs change-message-visibility r0");
  }

  @Test
  void withoutAnAnswerNothingIsPutBack() throws Exception {
    fakeAws();

    var ended = run("--aws", directory + "/aws", "--queue-url", "https://queue");

    assertThat(ended.said).contains("Put 2 back?", "put_back=0");
  }

  private void fakeAws() throws IOException {
    Files.writeString(directory.resolve("record.json"), RECORD);
    Path aws = Files.writeString(directory.resolve("aws"), AWS);
    Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls.log")).stream().map(String::strip).toList();
  }

  private Ended run(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("python3"));
    command.add(RepositoryFiles.file("infrastructure/redrive").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}

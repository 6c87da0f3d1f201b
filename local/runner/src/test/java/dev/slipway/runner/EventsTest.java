package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.slipway.localaws.eventbridge.PublishedEvent;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleIpa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes out on the event bus while releases and connections change.
class EventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RELEASE = "Release State Changed";
  private static final String CONNECTION = "Connection State Changed";

  @TempDir Path directory;

  private static Stage connected(Path directory) throws Exception {
    var stage = Stage.approving(directory);
    stage.app();
    return stage;
  }

  private static void drop(Stage stage) throws Exception {
    var small = SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(300_000);
    stage.put(stage.connect() + "/App.ipa", Stage.ipa(small));
    stage.local.settle();
  }

  private static List<JsonNode> details(Stage stage, String detailType) throws IOException {
    var details = new ArrayList<JsonNode>();
    for (PublishedEvent event : stage.local.aws().published().all()) {
      if (event.detailType().equals(detailType)) {
        details.add(JSON.readTree(event.detail()));
      }
    }
    return details;
  }

  private static List<Long> numbers(List<JsonNode> details) {
    return details.stream().map(detail -> detail.path("number").asLong()).toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /// Each state follows from the one before.
  private static void assertChain(List<JsonNode> details) {
    for (int i = 1; i < details.size(); i++) {
      assertThat(details.get(i).path("from")).isEqualTo(details.get(i - 1).path("to"));
    }
  }

  private static JsonNode record(Stage stage, String release) throws IOException {
    return JSON.readTree(
        stage
            .s3
            .getObjectAsBytes(
                get -> get.bucket(stage.local.stateBucket()).key("releases/" + release + ".json"))
            .asByteArray());
  }

  private static long markers(Stage stage) {
    return stage
        .s3
        .listObjectsV2(list -> list.bucket(stage.local.stateBucket()).prefix("open/"))
        .keyCount();
  }

  @Test
  void tellsOfEveryChangeOnceAndInOrder() throws Exception {
    try (var stage = connected(directory)) {
      drop(stage);
      var end = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.advance(Duration.ofMinutes(30));

      var told = details(stage, RELEASE);
      assertThat(numbers(told)).containsExactlyElementsOf(upTo(told.size()));
      assertChain(told);
      assertThat(told)
          .extracting(detail -> detail.path("to").asText())
          .startsWith("RECEIVED", "UPLOADING", "PROCESSING")
          .containsSubsequence("WAITING_FOR_REVIEW", "IN_REVIEW", "READY_FOR_DISTRIBUTION");
      assertThat(told.getLast().path("releaseId")).isEqualTo(end.path("id"));
      assertThat(told.getLast().path("appName").asText()).isEqualTo("Example");
      assertThat(told.getLast().path("versionString").asText()).isEqualTo("1.1");
      assertThat(told).extracting(detail -> detail.path("id").asText()).doesNotHaveDuplicates();
      assertThat(record(stage, end.path("id").asText()).path("outbox").path("pending")).isEmpty();
      assertThat(markers(stage)).as("of the daily look at what was followed").isEqualTo(1);

      var connection = details(stage, CONNECTION);
      assertThat(connection)
          .extracting(detail -> detail.path("to").asText())
          .containsExactly("CHECKING", "CONNECTED");
    }
  }

  @Test
  void followsItsPublishedSchema() throws Exception {
    try (var stage = connected(directory)) {
      drop(stage);
      String connection = stage.newest().path("connectionId").asText();
      assertThat(stage.call(LocalUser.ALICE, "DELETE", "/connections/" + connection, null).status())
          .isEqualTo(204);
      stage.advance(Duration.ofMinutes(20));

      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(
                  JSON.readTree(
                      Files.readString(RepositoryFiles.file("infrastructure/events.schema.json"))));
      assertThat(details(stage, RELEASE)).isNotEmpty();
      assertThat(details(stage, CONNECTION).getLast().path("to").asText())
          .isEqualTo("DISCONNECTED");
      for (PublishedEvent event : stage.local.aws().published().all()) {
        assertThat(schema.validate(envelope(event))).as(event.detail()).isEmpty();
      }
      ObjectNode wrong = envelope(stage.local.aws().published().all().getFirst());
      ((ObjectNode) wrong.path("detail")).put("to", "NOWHERE");
      assertThat(schema.validate(wrong)).isNotEmpty();
    }
  }

  private static ObjectNode envelope(PublishedEvent event) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("source", event.source());
    json.put("detail-type", event.detailType());
    json.put("time", event.time().toString());
    json.set("detail", JSON.readTree(event.detail()));
    return json;
  }

  @Tag("answer")
  @Test
  void aBusThatIsDownForADayHoldsNothingUpAndHearsAllOfItAfterwards() throws Exception {
    try (var stage = connected(directory)) {
      var start = stage.local.clock().instant();
      stage.local.aws().faults().script((service, _, _, _, _) -> down(service));
      drop(stage);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(Duration.between(start, stage.local.clock().instant()))
          .isLessThan(Duration.ofHours(2));
      stage.local.advance(Duration.ofDays(1));
      assertThat(stage.local.aws().published().all()).isEmpty();
      assertThat(stage.local.failures()).isEmpty();

      stage.local.aws().faults().clear();
      stage.local.advance(Duration.ofMinutes(40));

      var told = details(stage, RELEASE);
      assertThat(numbers(told)).containsExactlyElementsOf(upTo(told.size()));
      assertThat(told.getLast().path("to").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(details(stage, CONNECTION))
          .extracting(detail -> detail.path("to").asText())
          .containsExactly("CHECKING", "CONNECTED");
      assertThat(markers(stage)).isZero();
    }
  }

  private static java.util.Optional<Fault> down(String service) {
    return service.equals("events")
        ? java.util.Optional.of(Fault.internalError())
        : java.util.Optional.empty();
  }

  @Tag("answer")
  @Test
  void repeatsUnderTheSameIdWhatWasNotSurelyTaken() throws Exception {
    try (var stage = connected(directory)) {
      stage.local.aws().faults().add(FaultRule.events(Fault.answerLost()).nth(3).times(2));
      stage.local.aws().published().refuseNext(1, "ThrottlingException");
      drop(stage);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.local.advance(Duration.ofMinutes(40));

      var told = details(stage, RELEASE);
      long changes = numbers(told).stream().mapToLong(Long::longValue).max().orElseThrow();
      assertThat(numbers(told)).containsAll(upTo(changes)).hasSizeGreaterThan((int) changes);
      assertThat(told.stream().map(detail -> detail.path("id").asText()).distinct())
          .hasSize((int) changes);
      assertThat(stage.local.aws().faults().remaining()).isZero();
    }
  }

  @Test
  void costsFewWrites() throws Exception {
    Path silent = directory.resolve("template.yaml");
    Files.writeString(
        silent,
        Files.readString(RepositoryFiles.file("template.yaml"))
            .replace("SLIPWAY_EVENT_BUS: !Ref EventBus", "SLIPWAY_EVENT_BUS: \"\""));
    long without = writes(directory.resolve("without"), silent);
    long with = writes(directory.resolve("with"), RepositoryFiles.file("template.yaml"));
    System.out.println("S3 writes of a release: without a bus " + without + ", with " + with);
    assertThat(with).isGreaterThan(without).isLessThan(without + without / 4);
  }

  private static long writes(Path directory, Path template) throws Exception {
    try (var stage = Stage.approving(directory, template)) {
      stage.app();
      drop(stage);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.advance(Duration.ofMinutes(30));
      return stage
          .local
          .aws()
          .requests()
          .count(
              request ->
                  request.operation().equals("PutObject")
                      && request.bucket().equals(stage.local.stateBucket()));
    }
  }
}

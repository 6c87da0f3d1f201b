package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.endpoints.AwsClients;
import dev.slipway.localaws.events.ObjectEvent;
import dev.slipway.localaws.events.ObjectEvent.EventName;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class ObjectEventsTest {
  private static final String KEY = "c1/My App+1 ü.ipa";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<ObjectEvent> events = new CopyOnWriteArrayList<>();
  private LocalAws aws;
  private AwsClients clients;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    aws =
        LocalAws.start(
            LocalAwsOptions.at(directory)
                .withClock(() -> Instant.parse("2026-11-23T10:00:00.25Z")));
    aws.createBucket("drops", true);
    aws.createBucket("plain", false);
    aws.onObjectEvent("drops", events::add);
    clients = AwsClients.at(aws);
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  private String put(String bucket, String key, String text) {
    return clients
        .s3()
        .putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text))
        .versionId();
  }

  private List<ObjectEvent> delivered() throws InterruptedException {
    assertThat(aws.awaitEventsDelivered(Duration.ofMinutes(1))).isTrue();
    return events;
  }

  @Test
  void eventBridgeHasTheKeyAsItIs() throws Exception {
    String versionId = put("drops", KEY, "abc");
    JsonNode json = MAPPER.readTree(delivered().getFirst().toEventBridgeJson());
    assertThat(json.path("detail-type").asText()).isEqualTo("Object Created");
    assertThat(json.path("source").asText()).isEqualTo("aws.s3");
    assertThat(json.path("time").asText()).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(json.path("resources").path(0).asText()).isEqualTo("arn:aws:s3:::drops");
    JsonNode detail = json.path("detail");
    assertThat(detail.path("bucket").path("name").asText()).isEqualTo("drops");
    assertThat(detail.path("reason").asText()).isEqualTo("PutObject");
    JsonNode object = detail.path("object");
    assertThat(object.path("key").asText()).isEqualTo(KEY);
    assertThat(object.path("size").asLong()).isEqualTo(3);
    assertThat(object.path("etag").asText()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    assertThat(object.path("version-id").asText()).isEqualTo(versionId);
    assertThat(object.path("sequencer").asText()).matches("[0-9A-F]{16}");
  }

  @Test
  void directNotificationHasTheKeyEncodedWithPlusForSpace() throws Exception {
    String versionId = put("drops", KEY, "abc");
    JsonNode entry =
        MAPPER.readTree(delivered().getFirst().toS3NotificationJson()).path("Records").path(0);
    assertThat(entry.path("eventSource").asText()).isEqualTo("aws:s3");
    assertThat(entry.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(entry.path("eventTime").asText()).isEqualTo("2026-11-23T10:00:00.250Z");
    JsonNode object = entry.path("s3").path("object");
    assertThat(object.path("key").asText()).isEqualTo("c1%2FMy+App%2B1+%C3%BC.ipa");
    assertThat(object.path("eTag").asText()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    assertThat(object.path("versionId").asText()).isEqualTo(versionId);
    assertThat(entry.path("s3").path("bucket").path("arn").asText())
        .isEqualTo("arn:aws:s3:::drops");
  }

  @Test
  void tellsDeletionsAndHowTheyWereDone() throws Exception {
    String versionId = put("drops", KEY, "abc");
    clients.s3().deleteObject(r -> r.bucket("drops").key(KEY));
    clients.s3().deleteObject(r -> r.bucket("drops").key(KEY).versionId(versionId));
    assertThat(delivered())
        .extracting(ObjectEvent::eventName)
        .containsExactly(EventName.CREATED, EventName.DELETED, EventName.DELETED);
    assertThat(events.get(1).toEventBridgeJson()).contains("Delete Marker Created");
    assertThat(events.get(2).toEventBridgeJson()).contains("Permanently Deleted");
    assertThat(events.get(1).toS3NotificationJson()).contains("ObjectRemoved:DeleteMarkerCreated");
    assertThat(events).extracting(ObjectEvent::sequencer).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void comesInOrderForOneKeyAndEvenWhenTheAnswerIsLost() throws Exception {
    aws.faults().add(FaultRule.s3("PutObject", Fault.answerLost()).nth(5));
    for (int i = 0; i < 20; i++) {
      put("drops", "same", "x".repeat(i));
    }
    assertThat(delivered()).extracting(ObjectEvent::sequencer).isSorted();
    assertThat(events.stream().map(ObjectEvent::sizeBytes).distinct())
        .containsExactlyElementsOf(java.util.stream.LongStream.range(0, 20).boxed().toList());
  }

  @Test
  void aFailingListenerDoesNotStopOthersOrLaterEvents() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    aws.onObjectEvent(
        "plain",
        event -> {
          throw new IllegalStateException("on purpose");
        });
    aws.onObjectEvent("plain", event -> seen.add(event.key()));
    put("plain", "a", "1");
    put("plain", "a", "2");
    delivered();
    assertThat(seen).containsExactly("a", "a");
    assertThat(events).isEmpty();
  }

  @Test
  void anObjectThatIsPutWithoutARequestIsLikeAnyOther() throws Exception {
    for (String content : List.of("", "content")) {
      String version = aws.put("drops", KEY, content.getBytes(StandardCharsets.UTF_8));
      var read = clients.s3().getObjectAsBytes(get -> get.bucket("drops").key(KEY));
      assertThat(read.asUtf8String()).isEqualTo(content);
      assertThat(read.response().versionId()).isEqualTo(version);
    }
    assertThat(aws.awaitEventsDelivered(Duration.ofMinutes(1))).isTrue();
    assertThat(events).hasSize(2);
    assertThat(aws.requests().count("PutObject")).isZero();
  }

  @Test
  void tellsNothingOfARefusedWrite() throws Exception {
    put("drops", "k", "1");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                clients
                    .s3()
                    .putObject(
                        r -> r.bucket("drops").key("k").ifNoneMatch("*"),
                        RequestBody.fromString("2")))
        .isInstanceOf(software.amazon.awssdk.services.s3.model.S3Exception.class);
    assertThat(delivered()).hasSize(1);
  }
}

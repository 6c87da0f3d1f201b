package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.slipway.aws.edge.EventReader.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of events/, each read as it is and after a way through Lambda's own serialization.
class EventFilesTest {
  private static final Path EVENTS = Path.of("..", "events");

  private static final Set<String> WITHOUT_TOKEN =
      Set.of(
          "http-post-apple-webhook.json",
          "http-get-connect-link.json",
          "http-post-connect-link-connection.json",
          "http-get-connect-link-connection.json");

  private final EventReader reader = new EventReader("slipway-state");

  static Stream<String> files(String prefix) throws IOException {
    try (var all = Files.list(EVENTS)) {
      return all
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<String> httpFiles() throws IOException {
    return files("http-");
  }

  static Stream<String> notificationFiles() throws IOException {
    return files("s3-notification-");
  }

  static Stream<String> bridgedFiles() throws IOException {
    return files("s3-eventbridge-");
  }

  static Stream<String> scheduleFiles() throws IOException {
    return files("schedule-");
  }

  @ParameterizedTest
  @MethodSource("httpFiles")
  void readsRequests(String file) throws IOException {
    String event = text(file);

    var asSent = read(event);
    var throughLambda = read(throughLambda(event, APIGatewayV2HTTPEvent.class));

    var request = ((Trigger.Http) asSent).request();
    if (WITHOUT_TOKEN.contains(file)) {
      assertThat(request.claims()).isEmpty();
    } else {
      assertThat(request.claims()).containsEntry("custom:tenant", "anna");
    }
    assertThat(file).startsWith("http-" + request.method().toLowerCase(Locale.ROOT) + "-");
    var again = ((Trigger.Http) throughLambda).request();
    assertThat(again.path()).isEqualTo(request.path());
    assertThat(again.query()).isEqualTo(request.query());
    assertThat(again.body()).isEqualTo(request.body());
    assertThat(again.claims()).isEqualTo(request.claims());
    assertThat(again.headers()).isEqualTo(request.headers());
  }

  /// The HTTP API sends no scopes for a route whose authorizer names none, and else a list. Only
  /// the gateway decides by them.
  @ParameterizedTest
  @MethodSource("httpFiles")
  void readsTheSameRequestWithAndWithoutScopes(String file) throws IOException {
    String scopes = "\"scopes\": null";
    String event = text(file);
    if (WITHOUT_TOKEN.contains(file)) {
      assertThat(event).doesNotContain("scopes");
      return;
    }
    assertThat(event).contains(scopes);
    var without = ((Trigger.Http) read(event)).request();

    for (String list : List.of("[]", "[\"slipway/read\"]", "[\"slipway/read\",\"other\"]")) {
      String listed = event.replace(scopes, "\"scopes\": " + list);
      for (String sent : List.of(listed, throughLambda(listed, APIGatewayV2HTTPEvent.class))) {
        var request = ((Trigger.Http) read(sent)).request();
        assertThat(request.claims()).as(list).isEqualTo(without.claims());
        assertThat(request.path()).isEqualTo(without.path());
        assertThat(request.body()).isEqualTo(without.body());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("notificationFiles")
  void readsDirectNotifications(String file) throws IOException {
    var asSent = (Trigger.ObjectsCreated) read(text(file));

    assertThat(asSent.objects().getFirst().version().key()).isEqualTo("abc/My App+1.ipa");
    assertThat(read(throughLambda(text(file), S3Event.class))).isEqualTo(asSent);
  }

  @ParameterizedTest
  @MethodSource("bridgedFiles")
  void readsEventBridgesEvents(String file) throws IOException {
    var trigger = read(text(file));

    if (file.contains("wake-check")) {
      assertThat(trigger)
          .isEqualTo(
              new Trigger.Wakes(
                  List.of(new Trigger.Wake(Trigger.WakeKind.CHECK, "abc", "wake/check/abc"))));
    } else if (file.contains("wake-intake")) {
      assertThat(((Trigger.Wakes) trigger).wakes().getFirst().kind())
          .isEqualTo(Trigger.WakeKind.INTAKE);
    } else if (file.contains("wake-release")) {
      assertThat(((Trigger.Wakes) trigger).wakes().getFirst().kind())
          .isEqualTo(Trigger.WakeKind.RELEASE);
    } else {
      assertThat(((Trigger.ObjectsCreated) trigger).objects().getFirst().version().key())
          .startsWith("abc/");
    }
  }

  @ParameterizedTest
  @MethodSource("scheduleFiles")
  void readsSchedules(String file) throws IOException {
    assertThat(read(text(file)))
        .isEqualTo(
            new Trigger.Scheduled(file.substring("schedule-".length(), file.lastIndexOf('.'))));
  }

  @Test
  void knowsEveryFile() throws IOException {
    assertThat(files(""))
        .allMatch(
            name ->
                name.startsWith("http-")
                    || name.startsWith("s3-notification-")
                    || name.startsWith("s3-eventbridge-")
                    || name.startsWith("schedule-"))
        .hasSizeGreaterThan(15);
  }

  private Trigger read(String event) throws IOException {
    return reader.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private static <T> String throughLambda(String event, Class<T> type) {
    PojoSerializer<T> serializer =
        LambdaEventSerializers.serializerFor(type, EventFilesTest.class.getClassLoader());
    var out = new ByteArrayOutputStream();
    serializer.toJson(serializer.fromJson(event), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String text(String file) throws IOException {
    return Files.readString(EVENTS.resolve(file))
        .replace("{{tenant}}", "anna")
        .replace("{{connectionId}}", "abc")
        .replace("{{releaseId}}", "def")
        .replace("{{ipaNameUrlEncoded}}", "My+App%2B1.ipa")
        .replace("{{ipaName}}", "My App+1.ipa")
        .replace("{{etag}}", "9b2cf535f27731c974343645a3985328")
        .replace("{{versionId}}", "3HL4kqtJlcpXroDTDmJ")
        .replaceAll("\\{\\{[A-Za-z]*Base64\\}\\}", "aGVsbG8=")
        .replaceAll("\\{\\{[A-Za-z]+\\}\\}", "x");
  }
}

package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.drops.ObjectVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private final EventReader reader = new EventReader("state");

  @ParameterizedTest
  @CsvSource({
    "c/My App.ipa, c/My+App.ipa",
    "c/a+b.ipa, c/a%2Bb.ipa",
    "c/100%.ipa, c/100%25.ipa",
    "c/Über.ipa, c/%C3%9Cber.ipa",
    "c/%2B.ipa, c/%252B.ipa"
  })
  void readsTheSameKeyFromBothShapes(String key, String encoded) throws IOException {
    var direct = read(direct("drops", encoded));
    var bridged = read(bridged("drops", key));

    var expected =
        new Trigger.CreatedObject(
            "drops",
            new ObjectVersion(key, "v1", "\"9b2c\"", 1234),
            Instant.parse("2026-11-23T10:00:00Z"));
    assertThat(direct).isEqualTo(new Trigger.ObjectsCreated(List.of(expected)));
    assertThat(bridged).isEqualTo(direct);
  }

  @Test
  void takesAnObjectWithoutVersion() throws IOException {
    var event = bridged("drops", "c/a.ipa").replace("\"version-id\": \"v1\",", "");

    assertThat(read(event))
        .isInstanceOfSatisfying(
            Trigger.ObjectsCreated.class,
            created -> assertThat(created.objects().getFirst().version().versionId()).isEmpty());
  }

  @Test
  void readsWakeObjectsOfTheStateBucketAlone() throws IOException {
    assertThat(read(bridged("state", "wake/check/abc")))
        .isEqualTo(
            new Trigger.Wakes(
                List.of(new Trigger.Wake(Trigger.WakeKind.CHECK, "abc", "wake/check/abc"))));
    assertThat(read(direct("state", "wake/release/abc")))
        .isEqualTo(
            new Trigger.Wakes(
                List.of(new Trigger.Wake(Trigger.WakeKind.RELEASE, "abc", "wake/release/abc"))));
    assertThat(read(bridged("drops", "wake/check/abc"))).isInstanceOf(Trigger.ObjectsCreated.class);
    assertThat(read(bridged("state", "connections/abc.json"))).isInstanceOf(Trigger.Unknown.class);
  }

  @Test
  void readsOurSchedules() throws IOException {
    assertThat(read("{\"source\":\"slipway.schedule\",\"detail-type\":\"check-all\"}"))
        .isEqualTo(new Trigger.Scheduled("check-all"));
  }

  @Test
  void readsARequestWithItsClaims() throws IOException {
    String body = Base64.getEncoder().encodeToString("ü\0".getBytes(StandardCharsets.UTF_8));
    var trigger =
        read(
            """
            {"version":"2.0","routeKey":"POST /connections/{connectionId}/check",
             "rawPath":"/dev/connections/a/check","rawQueryString":"limit=5",
             "pathParameters":{"connectionId":"a b"},
             "headers":{"Content-Type":"application/json"},
             "queryStringParameters":{"limit":"5"},
             "requestContext":{"stage":"dev","http":{"method":"post","path":"/dev/connections/a/check"},
               "authorizer":{"jwt":{"claims":{"sub":"anna","exp":1700000000},"scopes":null}}},
             "body":"%s","isBase64Encoded":true}
            """
                .formatted(body));

    assertThat(trigger)
        .isInstanceOfSatisfying(
            Trigger.Http.class,
            http -> {
              var request = http.request();
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.routeKey()).isEqualTo("POST /connections/{connectionId}/check");
              assertThat(request.pathParameter("connectionId")).isEqualTo("a b");
              assertThat(request.pathParameter("other")).isEmpty();
              assertThat(request.path()).isEqualTo("/connections/a/check");
              assertThat(request.header("content-type")).contains("application/json");
              assertThat(request.parameter("limit")).contains("5");
              assertThat(request.body()).isEqualTo("ü\0".getBytes(StandardCharsets.UTF_8));
              assertThat(request.claims()).containsEntry("sub", "anna");
              assertThat(request.toString()).isEqualTo("HttpRequest[POST /connections/a/check]");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Records\":[]}",
        "{\"Event\":\"s3:TestEvent\",\"Bucket\":\"drops\"}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectRemoved:Delete\"}]}",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Deleted\"}",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}",
        "{\"source\":\"aws.s3\"}",
        "{\"rawPath\":\"/x\",\"requestContext\":{}}"
      })
  void saysUnknownOfAnythingElse(String event) throws IOException {
    assertThat(read(event)).isInstanceOf(Trigger.Unknown.class);
  }

  private Trigger read(String event) throws IOException {
    return reader.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private static String direct(String bucket, String encodedKey) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",
      "eventTime":"2026-11-23T10:00:00.000Z","eventName":"ObjectCreated:Put",
      "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"%s","arn":"arn:aws:s3:::x"},
        "object":{"key":"%s","size":1234,"eTag":"9b2c","versionId":"v1","sequencer":"00"}}}]}
    """
        .formatted(bucket, encodedKey);
  }

  private static String bridged(String bucket, String key) {
    return """
    {"version":"0","id":"1","detail-type":"Object Created","source":"aws.s3",
     "time":"2026-11-23T10:00:00Z","region":"eu-central-1","resources":[],
     "detail":{"version":"0","bucket":{"name":"%s"},
       "object":{"key":"%s","size":1234,"etag":"9b2c","version-id": "v1","sequencer":"00"},
       "reason":"PutObject"}}
    """
        .formatted(bucket, key);
  }
}

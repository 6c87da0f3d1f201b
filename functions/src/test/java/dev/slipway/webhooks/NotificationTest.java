package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.json.Json;
import dev.slipway.json.JsonShapeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {
  @Test
  void readsAVersionsState() {
    var notification =
        read(
            """
            {"data":{"type":"appStoreVersionAppVersionStateUpdated","id":"1c9f","version":1,
             "attributes":{"oldValue":"IN_REVIEW","newValue":"PENDING_DEVELOPER_RELEASE",
              "timestamp":"2026-03-02T08:00:00.000Z"},
             "relationships":{"instance":{"data":{"type":"appStoreVersions","id":"V1"}}}}}\
            """);

    assertThat(notification.id()).isEqualTo("1c9f");
    assertThat(notification.timestamp()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(notification.instanceType()).isEqualTo(Notification.APP_STORE_VERSIONS);
    assertThat(notification.instanceId()).isEqualTo("V1");
    assertThat(notification.newState()).isEqualTo("PENDING_DEVELOPER_RELEASE");
    assertThat(notification.tellsNews()).isTrue();
  }

  @Test
  void readsAnInstanceThatIsNamedFlat() {
    var notification =
        read(
            "{\"data\":{\"type\":\"t\",\"id\":\"1\",\"attributes\":{\"instanceType\":\"builds\","
                + "\"instanceId\":\"B1\",\"newExternalBuildState\":\"BETA_APPROVED\"}}}");

    assertThat(notification.instanceType()).isEqualTo("builds");
    assertThat(notification.instanceId()).isEqualTo("B1");
    assertThat(notification.newState()).isEqualTo("BETA_APPROVED");
  }

  @Test
  void readsAPing() {
    var notification = read("{\"data\":{\"type\":\"webhookPingCreated\",\"id\":\"1\"}}");

    assertThat(notification.instanceType()).isEmpty();
    assertThat(notification.timestamp()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "buildUploads,PROCESSING,false",
    "buildUploads,AWAITING_UPLOAD,false",
    "buildUploads,COMPLETE,true",
    "buildUploads,FAILED,true",
    "buildUploads,,true",
    "appStoreVersions,WAITING_FOR_REVIEW,false",
    "appStoreVersions,REJECTED,true",
    "buildBetaDetails,PROCESSING,false",
    "buildBetaDetails,READY_FOR_BETA_SUBMISSION,true"
  })
  void knowsWhatIsNews(String type, String state, boolean news) {
    String newState = state == null ? "" : state;
    assertThat(new Notification("1", null, type, "X", newState).tellsNews()).isEqualTo(news);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"data\":[]}", "{\"data\":{\"type\":\"t\"}}", "{\"data\""})
  void refusesOtherShapes(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(JsonShapeException.class);
  }

  private static Notification read(String body) {
    return Notification.read(Json.parse(body));
  }
}

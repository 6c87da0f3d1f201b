package dev.slipway.announcements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonFields;
import dev.slipway.releases.ReleaseId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTextTest {
  private static final ReleaseId RELEASE = ReleaseId.of("b", "k", "v");
  private static final ConnectionId CONNECTION = ConnectionId.of("anna", "team");

  private static String release(JsonFields subject, String message) {
    var change = new StateChange(1, "QUEUED", "UPLOADING", Instant.EPOCH, null, message, null);
    return String.valueOf(
        Announcement.of(DetailType.RELEASE, RELEASE, subject, change).detail().get("slackText"));
  }

  @Test
  void saysWhatChanged() {
    var subject = JsonFields.with("bundleId", "com.example.app").put("versionString", "1.1");
    assertThat(release(subject, "Apple is processing the build."))
        .isEqualTo(
            "Apple is processing the build.\ncom.example.app 1.1 is UPLOADING (release "
                + RELEASE
                + ")");
    assertThat(release(JsonFields.with("tenant", "anna"), "Received."))
        .isEqualTo("Received.\nis UPLOADING (release " + RELEASE + ")");
    var change = new StateChange(1, null, "CHECKING", Instant.EPOCH, null, "Connected.", null);
    var connected =
        Announcement.of(
            DetailType.CONNECTION, CONNECTION, JsonFields.with("tenant", "anna"), change);
    assertThat(connected.detail().get("slackText"))
        .isEqualTo("Connected.\nConnection " + CONNECTION + " is CHECKING");
  }

  /// Each is a control sequence of Slack, or would become one if it were escaped twice or halfway.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel>",
        "<!here|here>",
        "<@U012AB3CD>",
        "<#C123ABC456>",
        "<https://evil.example|App Store Connect>",
        "&lt;!channel&gt;",
        "&<!everyone>"
      })
  void mentionsNobody(String name) {
    String text =
        release(
            JsonFields.with("bundleId", name).put("versionString", name),
            "The app “" + name + "” was found.");
    assertThat(text).doesNotContain("<", ">");
    assertThat(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .contains("“" + name + "”", name + " " + name + " is UPLOADING");
  }
}

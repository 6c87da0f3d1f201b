package dev.slipway.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.InsteadOfIpa;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The record of a release that changes the version on the App Store. The version of Slipway before
/// would take the lane of the app's versions for it, and wait for a build: it must leave it alone.
class LiveVersionRecordTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectVersion MANIFEST =
      new ObjectVersion("c/sale/release.json", "v1", "\"e1\"", 100);

  private static ReleaseRecord live() {
    return ReleaseRecord.received(
            new ReleaseId("a".repeat(26)),
            new ConnectionId("c".repeat(26)),
            "alice",
            new Drop("drops", Drop.Kind.FOLDER, MANIFEST, NOW),
            NOW,
            NOW)
        .withDesired(
            new Desired(
                MANIFEST,
                "com.example",
                "",
                "",
                Platform.IOS,
                null,
                null,
                Terms.OPEN,
                InsteadOfIpa.LIVE_VERSION));
  }

  private static ReleaseRecord read(Map<String, @Nullable Object> document) {
    return ReleaseRecord.fromJson(Json.parse(Json.write(document)));
  }

  private static String intent(Map<String, @Nullable Object> document) {
    return Json.parse(Json.write(document)).object("intent").string("write");
  }

  @Test
  void survivesItsJson() {
    var writing = live().withIntent(new Intent(WriteKind.APPLY_CONTENT, NOW));

    assertThat(read(live().toJson())).isEqualTo(live());
    assertThat(read(writing.toJson())).isEqualTo(writing);
  }

  /// An intent of a kind that a version does not know makes it leave the release alone
  /// (NewerVersionTest).
  @Test
  void hasAnIntentThatTheVersionBeforeDoesNotKnow() {
    for (ReleaseRecord release :
        new ReleaseRecord[] {live(), live().withIntent(new Intent(WriteKind.APPLY_CONTENT, NOW))}) {
      assertThat(WriteKind.of(intent(release.toJson()))).isEmpty();
    }
  }

  @Test
  void isStillOneAfterTheVersionBeforeHasWrittenIt() {
    var document = new LinkedHashMap<>(live().toJson());
    var desired = new LinkedHashMap<>(Json.parse(Json.write(document)).object("desired").asMap());
    desired.remove("insteadOfIpa");
    document.put("desired", desired);

    assertThat(read(document)).isEqualTo(live());
  }

  @Test
  void namesTheVersionThatAppleShowed() {
    assertThat(live().identity().bundleId()).isEqualTo("com.example");
    assertThat(live().identity().shortVersion()).isNull();
    assertThat(live().identity().bundleVersion()).isNull();
  }
}

package dev.slipway.functions.releaseupload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.functions.Drops;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.functions.reviewstatus.ReviewStatusHandler;
import dev.slipway.json.Json;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.NewApp;
import dev.slipway.simulator.Snapshot;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// A newer drop of the same app arrives while a worker is busy with the older one: at every place
/// where that worker looks at its remaining time, which is between any two of its steps and parts.
class MeetingDropsTest {
  private static final String SWEEP = "{\"source\":\"slipway.schedule\",\"detail-type\":\"sweep\"}";
  private static final int PLENTY = 900_000;

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ReleaseUploadHandler upload;
  private ReviewStatusHandler status;
  private ReleaseStore releases;
  private String connection;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    fixture.apple().createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
    var environment = fixture.environment();
    var api = new ApiHandler(without(environment, "SLIPWAY_APPLE_URL"), fixture.clock());
    environment.put("SLIPWAY_PART_HOSTS", ".apple.com,127.0.0.1");
    upload =
        new ReleaseUploadHandler(without(environment, "SLIPWAY_TENANT_CLAIM"), fixture.clock());
    status =
        new ReviewStatusHandler(
            without(
                environment, "SLIPWAY_TENANT_CLAIM", "SLIPWAY_DROP_BUCKET", "SLIPWAY_PART_HOSTS"),
            fixture.clock());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    connection =
        fixture
            .call(
                api,
                Request.postJson(
                    "/connections", FunctionFixture.connectBody(fixture.key(KeyRole.APP_MANAGER))))
            .json()
            .string("id");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void theEndStateIsExact(int place) throws Exception {
    String older = drop("/older.ipa", "1.1", "2", "10:00:00");
    String newer = drop("/newer.ipa", "1.2", "3", "10:00:05");
    var looks = new AtomicInteger();
    IntSupplier meeting =
        () -> {
          if (looks.incrementAndGet() == place) {
            fixture.invoke(upload, newer, PLENTY);
          }
          return PLENTY;
        };

    fixture.invoke(upload, older, meeting);
    for (int round = 0; round < 6; round++) {
      settle(meeting);
      fixture.clock().advance(Duration.ofMinutes(10));
      fixture.invoke(status, SWEEP, meeting);
    }
    settle(meeting);
    if (looks.get() < place) {
      fixture.invoke(upload, newer, PLENTY);
      settle(meeting);
    }

    assertThat(fixture.log()).doesNotContain("\"ERROR\"");
    var first = release("2");
    var second = release("3");
    if (first.state() == ReleaseState.SUPERSEDED) {
      assertThat(first.status().successor()).isEqualTo(second.id());
      assertThat(second.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertVersions("1.0", "1.2");
    } else {
      assertThat(first.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertThat(second.state()).isEqualTo(ReleaseState.QUEUED);
      assertVersions("1.0", "1.1");
    }
    var snapshot = fixture.apple().snapshot();
    assertThat(snapshot.reviewSubmissions()).hasSize(1);
    assertThat(snapshot.buildUploads())
        .extracting(Snapshot.BuildUpload::state)
        .as("no reservation is left behind")
        .doesNotContain("AWAITING_UPLOAD");
  }

  /// Delivers wake objects as long as there are any.
  private void settle(IntSupplier remaining) {
    for (int i = 0; i < 20; i++) {
      List<String> wakes =
          fixture.aws().state().list(StateKeys.WAKE_RELEASE_PREFIX, null, 100).keys();
      if (wakes.isEmpty()) {
        return;
      }
      wakes.forEach(
          key -> fixture.invoke(upload, FunctionFixture.stateObjectCreated(key), remaining));
    }
    throw new AssertionError("releases wake each other without end");
  }

  private void assertVersions(String... versionStrings) {
    assertThat(fixture.apple().snapshot().appStoreVersions())
        .extracting(Snapshot.AppStoreVersion::versionString)
        .containsExactly(versionStrings);
  }

  private ReleaseRecord release(String build) {
    return releases.list("anna", _ -> true, null, 10).releases().stream()
        .filter(r -> r.desired() != null && r.desired().bundleVersion().equals(build))
        .findFirst()
        .orElseThrow();
  }

  private String drop(String name, String version, String build, String time) {
    byte[] ipa = Drops.ipa("com.example.app", version, build, 11 << 20);
    String key = connection + name;
    var put =
        fixture
            .aws()
            .clients()
            .s3()
            .putObject(
                request -> request.bucket(LocalAwsFixture.DROPS).key(key),
                RequestBody.fromBytes(ipa));
    return Json.writeText(
        Map.of(
            "source",
            "aws.s3",
            "detail-type",
            "Object Created",
            "time",
            "2026-11-23T" + time + "Z",
            "detail",
            Map.of(
                "bucket",
                Map.of("name", LocalAwsFixture.DROPS),
                "object",
                Map.of(
                    "key",
                    key,
                    "size",
                    ipa.length,
                    "etag",
                    put.eTag().replace("\"", ""),
                    "version-id",
                    put.versionId()))));
  }

  private static Map<String, String> without(Map<String, String> environment, String... names) {
    var left = new LinkedHashMap<>(environment);
    for (String name : names) {
      left.remove(name);
    }
    return left;
  }
}

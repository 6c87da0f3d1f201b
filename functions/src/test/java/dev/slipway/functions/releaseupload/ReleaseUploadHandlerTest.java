package dev.slipway.functions.releaseupload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.functions.Drops;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.functions.connectioncheck.ConnectionCheckHandler;
import dev.slipway.functions.reviewstatus.ReviewStatusHandler;
import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.NewApp;
import dev.slipway.simulator.PartPut;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class ReleaseUploadHandlerTest {
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
    var check =
        new ConnectionCheckHandler(without(environment, "SLIPWAY_DROP_BUCKET"), fixture.clock());
    environment.put("SLIPWAY_PART_HOSTS", ".apple.com,127.0.0.1");
    upload =
        new ReleaseUploadHandler(without(environment, "SLIPWAY_TENANT_CLAIM"), fixture.clock());
    status =
        new ReviewStatusHandler(
            without(
                environment, "SLIPWAY_TENANT_CLAIM", "SLIPWAY_DROP_BUCKET", "SLIPWAY_PART_HOSTS"),
            fixture.clock());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    var answer =
        fixture.call(
            api,
            Request.postJson(
                "/connections", FunctionFixture.connectBody(fixture.key(KeyRole.APP_MANAGER))));
    connection = answer.json().string("id");
    fixture.invoke(
        check,
        FunctionFixture.stateObjectCreated(StateKeys.WAKE_CHECK_PREFIX + connection),
        PLENTY);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void goesOnWhereItStoppedWhenItsTimeRanOut() throws Exception {
    String event = drop("/App.ipa", Drops.ipa("com.example.app", "1.1", "2", 60 << 20));
    var calls = new AtomicInteger();
    IntSupplier runningOut = () -> calls.incrementAndGet() < 12 ? PLENTY : 60_000;

    fixture.invoke(upload, event, runningOut);
    var half = only();
    long sent = fixture.apple().partPuts().size();
    fixture.invoke(upload, wake(half), PLENTY);

    assertThat(half.state()).isEqualTo(ReleaseState.UPLOADING);
    assertThat(half.build().finishedBytes()).isBetween(1L, 60L << 20);
    assertThat(sent).isBetween(1L, 12L);
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(fixture.apple().partPuts())
        .extracting(PartPut::partNumber)
        .as("no part is sent twice")
        .doesNotHaveDuplicates()
        .hasSize(13);
    assertThat(fixture.apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void aLostWakeIsMadeUpForByTheNextSweep() throws Exception {
    String event = drop("/App.ipa", Drops.ipa("com.example.app", "1.1", "2", 1 << 20));
    fixture.invoke(upload, event, 10_000);
    var stopped = only();
    assertThat(stopped.state()).isEqualTo(ReleaseState.RECEIVED);
    fixture.aws().state().delete(StateKeys.wakeRelease(stopped.id()));

    fixture.clock().advance(Duration.ofMinutes(5));
    fixture.invoke(status, SWEEP, PLENTY);

    assertThat(fixture.aws().state().read(StateKeys.wakeRelease(stopped.id())))
        .as("bytes must move, so the sweep wakes the function that may")
        .isPresent();
    fixture.invoke(upload, wake(stopped), PLENTY);
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
  }

  @Test
  void aDeadWorkersReleaseIsFoundByTheSweep() throws Exception {
    String event = drop("/App.ipa", Drops.ipa("com.example.app", "1.1", "2", 60 << 20));
    var calls = new AtomicInteger();
    IntSupplier dying =
        () -> {
          if (calls.incrementAndGet() > 12) {
            throw new IllegalStateException("the machine is gone");
          }
          return PLENTY;
        };
    assertThatThrownBy(() -> fixture.invoke(upload, event, dying))
        .isInstanceOf(RuntimeException.class);

    fixture.clock().advance(Duration.ofMinutes(10));
    fixture.invoke(status, SWEEP, PLENTY);
    fixture.invoke(upload, wake(only()), PLENTY);

    assertThat(only().status().problem()).isNull();
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(fixture.apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void theSameEventTwiceIsOneRelease() throws Exception {
    String event = drop("/App.ipa", Drops.ipa("com.example.app", "1.1", "2", 1 << 20));

    fixture.invoke(upload, event, PLENTY);
    fixture.invoke(upload, event, PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(fixture.apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void aDropOfNobodyFailsSoThatItEndsAtTheFailureDestination() {
    String event = objectCreated("a".repeat(26) + "/App.ipa", "v1", "0".repeat(32), 10);

    assertThatThrownBy(() -> fixture.invoke(upload, event, PLENTY))
        .hasMessageContaining("no connection");
  }

  private ReleaseRecord only() {
    var page = releases.list("anna", _ -> true, null, 10);
    assertThat(page.releases()).hasSize(1);
    return page.releases().getFirst();
  }

  private String wake(ReleaseRecord release) {
    ReleaseId id = release.id();
    return FunctionFixture.stateObjectCreated(StateKeys.wakeRelease(id));
  }

  private String drop(String name, byte[] ipa) {
    String key = connection + name;
    var put =
        fixture
            .aws()
            .clients()
            .s3()
            .putObject(
                request -> request.bucket(LocalAwsFixture.DROPS).key(key),
                RequestBody.fromBytes(ipa));
    return objectCreated(key, put.versionId(), put.eTag().replace("\"", ""), ipa.length);
  }

  private static String objectCreated(String key, String versionId, String etag, long size) {
    return Json.writeText(
        Map.of(
            "source",
            "aws.s3",
            "detail-type",
            "Object Created",
            "time",
            "2026-11-23T10:00:00Z",
            "detail",
            Map.of(
                "bucket",
                Map.of("name", LocalAwsFixture.DROPS),
                "object",
                Map.of("key", key, "size", size, "etag", etag, "version-id", versionId))));
  }

  private static Map<String, String> without(Map<String, String> environment, String... names) {
    var left = new java.util.LinkedHashMap<>(environment);
    for (String name : names) {
      left.remove(name);
    }
    return left;
  }
}

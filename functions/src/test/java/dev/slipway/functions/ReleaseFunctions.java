package dev.slipway.functions;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.functions.connectioncheck.ConnectionCheckHandler;
import dev.slipway.functions.dropintake.DropIntakeHandler;
import dev.slipway.functions.releaseupload.ReleaseUploadHandler;
import dev.slipway.functions.reviewstatus.ReviewStatusHandler;
import dev.slipway.json.Json;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.store.ReleaseFilter;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.core.sync.RequestBody;

/// The functions that bring releases forward, with one app and one checked connection. Events are
/// delivered by hand, so that a test decides when, how often and with how much time left.
public final class ReleaseFunctions implements AutoCloseable {
  public static final int PLENTY = 900_000;
  public static final String BUNDLE_ID = "com.example.app";

  private static final String SWEEP = "{\"source\":\"slipway.schedule\",\"detail-type\":\"sweep\"}";

  private final FunctionFixture fixture;
  private final DropIntakeHandler intake;
  private final ReleaseUploadHandler upload;
  private final ReviewStatusHandler status;
  private final ReleaseStore releases;
  private final String connection;
  private final AppleRelay relay;
  private final String quotas;

  public ReleaseFunctions(Path directory) throws IOException {
    this(directory, () -> {});
  }

  /// @param quotas the limits of each tenant, as the setting has them
  public ReleaseFunctions(Path directory, String quotas) throws IOException {
    this(directory, () -> {}, quotas);
  }

  /// @param beforeCall runs before every call to Apple, while the caller waits
  public ReleaseFunctions(Path directory, Runnable beforeCall) throws IOException {
    this(directory, beforeCall, "20,1000,5,50,500,1000,500");
  }

  private ReleaseFunctions(Path directory, Runnable beforeCall, String quotas) throws IOException {
    this.quotas = quotas;
    fixture = new FunctionFixture(directory);
    relay = new AppleRelay(fixture.apple().baseUri(), beforeCall);
    fixture.apple().createApp(NewApp.of(BUNDLE_ID, "Example").liveVersion("1.0", "1"));
    var environment = environment();
    intake = new DropIntakeHandler(without(environment, "SLIPWAY_TENANT_CLAIM"), fixture.clock());
    upload =
        new ReleaseUploadHandler(without(environment, "SLIPWAY_TENANT_CLAIM"), fixture.clock());
    status =
        new ReviewStatusHandler(
            without(
                environment, "SLIPWAY_TENANT_CLAIM", "SLIPWAY_DROP_BUCKET", "SLIPWAY_PART_HOSTS"),
            fixture.clock());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    connection = connect(environment);
  }

  private String connect(Map<String, String> environment) {
    var api =
        new ApiHandler(
            without(environment, "SLIPWAY_APPLE_URL", "SLIPWAY_PART_HOSTS"), fixture.clock());
    var check =
        new ConnectionCheckHandler(without(environment, "SLIPWAY_PART_HOSTS"), fixture.clock());
    String id =
        fixture
            .call(
                api,
                Request.postJson(
                    "/connections", FunctionFixture.connectBody(fixture.key(KeyRole.APP_MANAGER))))
            .json()
            .string("id");
    fixture.invoke(
        check, FunctionFixture.stateObjectCreated(StateKeys.WAKE_CHECK_PREFIX + id), PLENTY);
    return id;
  }

  /// Of every function, with what each declares.
  public Map<String, String> environment() {
    var environment = fixture.environment();
    environment.put("SLIPWAY_APPLE_URL", relay.uri());
    environment.put("SLIPWAY_PART_HOSTS", ".apple.com,127.0.0.1");
    environment.put("SLIPWAY_UPLOAD_CONCURRENCY", "8");
    environment.put("SLIPWAY_QUOTAS", quotas);
    return environment;
  }

  public FunctionFixture fixture() {
    return fixture;
  }

  public ReleaseStore releases() {
    return releases;
  }

  public String connection() {
    return connection;
  }

  /// Every release, newest first.
  public List<ReleaseRecord> all() {
    return releases.list("anna", ReleaseFilter.ALL, null, 100).releases();
  }

  /// Delivers an event to drop-intake or release-upload, and what it hands on to the other.
  public void upload(String event, IntSupplier remainingMillis) {
    deliver(event, remainingMillis, FunctionFixture.REQUEST_ID);
  }

  /// In an invocation of its own, while another one is at work.
  public void uploadBeside(String event, IntSupplier remainingMillis) {
    deliver(event, remainingMillis, "0f4fd8b2-93ba-4d1c-8c1e-7d3d6a1c9a11");
  }

  /// Delivers an event to drop-intake alone.
  public void intake(String event, IntSupplier remainingMillis) {
    fixture.invoke(intake, event, remainingMillis);
  }

  /// Delivers an event to release-upload alone.
  public void uploadAlone(String event, IntSupplier remainingMillis) {
    fixture.invoke(upload, event, remainingMillis);
  }

  private void deliver(String event, IntSupplier remainingMillis, String requestId) {
    var before = wakes();
    boolean ofRelease = event.contains(StateKeys.WAKE_RELEASE_PREFIX);
    fixture.invoke(ofRelease ? upload : intake, event, remainingMillis, requestId);
    String other = ofRelease ? StateKeys.WAKE_INTAKE_PREFIX : StateKeys.WAKE_RELEASE_PREFIX;
    for (String key : wakes()) {
      if (key.startsWith(other) && !before.contains(key)) {
        deliver(FunctionFixture.stateObjectCreated(key), remainingMillis, requestId);
      }
    }
  }

  private List<String> wakes() {
    var found = new ArrayList<String>();
    for (String prefix : List.of(StateKeys.WAKE_INTAKE_PREFIX, StateKeys.WAKE_RELEASE_PREFIX)) {
      found.addAll(fixture.aws().state().list(prefix, null, 100).keys());
    }
    return found;
  }

  public void sweep(IntSupplier remainingMillis) {
    fixture.invoke(status, SWEEP, remainingMillis);
  }

  /// The event of this release's wake object.
  public static String wake(ReleaseRecord release) {
    return FunctionFixture.stateObjectCreated(StateKeys.wakeRelease(release.id()));
  }

  /// Delivers wake objects as long as there are any.
  public void settle(IntSupplier remainingMillis) {
    for (int i = 0; i < 20; i++) {
      List<String> wakes = wakes();
      if (wakes.isEmpty()) {
        return;
      }
      wakes.forEach(key -> upload(FunctionFixture.stateObjectCreated(key), remainingMillis));
    }
    throw new AssertionError("releases wake each other without end");
  }

  /// Puts a build into the drop bucket.
  ///
  /// @return the event that S3 would send
  public String drop(String name, String version, String build, int payloadBytes, Instant time) {
    return put(name, StoreIpa.of(BUNDLE_ID, version, build, payloadBytes), time);
  }

  /// Puts a file into the connection's part of the drop bucket.
  ///
  /// @return the event that S3 would send
  public String put(String name, byte[] content, Instant time) {
    String key = connection + "/" + name;
    var put =
        fixture
            .aws()
            .clients()
            .s3()
            .putObject(
                request -> request.bucket(LocalAwsFixture.DROPS).key(key),
                RequestBody.fromBytes(content));
    return dropped(key, put.versionId(), put.eTag().replace("\"", ""), content.length, time);
  }

  /// The event of an object in the drop bucket.
  public static String dropped(String key, String versionId, String etag, long size, Instant time) {
    return Json.writeText(
        Map.of(
            "source",
            "aws.s3",
            "detail-type",
            "Object Created",
            "time",
            time.toString(),
            "detail",
            Map.of(
                "bucket",
                Map.of("name", LocalAwsFixture.DROPS),
                "object",
                Map.of("key", key, "size", size, "etag", etag, "version-id", versionId))));
  }

  /// An environment without what a function does not declare.
  public static Map<String, String> without(Map<String, String> environment, String... names) {
    var left = new LinkedHashMap<>(environment);
    for (String name : names) {
      left.remove(name);
    }
    return left;
  }

  @Override
  public void close() {
    relay.close();
    fixture.close();
  }
}

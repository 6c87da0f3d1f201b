package dev.slipway.functions;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static dev.slipway.functions.ReleaseFunctions.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.functions.connectioncheck.ConnectionCheckHandler;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.simulator.KeyRole;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is over goes out of the way, and what is left of a connection that is gone goes altogether.
class HousekeepingTest {
  private static final String DAILY =
      "{\"source\":\"slipway.schedule\",\"detail-type\":\"check-all\"}";

  @TempDir Path directory;
  private ReleaseFunctions functions;
  private ApiHandler api;
  private ConnectionCheckHandler check;

  @BeforeEach
  void start() throws IOException {
    functions = new ReleaseFunctions(directory);
    var clock = functions.fixture().clock();
    api =
        new ApiHandler(
            without(functions.environment(), "SLIPWAY_APPLE_URL", "SLIPWAY_PART_HOSTS"), clock);
    check =
        new ConnectionCheckHandler(without(functions.environment(), "SLIPWAY_PART_HOSTS"), clock);
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  @Test
  void finishedReleasesCostTheSweepNothing() {
    for (int i = 0; i < 5; i++) {
      finish(i + ".ipa");
    }
    assertThat(keys(StateKeys.OPEN_PREFIX)).isNotEmpty();
    pass(Duration.ofMinutes(30));
    functions.sweep(() -> PLENTY);

    long requests = requestsOf(() -> functions.sweep(() -> PLENTY));

    assertThat(keys(StateKeys.OPEN_PREFIX)).isEmpty();
    assertThat(requests).as("two empty listings, heartbeat").isEqualTo(3);
  }

  @Test
  void aMarkerWhoseReleaseNeverCameToBeIsCleared() {
    var id = ReleaseId.of("drops", "never.ipa", "v1");
    state(StateKeys.open(now(), id));

    functions.sweep(() -> PLENTY);
    assertThat(keys(StateKeys.OPEN_PREFIX)).as("its record may be on its way").hasSize(1);
    pass(Duration.ofMinutes(12));
    functions.sweep(() -> PLENTY);

    assertThat(keys(StateKeys.OPEN_PREFIX)).isEmpty();
  }

  @Test
  void whatIsLeftOfAConnectionGoesAMonthAfterIt() {
    finish("a.ipa");
    var id = finish("b.ipa");
    state(StateKeys.releaseFiles(id));
    state(StateKeys.releasePictures(id));
    leaveAppState();
    disconnect();

    pass(Duration.ofDays(30));
    daily();
    assertThat(remains()).hasSize(10);
    pass(Duration.ofDays(2));
    daily();

    assertThat(remains()).isEmpty();
    assertThat(keys(StateKeys.REMOVALS_PREFIX)).isEmpty();
    assertThat(functions.fixture().call(api, Request.get("/releases")).text())
        .contains("\"releases\":[]");
    assertThat(versions(StateKeys.release(id))).as("the audit trail").isNotZero();
    assertThat(keys("connections/")).hasSize(1);
  }

  @Test
  void aConnectWithinTheMonthKeepsEverything() {
    finish("a.ipa");
    leaveAppState();
    disconnect();
    pass(Duration.ofDays(20));
    connect();

    pass(Duration.ofDays(20));
    daily();

    assertThat(remains()).hasSize(5);
    assertThat(keys(StateKeys.REMOVALS_PREFIX)).isEmpty();
  }

  @Test
  void theMonthBeginsAnewWithEveryDisconnect() {
    finish("a.ipa");
    disconnect();
    pass(Duration.ofDays(20));
    connect();
    disconnect();

    pass(Duration.ofDays(20));
    daily();
    assertThat(remains()).hasSize(3);
    pass(Duration.ofDays(12));
    daily();

    assertThat(remains()).isEmpty();
  }

  @Test
  void anOpenReleaseStaysAndSoDoesWhatItNeeds() {
    finish("a.ipa");
    leaveAppState();
    disconnect();
    var open = ReleaseId.of(LocalAwsFixture.DROPS, "open", "v1");
    functions
        .releases()
        .create(
            ReleaseRecord.received(
                open,
                new ConnectionId(functions.connection()),
                "anna",
                new Drop(
                    LocalAwsFixture.DROPS,
                    Drop.Kind.BARE_IPA,
                    new ObjectVersion("open", "v1", "\"e\"", 1),
                    now()),
                now(),
                now()));

    pass(Duration.ofDays(32));
    daily();

    assertThat(functions.all()).extracting(ReleaseRecord::id).containsExactly(open);
    assertThat(keys("apps/")).hasSize(2);
    assertThat(keys(StateKeys.REMOVALS_PREFIX)).as("tomorrow again").hasSize(1);
  }

  @Test
  void whatDoesNotFitInTodayGoesTomorrow() {
    finish("a.ipa");
    finish("b.ipa");
    disconnect();
    pass(Duration.ofDays(32));

    functions.fixture().invoke(check, DAILY, 1_000);
    assertThat(remains()).hasSize(6);
    daily();

    assertThat(remains()).isEmpty();
  }

  @Test
  void theTeamCanBeConnectedAgainAfterwards() {
    finish("a.ipa");
    disconnect();
    pass(Duration.ofDays(32));
    daily();

    connect();
    functions.upload(functions.drop("App.ipa", "1.1", "2", 1 << 20, now()), () -> PLENTY);

    assertThat(functions.all())
        .extracting(ReleaseRecord::state)
        .containsExactly(ReleaseState.PROCESSING);
  }

  /// A drop that is over at once, because it is no app.
  private ReleaseId finish(String name) {
    functions.upload(functions.put(name, new byte[] {1, 2, 3}, now()), () -> PLENTY);
    var release = functions.all().getFirst();
    assertThat(release.state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    pass(Duration.ofSeconds(1));
    return release.id();
  }

  private void leaveAppState() {
    var id = new ConnectionId(functions.connection());
    state(StateKeys.app(id, "123", "IOS"));
    state(StateKeys.mediaFacts(id, "f".repeat(26)));
  }

  private void state(String key) {
    functions.fixture().aws().state().put(key, Map.of());
  }

  private void disconnect() {
    var answer =
        functions
            .fixture()
            .call(api, Request.of("DELETE", "/connections/" + functions.connection()));
    assertThat(answer.status()).isEqualTo(204);
  }

  private void connect() {
    var fixture = functions.fixture();
    var key = fixture.key(KeyRole.APP_MANAGER);
    var answer =
        fixture.call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)));
    assertThat(answer.json().string("id")).isEqualTo(functions.connection());
    fixture.invoke(
        check,
        FunctionFixture.stateObjectCreated(StateKeys.WAKE_CHECK_PREFIX + functions.connection()),
        PLENTY);
  }

  private void daily() {
    functions.fixture().invoke(check, DAILY, 300_000);
  }

  /// Releases, their files, lanes, caches, and places in the list of releases.
  private List<String> remains() {
    return keys("").stream()
        .filter(
            key ->
                key.startsWith("releases/")
                    || key.startsWith("apps/")
                    || key.startsWith("tenants/anna/releases/"))
        .toList();
  }

  private List<String> keys(String prefix) {
    return functions.fixture().aws().state().list(prefix, null, 1000).keys();
  }

  private int versions(String key) {
    return functions
        .fixture()
        .aws()
        .clients()
        .s3()
        .listObjectVersions(request -> request.bucket(LocalAwsFixture.STATE).prefix(key))
        .versions()
        .size();
  }

  private Instant now() {
    return functions.fixture().clock().instant();
  }

  private void pass(Duration duration) {
    functions.fixture().clock().advance(duration);
  }

  private long requestsOf(Runnable work) {
    var log = functions.fixture().aws().aws().requests();
    log.clear();
    work.run();
    return log.count((RecordedRequest request) -> request.service().equals("s3"));
  }
}

package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A tenant leaves: everything of it goes, in as many parts as it takes, and nothing of another.
class LeavingTest {
  private static final String LINK = "0123456789abcdef0123456789abc";
  private static final String WAKE = StateKeys.WAKE_CHECK_PREFIX + "leave-";
  private static final int RELEASES = 20;
  private static final int DROPS = 12;

  @TempDir Path directory;
  private CheckStage stage;
  private StateStore state;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    stage = new CheckStage(directory);
    stage.app();
    state = stage.fixture.aws().state();
    s3 = stage.fixture.aws().clients().s3();
  }

  @AfterEach
  void stop() {
    s3.close();
    stage.close();
  }

  @Test
  void aBigTenantIsRemovedAPartAtATime() {
    var disconnected = stage.connect(stage.fixture.key(KeyRole.ADMIN), "anna");
    stage.fixture.call(stage.api, Request.of("DELETE", "/connections/" + disconnected));
    var annas = stage.connect(stage.fixture.key(KeyRole.ADMIN), "anna");
    var bobs = stage.connect(stage.fixture.key(KeyRole.ADMIN), "bob");
    fill(annas, "anna", RELEASES, DROPS);
    fill(bobs, "bob", 3, 3);
    var before = ofBob(bobs);

    assertThat(leave("anna").status()).isEqualTo(202);
    int parts = workUntilItWaits();

    assertThat(parts).as("invocations until all releases are ordered to end").isGreaterThan(1);
    assertThat(stage.state(annas)).isEqualTo("DISCONNECTED");
    assertThat(keys()).as("open releases end first").anyMatch(key -> key.contains(annas.value()));
    assertThat(canceled()).isEqualTo(RELEASES);

    // Nobody ends them here. After a day they go all the same.
    stage.fixture.clock().advance(Duration.ofHours(25));
    parts = workUntilItWaits();

    assertThat(parts).isGreaterThan(5);
    assertThat(keys()).as("a second look comes later").anyMatch(key -> key.contains("leaving/"));
    state.put("tenants/anna/releases/late", Map.of());
    state.put(StateKeys.apps(annas) + "late", Map.of());
    stage.fixture.clock().advance(Duration.ofMinutes(16));
    workUntilItWaits();

    var left =
        keys().stream()
            .filter(key -> !key.startsWith("audit/anna/") && !key.startsWith("wake/"))
            // Due markers name a release alone; the sweep clears them when they are due.
            .filter(key -> !key.startsWith("open/"))
            .toList();
    assertThat(left).noneMatch(key -> isOf("anna", key));
    assertThat(left).noneMatch(key -> key.contains(annas.value()));
    assertThat(left).noneMatch(key -> key.contains(disconnected.value()));
    assertThat(left).noneMatch(key -> key.contains("leaving/"));
    assertThat(left.stream().filter(key -> key.startsWith("releases/"))).hasSize(3);
    assertThat(drops(annas)).isEmpty();
    assertThat(inDropBucket(AppIcon.folder(annas.value()))).isEmpty();
    assertThat(inDropBucket(AppIcon.folder(bobs.value()))).hasSize(1);
    assertThat(ofBob(bobs)).isEqualTo(before);
    assertThat(drops(bobs)).hasSize(3);
    assertThat(secretDeleted(annas)).isTrue();
    assertThat(secretDeleted(bobs)).isFalse();
    var acts = stage.fixture.call(stage.api, Request.get("/audit")).json().objects("acts");
    assertThat(acts)
        .extracting(act -> act.string("act"))
        .containsExactlyInAnyOrder("LEFT", "LEAVE", "CONNECT", "DISCONNECT", "CONNECT");
    assertThat(acts.getFirst().string("act")).isEqualTo("LEFT");
    assertThat(acts.getFirst().string("source")).isEqualTo("SLIPWAY");
  }

  /// One of another tenant keeps nobody from leaving, and one of its own goes with the rest.
  @Test
  void recordsThatCannotBeReadAreNoObstacle() {
    var annas = stage.connect(stage.fixture.key(KeyRole.ADMIN), "anna");
    var bobs = stage.connect(stage.fixture.key(KeyRole.ADMIN), "bob");
    for (var id : List.of(annas, bobs)) {
      var record =
          new HashMap<>(state.read(StateKeys.connection(id)).orElseThrow().document().asMap());
      record.put("state", "A_STATE_OF_A_NEWER_VERSION");
      state.put(StateKeys.connection(id), record);
    }
    leave("anna");

    workUntilItWaits();
    stage.fixture.clock().advance(Duration.ofMinutes(16));
    workUntilItWaits();

    assertThat(keys()).noneMatch(key -> key.startsWith("leaving/"));
    assertThat(state.read(StateKeys.connection(annas))).isEmpty();
    assertThat(secretDeleted(annas)).isTrue();
    assertThat(state.read(StateKeys.connection(bobs))).isPresent();
    assertThat(secretDeleted(bobs)).isFalse();
  }

  @Test
  void nothingNewIsTakenUntilItHasEnded() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    stage.connect(key, "anna");
    leave("anna");

    assertThat(stage.offer(key, "anna").status()).isEqualTo(409);
    assertThat(stage.offer(stage.fixture.key(KeyRole.ADMIN), "bob").status()).isEqualTo(201);
    assertThat(stage.fixture.call(stage.api, Request.get("/connections")).status()).isEqualTo(200);

    workUntilItWaits();
    stage.fixture.clock().advance(Duration.ofMinutes(16));
    workUntilItWaits();
    assertThat(stage.offer(key, "anna").status()).isEqualTo(201);
  }

  @Test
  void aRepeatedOrderIsTheSameOrder() {
    String first = leave("anna").json().string("orderedAt");
    stage.fixture.clock().advance(Duration.ofMinutes(1));

    var again = leave("anna");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().string("orderedAt")).isEqualTo(first);
  }

  @Test
  void aLostWakeObjectCostsTimeOnly() {
    stage.connect(stage.fixture.key(KeyRole.ADMIN), "anna");
    leave("anna");
    state.delete(wakes().getFirst());

    stage.due();

    assertThat(wakes()).hasSize(1);
    work(300_000);
    stage.fixture.clock().advance(Duration.ofMinutes(16));
    stage.due();
    work(300_000);
    assertThat(keys()).noneMatch(key -> key.startsWith("leaving/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"tenant\":\"bob\"}",
        "{\"tenant\":\"Anna\"}",
        "{\"tenant\":\"anna \"}",
        "{\"tenant\":null}",
        "{\"tenant\":[\"anna\"]}",
        "{\"tenant\":\"anna\",\"force\":true}"
      })
  void withoutAConfirmationNothingHappens(String body) {
    var answer = leave(body.getBytes(StandardCharsets.UTF_8), "anna");

    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.text()).contains("tenant");
    assertThat(keys()).isEmpty();
  }

  private Answer leave(String tenant) {
    return leave(("{\"tenant\":\"" + tenant + "\"}").getBytes(StandardCharsets.UTF_8), tenant);
  }

  private Answer leave(byte[] body, String tenant) {
    return stage.fixture.call(
        stage.api, Request.of("DELETE", "/tenant").body("application/json", body).by(tenant));
  }

  /// Takes wake objects as they come, with little time in each invocation.
  ///
  /// @return how many invocations that took
  private int workUntilItWaits() {
    stage.due();
    int parts = 0;
    while (!wakes().isEmpty()) {
      assertThat(parts).as("it ends").isLessThan(200);
      work(3);
      parts++;
    }
    return parts;
  }

  /// One invocation.
  ///
  /// @param looks how often it may ask for its time before that is up
  private void work(int looks) {
    var asked = new AtomicInteger();
    String wake = wakes().getFirst();
    stage.fixture.invoke(
        stage.check,
        FunctionFixture.stateObjectCreated(wake),
        () -> asked.incrementAndGet() <= looks ? 300_000 : 0);
  }

  private void fill(ConnectionId connection, String tenant, int releases, int drops) {
    var store = new ReleaseStore(state, stage.fixture.clock());
    var now = stage.fixture.clock().instant();
    for (int i = 0; i < releases; i++) {
      String key = connection + "/" + i + ".ipa";
      store.create(
          ReleaseRecord.received(
              ReleaseId.of(LocalAwsFixture.DROPS, key, "v1"),
              connection,
              tenant,
              new Drop(
                  LocalAwsFixture.DROPS,
                  Drop.Kind.BARE_IPA,
                  new ObjectVersion(key, "v1", "\"e\"", 1),
                  now),
              now,
              now));
    }
    String icon = AppIcon.key(connection.value(), "0".repeat(32));
    s3.putObject(put -> put.bucket(LocalAwsFixture.DROPS).key(icon), RequestBody.fromString("x"));
    for (int i = 0; i < drops; i++) {
      String key = connection + "/f" + i + "/App.ipa";
      s3.putObject(put -> put.bucket(LocalAwsFixture.DROPS).key(key), RequestBody.fromString("x"));
    }
    state.put(StateKeys.apps(connection) + "1-IOS", Map.of());
    state.put(StateKeys.readiness(connection) + "1.json", Map.of());
    state.put(StateKeys.following(connection) + "1-IOS/r~s~v~a~b", Map.of());
    state.put(StateKeys.delivery(connection, "event"), Map.of());
    state.put(StateKeys.turns(tenant) + "1", Map.of());
    state.put(StateKeys.quotas(tenant), Map.of());
    state.put(StateKeys.tenantStock(tenant, "uploads") + "u", Map.of());
    state.put("slots/waiting/0000000000001-r~" + tenant, Map.of());
    state.put("tenants/" + tenant + "/plans/p", Map.of());
    String link = LINK + tenant;
    state.put("tenants/" + tenant + "/connect-links/" + link + "~0123", Map.of());
    state.put("connect-links/" + link + "0123.json", Map.of());
  }

  private long canceled() {
    var store = new ReleaseStore(state, stage.fixture.clock());
    return keys().stream()
        .filter(key -> key.startsWith("releases/"))
        .flatMap(
            key ->
                ReleaseId.parse(
                    key.substring("releases/".length(), key.length() - ".json".length()))
                    .flatMap(store::read)
                    .stream())
        .filter(release -> release.value().orders().cancel() != null)
        .count();
  }

  /// An ID of a release may contain any name, so the name alone says nothing.
  private static boolean isOf(String tenant, String key) {
    return key.matches(".*([/~]%s([/.~].*)?|%s%s[~0].*)".formatted(tenant, LINK, tenant));
  }

  private List<String> ofBob(ConnectionId bobs) {
    return keys().stream()
        .filter(key -> isOf("bob", key) || key.contains(bobs.value()))
        .filter(key -> !key.startsWith("wake/") && !key.startsWith("checks/"))
        .toList();
  }

  private boolean secretDeleted(ConnectionId id) {
    return stage
            .fixture
            .aws()
            .clients()
            .secretsManager()
            .describeSecret(request -> request.secretId(LocalAwsFixture.SECRETS + id.value()))
            .deletedDate()
        != null;
  }

  private List<String> wakes() {
    return keys().stream().filter(key -> key.startsWith(WAKE)).toList();
  }

  private List<String> drops(ConnectionId connection) {
    return inDropBucket(connection + "/");
  }

  private List<String> inDropBucket(String prefix) {
    return s3
        .listObjectsV2(list -> list.bucket(LocalAwsFixture.DROPS).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private List<String> keys() {
    var keys = new ArrayList<String>();
    String position = null;
    do {
      var page = state.list("", position, 1000);
      keys.addAll(page.keys());
      position = page.next();
    } while (position != null);
    return keys;
  }
}

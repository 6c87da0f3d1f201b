package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.store.ReleaseFilter;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansApiTest {
  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private ReleaseStore releases;
  private ConnectionId connection;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    var body = FunctionFixture.connectBody(fixture.key(KeyRole.APP_MANAGER));
    connection =
        new ConnectionId(
            fixture.call(api, Request.postJson("/connections", body)).json().string("id"));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({"MyApp/release.json, FOLDER", "My App.ipa, BARE_IPA"})
  void ordersAPlanAndTellsWhereItWillBe(String path, Drop.Kind kind) {
    String key = connection + "/" + path;

    var answer = plan(key);

    assertThat(answer.status()).isEqualTo(202);
    var id = new ReleaseId(answer.json().string("id"));
    assertThat(answer.headers()).containsEntry("location", "/releases/" + id);
    var release = releases.read(id).orElseThrow().value();
    assertThat(release.plan().wanted()).isTrue();
    assertThat(release.drop().kind()).isEqualTo(kind);
    assertThat(release.drop().trigger().key()).isEqualTo(key);
    assertThat(release.status().nextCheckAt()).isAfter(fixture.clock().instant());
    assertThat(fixture.aws().state().read(StateKeys.wakeIntake(id))).isPresent();
    assertThat(fixture.call(api, Request.get("/releases/" + id)).status()).isEqualTo(200);
  }

  @Test
  void aSecondPlanOfAnObjectJoinsOneThatHasNotReadIt() {
    String key = connection + "/MyApp/release.json";

    assertThat(planId(key)).isEqualTo(planId(key));
    assertThat(all()).hasSize(1);
    assertThat(planId(connection + "/Other/release.json")).isNotEqualTo(planId(key));
    assertThat(all()).hasSize(2);
  }

  /// The object may have been replaced since it was read.
  @Test
  void aSecondPlanOfAnObjectSupersedesOneThatHasReadIt() {
    String key = connection + "/MyApp/release.json";
    var first = planId(key);
    read(first, key);

    var second = planId(key);

    assertThat(second).isNotEqualTo(first);
    var cancel = releases.read(first).orElseThrow().value().orders().cancel();
    assertThat(cancel).isNotNull();
    assertThat(cancel.successor()).isEqualTo(second);
    assertThat(fixture.aws().state().read(StateKeys.wakeIntake(first))).isPresent();
    assertThat(planId(key)).as("joins the second").isEqualTo(second);
  }

  @Test
  void aPlanThatIsMadeIsNotJoined() {
    String key = connection + "/MyApp/release.json";
    var first = planId(key);
    releases.update(first, plan -> plan.withStatus(Status.ended(ReleaseState.PLANNED, null)));

    assertThat(planId(key)).isNotEqualTo(first);
    assertThat(releases.read(first).orElseThrow().value().state()).isEqualTo(ReleaseState.PLANNED);
  }

  private ReleaseId planId(String key) {
    return new ReleaseId(plan(key).json().string("id"));
  }

  private void read(ReleaseId id, String key) {
    releases.update(
        id,
        plan ->
            plan.withDrop(
                new Drop(
                    plan.drop().bucket(),
                    plan.drop().kind(),
                    new ObjectVersion(key, "v1", "\"e\"", 1),
                    plan.drop().receivedAt())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "release.json",
        "/MyApp/notes.txt",
        "/release.json",
        "/a/b/App.ipa",
        "/../x",
        "/App.pkg"
      })
  void refusesAKeyThatIsNoDrop(String path) {
    var answer = plan(connection + path);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("detail")).isNotBlank();
    assertThat(all()).isEmpty();
  }

  @Test
  void aForeignConnectionLooksLikeNone() {
    String key = connection + "/MyApp/release.json";
    var none = plan("a".repeat(26) + "/MyApp/release.json");

    var foreign =
        fixture.call(api, Request.postJson("/releases/plan", Map.of("key", key)).by("bert"));

    assertThat(foreign.status()).isEqualTo(422).isEqualTo(none.status());
    assertThat(foreign.json().string("detail")).isEqualTo(none.json().string("detail"));
    assertThat(all()).isEmpty();
  }

  @Test
  void aDisconnectedConnectionMakesNoPlan() {
    fixture.call(api, Request.of("DELETE", "/connections/" + connection));

    assertThat(plan(connection + "/MyApp/release.json").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"key\": 1}", "{\"key\": null}", "{"})
  void refusesABodyWithoutAKey(String body) {
    var answer =
        fixture.call(
            api,
            Request.of("POST", "/releases/plan")
                .body("application/json", body.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(body.startsWith("{") && body.length() > 1 ? 422 : 400);
    assertThat(answer.json().optionalString("field").orElse("[key]")).contains("key");
  }

  @Test
  void aPlanCanBeCanceledButNotSubmitted() {
    String id = plan(connection + "/MyApp/release.json").json().string("id");

    assertThat(fixture.call(api, Request.of("POST", "/releases/" + id + "/submit")).status())
        .isEqualTo(409);
    assertThat(fixture.call(api, Request.of("POST", "/releases/" + id + "/cancel")).status())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"action\": PAUSE}"})
  void refusesAPhasedReleaseOrderThatIsNotJson(String body) {
    var id = phased(ReleaseState.READY_FOR_DISTRIBUTION, PhasedReleaseState.ACTIVE);

    var answer =
        fixture.call(
            api,
            Request.of("POST", "/releases/" + id + "/phased-release")
                .body("application/json", body.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().string("type")).endsWith(":malformed-request");
    assertThat(answer.json().string("detail")).contains("[action]", "Line 1, column ");
    assertThat(read(id).orders().phasedRelease()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"action\": \"STOP\"}", "{\"action\": \"pause\"}"})
  void refusesAPhasedReleaseOrderThatIsNone(String body) {
    var id = phased(ReleaseState.READY_FOR_DISTRIBUTION, PhasedReleaseState.ACTIVE);

    var answer =
        fixture.call(
            api,
            Request.of("POST", "/releases/" + id + "/phased-release")
                .body("application/json", body.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("detail")).contains("PAUSE", "RESUME", "COMPLETE");
    assertThat(read(id).orders().phasedRelease()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "IN_REVIEW, INACTIVE",
    "PENDING_DEVELOPER_RELEASE, INACTIVE",
    "CANCELED, ACTIVE",
    "READY_FOR_DISTRIBUTION, COMPLETE"
  })
  void aPhasedReleaseThatIsNotUnderWayCannotBeChanged(
      ReleaseState state, PhasedReleaseState phased) {
    var id = phased(state, phased);

    var answer = order(id, "PAUSE");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().string("type")).endsWith("not-possible-now");
    assertThat(read(id).orders().phasedRelease()).isNull();
    assertThat(fixture.aws().state().read(StateKeys.wakeIntake(id))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAUSE", "RESUME", "COMPLETE"})
  void notesWhatIsToBecomeOfThePhasedRelease(PhasedOrder order) {
    var id = phased(ReleaseState.READY_FOR_DISTRIBUTION, PhasedReleaseState.ACTIVE);

    var answer = order(id, order.name());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(read(id).orders().phasedRelease()).isEqualTo(order);
    assertThat(fixture.aws().state().read(StateKeys.wakeRelease(id))).isPresent();
  }

  @Test
  void aPhasedReleaseOfAnotherTenantIsNotThere() {
    var id = phased(ReleaseState.READY_FOR_DISTRIBUTION, PhasedReleaseState.ACTIVE);

    var answer =
        fixture.call(
            api,
            Request.postJson("/releases/" + id + "/phased-release", Map.of("action", "PAUSE"))
                .by("bert"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(read(id).orders().phasedRelease()).isNull();
  }

  private Answer plan(String key) {
    return fixture.call(api, Request.postJson("/releases/plan", Map.of("key", key)));
  }

  private Answer order(ReleaseId id, String action) {
    return fixture.call(
        api, Request.postJson("/releases/" + id + "/phased-release", Map.of("action", action)));
  }

  private List<ReleaseRecord> all() {
    return releases.list("anna", ReleaseFilter.ALL, null, 100).releases();
  }

  private ReleaseRecord read(ReleaseId id) {
    return releases.read(id).orElseThrow().value();
  }

  private ReleaseId phased(ReleaseState state, PhasedReleaseState phased) {
    var now = fixture.clock().instant();
    var ipa = new ObjectVersion(connection + "/App.ipa", "v1", "\"e\"", 10);
    var release =
        ReleaseRecord.received(
                ReleaseId.of("drops", ipa.key(), ipa.versionId()),
                connection,
                "anna",
                new Drop("drops", Drop.Kind.BARE_IPA, ipa, now),
                now,
                now)
            .withVersion(
                new VersionLedger(
                    true,
                    null,
                    new VersionLedger.Version(
                        new AppStoreVersionId("V1"),
                        AppVersionState.READY_FOR_DISTRIBUTION,
                        "1.1",
                        null,
                        null,
                        null,
                        null,
                        new PhasedReleaseId("P1"),
                        phased)))
            .withStatus(new Status(state, null, null, null, 0, null, null, null));
    return releases.create(release).value().id();
  }
}

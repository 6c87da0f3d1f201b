package dev.slipway.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.Approval;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people agree to: by the hash of the plan that they saw.
class ApprovalApiTest {
  private static final String HASH = "v1:" + "a".repeat(64);
  private static final String OTHER = "v1:" + "b".repeat(64);

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private ReleaseStore releases;
  private ConnectionStore connections;
  private ConnectionId connection;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = api(Map.of("SLIPWAY_APPROVE_SCOPE", "slipway/approve"));
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    connections = new ConnectionStore(fixture.aws().state(), fixture.clock());
    var key = fixture.key(KeyRole.APP_MANAGER);
    connection =
        ConnectionId.parse(
                fixture
                    .call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)))
                    .json()
                    .string("id"))
            .orElseThrow();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private ApiHandler api(Map<String, String> more) {
    var environment = new HashMap<>(fixture.environment());
    environment.putAll(more);
    return new ApiHandler(environment, fixture.clock(), fixture.aws().backoff());
  }

  @Test
  void aConnectionAsksForApprovalAndItsHistoryNamesWhoWantedIt() {
    var before = fixture.call(api, Request.get("/connections/" + connection)).json();

    var answer = patch(Map.of("approval", "BEFORE_SUBMIT"));
    patch(Map.of("approval", "BEFORE_SUBMIT"));

    assertThat(before.string("approval")).isEqualTo("NONE");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("approval")).isEqualTo("BEFORE_SUBMIT");
    var after = fixture.call(api, Request.get("/connections/" + connection)).json();
    assertThat(after.objects("history")).hasSize(2);
    assertThat(after.objects("history").getLast().string("message")).contains("approve");
    assertThat(after.objects("history").getLast().string("actor")).endsWith("#anna");
    assertThat(patch(Map.of("approval", "NONE")).json().string("approval")).isEqualTo("NONE");
  }

  @Test
  void allFaultsOfASettingAreReportedAtOnce() {
    var answer = patch(Map.of("approval", "SOMETIMES", "labels", "x"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("approval", "labels");
    assertThat(patch(Map.of()).status()).isEqualTo(422);
    assertThat(
            fixture
                .call(
                    api,
                    Request.of("PATCH", "/connections/" + connection)
                        .body("application/json", "[]".getBytes()))
                .status())
        .isEqualTo(400);
    assertThat(approval()).isEqualTo(Approval.NONE);
  }

  @Test
  void whereNobodyCanApproveNobodyIsAskedTo() {
    api = api(Map.of());
    var refused = patch(Map.of("approval", "BEFORE_SUBMIT"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().string("type")).endsWith(":approval-not-available");
    assertThat(refused.json().string("detail")).contains("ApproveScope");
    assertThat(approval()).isEqualTo(Approval.NONE);
  }

  @Test
  void aSettingOfAnotherTenantIsNotFound() {
    var foreign =
        Request.of("PATCH", "/connections/" + connection)
            .body("application/json", Json.write(Map.of("approval", "BEFORE_SUBMIT")))
            .by("bob");

    assertThat(fixture.call(api, foreign).status()).isEqualTo(404);
    assertThat(approval()).isEqualTo(Approval.NONE);
  }

  @Test
  void anApprovalNamesThePlanAndThePerson() {
    var id = waiting(HASH);

    assertThat(actions(id)).containsExactly("approve", "cancel");
    var wrong = submit(id, Map.of("planHash", OTHER));
    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.json().string("type")).endsWith(":plan-changed");
    assertThat(wrong.json().string("detail")).contains(HASH, OTHER);
    assertThat(read(id).orders().submitAt()).isNull();

    assertThat(submit(id, Map.of("planHash", HASH)).status()).isEqualTo(202);
    assertThat(submit(id, Map.of("planHash", HASH)).status()).isEqualTo(202);

    var orders = read(id).orders();
    assertThat(orders.submitAt()).isEqualTo(fixture.clock().instant());
    assertThat(orders.planHash()).isEqualTo(HASH);
    assertThat(String.valueOf(orders.actor())).endsWith("#anna");
    assertThat(fixture.aws().state().read(StateKeys.wakeRelease(id))).isPresent();
    assertThat(actions(id)).containsExactly("cancel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"planHash\": 7}", "{\"planHash\": \"\"}"})
  void anApprovalWithoutAHashIsRefused(String body) {
    var id = waiting(HASH);

    var answer =
        fixture.call(
            api,
            Request.of("POST", "/releases/" + id + "/submit")
                .body("application/json", body.getBytes()));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("field")).isEqualTo("planHash");
    assertThat(read(id).orders().submitAt()).isNull();
  }

  /// The caller agrees to one plan; a release that has another one, or none, must not go in its
  /// place.
  @Test
  void aHashIsComparedAlsoWhereNoPersonMustApprove() {
    var without = store(record().withStatus(Status.ended(ReleaseState.PREPARED, null)));
    var carrying =
        store(
            waitingRecord(HASH)
                .withApproval(ApprovalLedger.ofPlan(without, false))
                .withId(new ReleaseId("p".repeat(26))));

    var none = submit(without, Map.of("planHash", HASH));
    var other = submit(carrying, Map.of("planHash", OTHER));

    assertThat(none.status()).isEqualTo(409);
    assertThat(none.json().string("type")).endsWith(":not-possible-now");
    assertThat(none.json().string("detail")).contains("Leave planHash out");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().string("type")).endsWith(":plan-changed");
    for (ReleaseId id : List.of(without, carrying)) {
      assertThat(read(id).orders().submitAt()).isNull();
    }

    assertThat(submit(carrying, Map.of("planHash", HASH)).status()).isEqualTo(202);
    assertThat(submit(without, Map.of()).status()).isEqualTo(202);
    assertThat(read(carrying).orders().planHash()).isEqualTo(HASH);
    for (ReleaseId id : List.of(without, carrying)) {
      assertThat(read(id).orders().submitAt()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{            | 400",
        "[]           | 400",
        "{\"hash\": 7}  | 422",
        "{\"planHash\": 7} | 422",
        "{\"planHash\": \"\"} | 422"
      })
  void aBodyThatCannotBeReadSubmitsNothing(String body, int status) {
    var id = store(record().withStatus(Status.ended(ReleaseState.PREPARED, null)));

    var answer =
        fixture.call(
            api,
            Request.of("POST", "/releases/" + id + "/submit")
                .body("application/json", body.getBytes(UTF_8)));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(read(id).orders().submitAt()).isNull();
  }

  /// The drop was read before, or by a version of Slipway that did not know approvals.
  @Test
  void aConnectionThatAsksNowAsksForReleasesUnderWayToo() {
    var id = store(record().withStatus(Status.ended(ReleaseState.PREPARED, null)));
    patch(Map.of("approval", "BEFORE_SUBMIT"));

    assertThat(submit(id, Map.of()).status()).isEqualTo(422);
    var early = submit(id, Map.of("planHash", HASH));

    assertThat(early.status()).isEqualTo(409);
    assertThat(early.json().string("detail")).contains("not made yet");
    assertThat(read(id).orders().submitAt()).isNull();
  }

  @Test
  void whatIsOverOrOfOthersIsNotApproved() {
    var over = store(waitingRecord(HASH).withStatus(Status.ended(ReleaseState.CANCELED, null)));

    assertThat(submit(over, Map.of("planHash", HASH)).json().string("type"))
        .endsWith(":not-possible-now");
    var foreign =
        Request.postJson("/releases/" + waiting(OTHER) + "/submit", Map.of("planHash", OTHER))
            .by("bob");
    assertThat(fixture.call(api, foreign).status()).isEqualTo(404);
  }

  /// Several people agree at the same moment; only the plan that the release has is approved.
  @Test
  void approvalsThatRaceAgreeToOnePlan() throws Exception {
    var id = waiting(HASH);
    var statuses = new ArrayList<Integer>();
    try (var threads = newVirtualThreadPerTaskExecutor()) {
      var racing = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 4; i++) {
        racing.add(() -> submit(id, Map.of("planHash", HASH)).status());
        racing.add(() -> submit(id, Map.of("planHash", OTHER)).status());
      }
      for (Future<Integer> answer : threads.invokeAll(racing)) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsExactly(202, 409, 202, 409, 202, 409, 202, 409);
    assertThat(read(id).orders().planHash()).isEqualTo(HASH);
  }

  @Test
  void aPlanIsCarriedOutByOneReleaseHoweverOftenItIsOrdered() {
    var plan = store(plan(HASH));

    assertThat(actions(plan)).containsExactly("carry-out");
    assertThat(carryOut(plan, OTHER).status()).isEqualTo(409);
    var first = carryOut(plan, HASH);
    var again = carryOut(plan, HASH);

    var id = ReleaseId.carryingOut(plan);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.headers()).containsEntry("location", "/releases/" + id);
    assertThat(again.text()).isEqualTo(first.text());
    var carrying = read(id);
    assertThat(carrying.drop().trigger()).isEqualTo(read(plan).drop().trigger());
    assertThat(carrying.plan().hash()).isEqualTo(HASH);
    assertThat(carrying.plan().wanted()).isFalse();
    assertThat(carrying.orders().planHash()).isEqualTo(HASH);
    assertThat(carrying.orders().submitAt()).isNull();
    assertThat(carrying.approval()).isEqualTo(ApprovalLedger.ofPlan(plan, false));
    assertThat(carrying.timeline())
        .allSatisfy(line -> assertThat(String.valueOf(line.actor())).endsWith("#anna"));
    assertThat(fixture.aws().state().read(StateKeys.wakeIntake(id))).isPresent();
  }

  @Test
  void onlyAPlanThatWasMadeIsCarriedOut() {
    assertThat(carryOut(store(plan(null)), HASH).json().string("detail"))
        .contains("Request a new plan");
    assertThat(carryOut(waiting(HASH), HASH).status()).isEqualTo(409);
    var open = plan(HASH).withStatus(Status.due(ReleaseState.RECEIVED, Records.NOW));
    assertThat(carryOut(store(open.withPlan(PlanLedger.WANTED)), HASH).status()).isEqualTo(409);
    var plan = store(plan(HASH).withDrop(open.drop()).withId(new ReleaseId("p".repeat(26))));
    assertThat(
            fixture
                .call(
                    api,
                    Request.postJson("/releases/" + plan + "/carry-out", Map.of("planHash", HASH))
                        .by("bob"))
                .status())
        .isEqualTo(404);
  }

  /// A release whose plan changed goes on with the present one, which is no approval.
  @Test
  void agreeingToAChangedPlanIsNoOrderToSubmit() {
    var id =
        store(
            waitingRecord(HASH)
                .withApproval(ApprovalLedger.ofPlan(new ReleaseId("p".repeat(26)), false)));

    assertThat(actions(id)).containsExactly("carry-out", "cancel");
    assertThat(carryOut(id, OTHER).json().string("type")).endsWith(":plan-changed");
    assertThat(carryOut(id, HASH).status()).isEqualTo(202);

    assertThat(read(id).orders().planHash()).isEqualTo(HASH);
    assertThat(read(id).orders().submitAt()).isNull();
    assertThat(fixture.aws().state().read(StateKeys.wakeRelease(id))).isPresent();
  }

  private ReleaseRecord record() {
    var release = Records.examined(Terms.OPEN);
    return release.with().connectionId(connection).done();
  }

  private ReleaseRecord waitingRecord(String hash) {
    return record()
        .withStatus(Status.ended(ReleaseState.PREPARED, null))
        .withApproval(ApprovalLedger.REQUIRED.begun(hash))
        .withPlan(PlanLedger.NOT_WANTED.made(Records.NOW, List.of(), 1, hash));
  }

  private ReleaseId waiting(String hash) {
    return store(waitingRecord(hash));
  }

  private ReleaseRecord plan(String hash) {
    var made = PlanLedger.WANTED.made(Records.NOW, List.of(), 1, "");
    return record()
        .withStatus(Status.ended(ReleaseState.PLANNED, null))
        .withPlan(new PlanLedger(true, made.madeAt(), List.of(), 1, hash));
  }

  private ReleaseId store(ReleaseRecord release) {
    releases.create(release);
    releases.update(release.id(), _ -> release);
    return release.id();
  }

  private ReleaseRecord read(ReleaseId id) {
    return releases.read(id).orElseThrow().value();
  }

  private List<String> actions(ReleaseId id) {
    return fixture.call(api, Request.get("/releases/" + id)).json().strings("actions");
  }

  private Approval approval() {
    return connections.read(connection).orElseThrow().approval();
  }

  private Answer patch(Map<String, String> body) {
    return fixture.call(
        api,
        Request.of("PATCH", "/connections/" + connection)
            .body("application/json", Json.write(body)));
  }

  private Answer submit(ReleaseId id, Map<String, String> body) {
    return fixture.call(api, Request.postJson("/releases/" + id + "/submit", body));
  }

  private Answer carryOut(ReleaseId id, String hash) {
    return fixture.call(
        api, Request.postJson("/releases/" + id + "/carry-out", Map.of("planHash", hash)));
  }
}

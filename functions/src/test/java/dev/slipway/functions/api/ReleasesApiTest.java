package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesApiTest {
  private static final ConnectionId CONNECTION = ConnectionId.of("anna", "issuer");

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private ReleaseStore releases;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void listsNewestFirstPageByPage() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(release("App" + i + ".ipa", ReleaseState.RECEIVED).value());
      fixture.clock().advance(Duration.ofSeconds(1));
    }

    var seen = new ArrayList<String>();
    var request = Request.get("/releases").with("limit", "2");
    JsonObject page;
    do {
      page = fixture.call(api, request).json();
      page.objects("releases").forEach(release -> seen.add(release.string("id")));
      request = request.with("next", page.optionalString("next").orElse("none"));
    } while (page.has("next"));

    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void filtersByStateAndConnection() {
    var open = release("A.ipa", ReleaseState.RECEIVED);
    release("B.ipa", ReleaseState.CANCELED);

    assertThat(ids(Request.get("/releases").with("state", "RECEIVED")))
        .containsExactly(open.value());
    assertThat(ids(Request.get("/releases").with("connection", CONNECTION.value()))).hasSize(2);
    var other = ConnectionId.of("anna", "other");
    assertThat(ids(Request.get("/releases").with("connection", other.value()))).isEmpty();
    assertThat(ids(Request.get("/releases").with("app", "com.example"))).isEmpty();
  }

  /// An empty variable of a script must not list everything.
  @ParameterizedTest
  @CsvSource({
    "/releases, connection",
    "/releases, state",
    "/releases, app",
    "/releases, text",
    "/releases, limit",
    "/releases, next",
    "/connections, limit",
    "/connections, next"
  })
  void refusesAnEmptyFilter(String path, String parameter) {
    release("A.ipa", ReleaseState.RECEIVED);

    for (String value : List.of("", " ")) {
      var answer = fixture.call(api, Request.get(path).with(parameter, value));

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().objects("faults"))
          .extracting(fault -> fault.string("field"))
          .containsExactly(parameter);
    }
  }

  /// As the document does, whose lengths are those of JSON Schema.
  @Test
  void countsATextInCodePoints() {
    release("A.ipa", ReleaseState.RECEIVED);
    var longest = Request.get("/releases").with("text", "🚀".repeat(300));
    var longer = Request.get("/releases").with("text", "🚀".repeat(301));

    assertThat(ids(longest)).isEmpty();
    assertThat(fixture.call(api, longer).status()).isEqualTo(422);
  }

  @Test
  void tellsAllFaultsOfAQuery() {
    var answer =
        fixture.call(
            api,
            Request.get("/releases")
                .with("state", "DONE")
                .with("connection", "x")
                .with("limit", "101"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("state", "connection", "limit");
  }

  @Test
  void showsOneRelease() {
    var id = release("My App.ipa", ReleaseState.RECEIVED);

    var answer = fixture.call(api, Request.get("/releases/" + id));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("state")).isEqualTo("RECEIVED");
    assertThat(answer.json().object("drop").string("key")).endsWith("/My App.ipa");
    assertThat(answer.json().objects("timeline")).hasSize(1);
    assertThat(answer.json().names()).doesNotContain("tenant", "build", "intent");
  }

  /// Apple is asked every five minutes; the record's own time is for the daily look.
  @Test
  void aReleaseInReviewShowsATimeOnlyWithAProblem() {
    var tomorrow = fixture.clock().instant().plus(Duration.ofDays(1));
    var followed =
        Records.examined(Desired.Terms.OPEN)
            .withStatus(Status.due(ReleaseState.WAITING_FOR_REVIEW, tomorrow));
    releases.create(followed);
    assertThat(fixture.call(api, Request.get("/releases/" + followed.id())).json().names())
        .contains("state")
        .doesNotContain("nextCheckAt");

    releases.update(
        followed.id(),
        release ->
            release.withStatus(
                release
                    .status()
                    .postponed(Problem.of(ProblemType.RATE_LIMITED, "No calls."), "", tomorrow)));
    assertThat(
            fixture
                .call(api, Request.get("/releases/" + followed.id()))
                .json()
                .instant("nextCheckAt"))
        .isEqualTo(tomorrow);
  }

  @Test
  void writesAnOrderAndWakesTheRelease() {
    var id = release("A.ipa", ReleaseState.UPLOADING);
    fixture.clock().advance(Duration.ofSeconds(5));

    var answer = post(id, "cancel");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("location", "/releases/" + id);
    var record = releases.read(id).orElseThrow().value();
    assertThat(record.orders().cancel()).isNotNull();
    assertThat(record.status().nextCheckAt()).isEqualTo(fixture.clock().instant());
    assertThat(record.state()).isEqualTo(ReleaseState.UPLOADING);
    assertThat(fixture.aws().state().read(StateKeys.wakeRelease(id))).isPresent();
  }

  @Test
  void keepsTheFirstOfTwoEqualOrders() {
    var id = release("A.ipa", ReleaseState.PREPARED);
    post(id, "submit");
    var first = releases.read(id).orElseThrow().value().orders();
    fixture.clock().advance(Duration.ofSeconds(5));

    assertThat(post(id, "submit").status()).isEqualTo(202);
    assertThat(releases.read(id).orElseThrow().value().orders()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVED, cancel, 202",
    "NEEDS_ATTENTION, cancel, 202",
    "IN_REVIEW, cancel, 202",
    "CANCELED, cancel, 409",
    "READY_FOR_DISTRIBUTION, cancel, 409",
    "PREPARED, submit, 202",
    "IN_REVIEW, submit, 409",
    "CANCELED, submit, 409",
    "PENDING_DEVELOPER_RELEASE, release, 202",
    "IN_REVIEW, release, 409"
  })
  void takesOrdersThatTheStateAllows(ReleaseState state, String order, int status) {
    var id = release("A.ipa", state);

    var answer = post(id, order);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 409) {
      assertThat(answer.json().string("type")).endsWith("not-possible-now");
      assertThat(fixture.aws().state().read(StateKeys.wakeRelease(id))).isEmpty();
    }
  }

  @Test
  void hidesReleasesOfOtherTenants() {
    var id = release("A.ipa", ReleaseState.RECEIVED);

    for (var request :
        List.of(
            Request.get("/releases/" + id),
            Request.of("POST", "/releases/" + id + "/cancel"),
            Request.of("POST", "/releases/" + id + "/submit"),
            Request.of("POST", "/releases/" + id + "/release"))) {
      assertThat(fixture.call(api, request.by("bert")).status()).isEqualTo(404);
    }
    assertThat(releases.read(id).orElseThrow().value().orders().cancel()).isNull();
    assertThat(fixture.call(api, Request.get("/releases").by("bert")).json().objects("releases"))
        .isEmpty();
  }

  @Test
  void cancelsOpenReleasesOfADisconnectedConnection() {
    var key = fixture.key(KeyRole.ADMIN);
    var connection =
        new ConnectionId(
            fixture
                .call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)))
                .json()
                .string("id"));
    var open = release(connection, "A.ipa", ReleaseState.UPLOADING);
    var over = release(connection, "B.ipa", ReleaseState.READY_FOR_DISTRIBUTION);
    var foreign = release("C.ipa", ReleaseState.UPLOADING);

    fixture.call(api, Request.of("DELETE", "/connections/" + connection));

    var cancel = releases.read(open).orElseThrow().value().orders().cancel();
    assertThat(cancel).isNotNull();
    assertThat(cancel.leaveApple()).isTrue();
    assertThat(cancel.reason()).contains("disconnected");
    assertThat(fixture.aws().state().read(StateKeys.wakeRelease(open))).isPresent();
    assertThat(releases.read(over).orElseThrow().value().orders().cancel()).isNull();
    assertThat(releases.read(foreign).orElseThrow().value().orders().cancel()).isNull();
  }

  private ReleaseId release(String file, ReleaseState state) {
    return release(CONNECTION, file, state);
  }

  private ReleaseId release(ConnectionId connection, String file, ReleaseState state) {
    String key = connection + "/" + file;
    var id = ReleaseId.of("slipway-drops", key, "v1");
    Instant now = fixture.clock().instant();
    var received =
        ReleaseRecord.received(
            id,
            connection,
            "anna",
            new Drop(
                "slipway-drops",
                Drop.Kind.BARE_IPA,
                new ObjectVersion(key, "v1", "\"e\"", 100),
                now),
            now,
            now.plusSeconds(60));
    releases.create(received.withStatus(Status.due(state, now.plusSeconds(60))));
    return id;
  }

  private Answer post(ReleaseId id, String order) {
    return fixture.call(api, Request.of("POST", "/releases/" + id + "/" + order));
  }

  private List<String> ids(Request request) {
    return fixture.call(api, request).json().objects("releases").stream()
        .map(release -> release.string("id"))
        .toList();
  }
}

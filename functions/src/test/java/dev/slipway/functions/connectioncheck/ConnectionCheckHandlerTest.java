package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.aws.SecretsManagerKeys;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.SeenApp;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionCheckHandlerTest {
  private static final String CHECK_ALL =
      "{\"source\":\"slipway.schedule\",\"detail-type\":\"check-all\"}";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private ConnectionCheckHandler check;
  private ConnectionStore connections;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock());
    check = handler();
    connections = new ConnectionStore(fixture.aws().state(), fixture.clock());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void checksANewConnectionWhenItsWakeObjectAppears() {
    var app = fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.ADMIN));

    wake(id);

    var connection = read(id);
    assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(verdict(id).problem()).isNull();
    assertThat(verdict(id).apps())
        .containsExactly(
            new SeenApp(
                app.id(),
                "One",
                "com.example.one",
                List.of(new SeenApp.LatestVersion("IOS", "1.0", "PREPARE_FOR_SUBMISSION"))));
    assertThat(verdict(id).capabilities().submitForReview().evidence().name()).isEqualTo("LIKELY");
    assertThat(fixture.aws().state().read(StateKeys.wakeCheck(id))).isEmpty();
    assertThat(connection.history()).hasSize(2);
  }

  @Test
  void answersTheVerdictWithinSixReadingCalls() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.APP_MANAGER));

    var answer = post(id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("state")).isEqualTo("CONNECTED");
    assertThat(answer.json().object("verdict").objects("apps")).hasSize(1);
    assertThat(fixture.apple().exchanges()).hasSizeBetween(2, 6);
    assertThat(answer.json().object("verdict").number("calls"))
        .isEqualTo(fixture.apple().exchanges().size());
    assertThat(fixture.apple().calls().keySet()).allMatch(call -> call.startsWith("GET "));
    var apps = fixture.call(api, Request.get("/connections/" + id + "/apps")).json();
    assertThat(apps.objects("apps").getFirst().string("bundleId")).isEqualTo("com.example.one");
  }

  @Test
  void checksAnIndividualKey() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.watched(fixture.apple().createKey(KeyRole.ADMIN, KeyKind.INDIVIDUAL)));

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void saysWhatALowRoleCannotDo() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.DEVELOPER));

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED_WITH_LIMITS);
    assertThat(problem(id).type()).isEqualTo(ProblemType.ROLE_TOO_LOW);
    assertThat(problem(id).detail()).contains("App Manager");
    assertThat(problem(id).appleErrors()).isNotEmpty();
    assertThat(verdict(id).capabilities().submitForReview().evidence().name()).isEqualTo("NO");
    assertThat(verdict(id).apps()).hasSize(1);
  }

  @Test
  void saysThatNoAppIsVisible() {
    var id = connect(fixture.key(KeyRole.ADMIN));

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED_WITH_LIMITS);
    assertThat(problem(id).type()).isEqualTo(ProblemType.NO_APP_VISIBLE);
  }

  @Test
  void saysThatAppleRejectsARevokedKey() {
    var key = fixture.key(KeyRole.ADMIN);
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(key);
    wake(id);
    fixture.apple().revokeKey(key.keyId());

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
    assertThat(problem(id).type()).isEqualTo(ProblemType.CREDENTIALS_REJECTED);
    assertThat(read(id).history().getLast().message()).contains("Apple rejects this key");
  }

  @Test
  void believesAMissingAgreementOnlyWhenSeenTwice() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.ADMIN));
    fixture.apple().faults().add(Fault.agreements());

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED);

    fixture.apple().faults().add(Fault.agreements().times(2));

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
    assertThat(problem(id).type()).isEqualTo(ProblemType.AGREEMENT_MISSING);
    assertThat(problem(id).detail()).contains("Account Holder");
  }

  @Test
  void saysThatTheMembershipLapsed() {
    var id = connect(fixture.key(KeyRole.ADMIN));
    fixture
        .apple()
        .faults()
        .add(
            Fault.status(
                403,
                "FORBIDDEN_ERROR",
                "This request is forbidden for security reasons",
                "Team ID: 'X' is not associated with an active membership."));

    wake(id);

    assertThat(problem(id).type()).isEqualTo(ProblemType.MEMBERSHIP_LAPSED);
  }

  static Stream<Object[]> passing() {
    return Stream.of(
        new Object[] {Fault.status(429), ProblemType.RATE_LIMITED},
        new Object[] {Fault.status(503), ProblemType.APPLE_UNAVAILABLE},
        new Object[] {Fault.htmlErrorPage(502), ProblemType.APPLE_UNAVAILABLE},
        new Object[] {Fault.cutBeforeAnswer(), ProblemType.APPLE_UNAVAILABLE},
        new Object[] {Fault.truncatedBody(), ProblemType.APPLE_UNAVAILABLE});
  }

  @ParameterizedTest
  @MethodSource("passing")
  void neverSaysNoWhenAppleCannotBeAsked(Fault fault, ProblemType expected) {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.ADMIN));
    wake(id);
    fixture.apple().faults().add(fault.times(10));

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.UNKNOWN);
    assertThat(problem(id).type()).isEqualTo(expected);
    assertThat(verdict(id).apps()).hasSize(1);

    fixture.apple().faults().clear();
    wake(id);
    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void putsABetterReplacementInPlace() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var second = fixture.key(KeyRole.ADMIN);
    var id = connect(fixture.key(KeyRole.DEVELOPER));
    wake(id);
    connect(second);

    wake(id);

    var connection = read(id);
    assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(connection.keyId()).isEqualTo(second.keyId());
    assertThat(connection.pendingKey()).isNull();
    assertThat(stored(id, Stage.CURRENT)).contains(second.keyId());
    assertThat(stored(id, Stage.PENDING)).isEmpty();
  }

  @Test
  void dropsAWorseReplacementWithTheReason() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var first = fixture.key(KeyRole.ADMIN);
    var id = connect(first);
    wake(id);
    connect(fixture.key(KeyRole.DEVELOPER));

    wake(id);

    var connection = read(id);
    assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(connection.keyId()).isEqualTo(first.keyId());
    assertThat(connection.pendingKey()).isNull();
    assertThat(connection.history().getLast().message()).contains("role is too low");
    assertThat(stored(id, Stage.CURRENT)).contains(first.keyId());
    assertThat(stored(id, Stage.PENDING)).isEmpty();
  }

  @Test
  void keepsAReplacementWaitingWhileAppleCannotBeAsked() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.ADMIN));
    wake(id);
    var second = fixture.key(KeyRole.ADMIN);
    connect(second);
    fixture.apple().faults().add(Fault.status(503).times(10));

    wake(id);

    assertThat(Optional.ofNullable(read(id).pendingKey())).isPresent();
    assertThat(stored(id, Stage.PENDING)).contains(second.keyId());
  }

  @Test
  void correctsAKeyIdThatWasMistyped() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var key = fixture.key(KeyRole.ADMIN);
    var mistyped = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    mistyped.put("keyId", "ABCDE12345");
    var id =
        new ConnectionId(
            fixture.call(api, Request.postJson("/connections", mistyped)).json().string("id"));
    wake(id);
    assertThat(problem(id).type()).isEqualTo(ProblemType.CREDENTIALS_REJECTED);

    connect(key);
    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(read(id).keyId()).isEqualTo(key.keyId());
  }

  @Test
  void finishesAPromotionThatBrokeOffBeforeTheRecordFollowed() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var second = fixture.key(KeyRole.ADMIN);
    var id = connect(fixture.key(KeyRole.ADMIN));
    wake(id);
    connect(second);
    fixture.clock().advance(Duration.ofMinutes(1));
    // First the current key's verdict is recorded, then the promotion.
    fixture
        .aws()
        .aws()
        .faults()
        .add(
            FaultRule.s3("PutObject", dev.slipway.localaws.faults.Fault.accessDenied())
                .keyPrefix("connections/")
                .nth(2));
    assertThatThrownBy(() -> wake(id)).isInstanceOf(StateUnavailableException.class);
    assertThat(stored(id, Stage.CURRENT)).contains(second.keyId());
    assertThat(read(id).keyId()).isNotEqualTo(second.keyId());

    check = handler();
    wake(id);

    assertThat(read(id).keyId()).isEqualTo(second.keyId());
    assertThat(read(id).pendingKey()).isNull();
    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void neverCallsAConnectionGoodWhoseKeyIsGone() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var key = fixture.key(KeyRole.ADMIN);
    var id = connect(key);
    fixture
        .aws()
        .clients()
        .secretsManager()
        .deleteSecret(
            request ->
                request.secretId(LocalAwsFixture.SECRETS + id).forceDeleteWithoutRecovery(true));

    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
    assertThat(problem(id).type()).isEqualTo(ProblemType.CONNECTION_NOT_USABLE);
    assertThat(fixture.apple().exchanges()).isEmpty();

    connect(key);
    wake(id);

    assertThat(read(id).state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void leavesAConnectionAloneWhoseKeyIsJustBeingStored() {
    var key = fixture.key(KeyRole.ADMIN);
    fixture
        .aws()
        .aws()
        .faults()
        .add(FaultRule.secrets("CreateSecret", dev.slipway.localaws.faults.Fault.accessDenied()));
    fixture.call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)));
    var id = ConnectionId.of("anna", key.issuerId());

    assertThat(post(id).json().string("state")).isEqualTo("CHECKING");

    fixture.clock().advance(Duration.ofMinutes(3));
    assertThat(post(id).json().string("state")).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void leavesADisconnectedConnectionAlone() {
    var id = connect(fixture.key(KeyRole.ADMIN));
    fixture.call(api, Request.of("DELETE", "/connections/" + id));

    wake(id);
    var answer = post(id);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.json().string("type")).endsWith("connection-disconnected");
    assertThat(read(id).state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(fixture.apple().exchanges()).isEmpty();
  }

  @Test
  void hidesConnectionsOfOtherTenants() {
    var id = connect(fixture.key(KeyRole.ADMIN));

    var answer =
        fixture.call(check, Request.of("POST", "/connections/" + id + "/check").by("bert"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(fixture.apple().exchanges()).isEmpty();
  }

  @Test
  void readsASecretAtMostOnceInTenMinutes() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var id = connect(fixture.key(KeyRole.ADMIN));

    post(id);
    fixture.clock().advance(Duration.ofMinutes(9));
    post(id);
    assertThat(reads()).isEqualTo(1);

    fixture.clock().advance(Duration.ofMinutes(1));
    post(id);
    assertThat(reads()).isEqualTo(2);
  }

  @Test
  void checksAllConnectionsWhenItsScheduleComes() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var ids = connectTenants(20);

    fixture.invoke(check, CHECK_ALL, 900_000);

    assertThat(ids).allMatch(id -> read(id).state() == ConnectionState.CONNECTED);
    assertThat(wakes()).noneMatch(key -> key.contains("after-"));
  }

  @Test
  void goesOnByWakeObjectBeforeTimeRunsOut() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var ids = connectTenants(40);
    ids.forEach(id -> fixture.aws().state().delete(StateKeys.wakeCheck(id)));

    fixture.invoke(check, CHECK_ALL, 1_000);
    int rounds = 1;
    for (var wakes = wakes(); !wakes.isEmpty(); wakes = wakes()) {
      assertThat(wakes).hasSize(1);
      fixture.invoke(check, FunctionFixture.stateObjectCreated(wakes.getFirst()), 1_000);
      rounds++;
    }

    assertThat(rounds).isEqualTo(3);
    assertThat(ids).allMatch(id -> read(id).state() == ConnectionState.CONNECTED);
    assertThat(ids).allMatch(id -> read(id).history().size() == 2);
  }

  @Test
  void checksTheOthersWhenOneFails() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    var ids = connectTenants(3);
    fixture
        .aws()
        .aws()
        .faults()
        .add(FaultRule.secrets("GetSecretValue", dev.slipway.localaws.faults.Fault.accessDenied()));

    fixture.invoke(check, CHECK_ALL, 900_000);

    assertThat(ids).filteredOn(id -> read(id).state() == ConnectionState.CONNECTED).hasSize(2);
    assertThat(fixture.log()).contains("A connection could not be checked");
  }

  @Test
  void ignoresEventsThatItDoesNotKnow() {
    assertThat(fixture.invoke(check, "{\"hello\":1}", 1_000)).isEmpty();
    assertThat(fixture.invoke(check, FunctionFixture.stateObjectCreated("wake/check/?"), 1_000))
        .isEmpty();
    assertThat(fixture.log()).contains("Event not understood");
  }

  private ConnectionCheckHandler handler() {
    return new ConnectionCheckHandler(
        fixture.environment(), fixture.clock(), _ -> {}, fixture.aws().backoff());
  }

  private ConnectionId connect(SimulatedKey key) {
    return connect(key, "anna");
  }

  private ConnectionId connect(SimulatedKey key, String tenant) {
    var answer =
        fixture.call(
            api, Request.postJson("/connections", FunctionFixture.connectBody(key)).by(tenant));
    assertThat(answer.status()).isIn(200, 201);
    return new ConnectionId(answer.json().string("id"));
  }

  private List<ConnectionId> connectTenants(int count) {
    var key = fixture.key(KeyRole.ADMIN);
    var ids = new ArrayList<ConnectionId>();
    for (int i = 0; i < count; i++) {
      ids.add(connect(key, "tenant-" + i));
    }
    return ids;
  }

  private void wake(ConnectionId id) {
    fixture.invoke(check, FunctionFixture.stateObjectCreated(StateKeys.wakeCheck(id)), 30_000);
  }

  private Answer post(ConnectionId id) {
    return fixture.call(check, Request.of("POST", "/connections/" + id + "/check"));
  }

  private Connection read(ConnectionId id) {
    return connections.read(id).orElseThrow();
  }

  private Verdict verdict(ConnectionId id) {
    return Optional.ofNullable(read(id).verdict()).orElseThrow();
  }

  private Problem problem(ConnectionId id) {
    return Optional.ofNullable(verdict(id).problem()).orElseThrow();
  }

  private Optional<String> stored(ConnectionId id, Stage stage) {
    return new SecretsManagerKeys(
            fixture.aws().clients().secretsManager(),
            LocalAwsFixture.SECRETS,
            fixture.aws().backoff())
        .read(id, stage)
        .map(key -> key.keyId());
  }

  private long reads() {
    return fixture.aws().aws().requests().count("GetSecretValue");
  }

  private List<String> wakes() {
    return fixture.aws().state().list(StateKeys.WAKE_CHECK_PREFIX, null, 100).keys();
  }
}

package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.aws.SecretsManagerKeys;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.HistoryEntry;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.connections.Replacement;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.problems.Problem;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The functions api and connection-check with everything around them, and short words for what
/// tests do with a connection. Waiting moves the clock.
final class CheckStage implements AutoCloseable {
  static final String CHECK_ALL = "{\"source\":\"slipway.schedule\",\"detail-type\":\"check-all\"}";
  static final String CHECK_DUE = "{\"source\":\"slipway.schedule\",\"detail-type\":\"check-due\"}";

  final FunctionFixture fixture;
  final ApiHandler api;
  final ConnectionCheckHandler check;
  final ConnectionStore connections;

  CheckStage(Path directory) throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock());
    check = another();
    connections = new ConnectionStore(fixture.aws().state(), fixture.clock());
  }

  /// Returns another instance of connection-check.
  ConnectionCheckHandler another() {
    return new ConnectionCheckHandler(
        fixture.environment(), fixture.clock(), fixture.clock()::advance, fixture.aws().backoff());
  }

  void app() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
  }

  Answer offer(SimulatedKey key, String tenant) {
    return fixture.call(
        api, Request.postJson("/connections", FunctionFixture.connectBody(key)).by(tenant));
  }

  ConnectionId connect(SimulatedKey key) {
    return connect(key, "anna");
  }

  ConnectionId connect(SimulatedKey key, String tenant) {
    var answer = offer(key, tenant);
    assertThat(answer.status()).isIn(200, 201);
    return new ConnectionId(answer.json().string("id"));
  }

  void wake(ConnectionId id) {
    wake(check, id);
  }

  void wake(ConnectionCheckHandler instance, ConnectionId id) {
    fixture.invoke(instance, FunctionFixture.stateObjectCreated(StateKeys.wakeCheck(id)), 300_000);
  }

  /// The round of due checks, a moment after a sweep.
  void due() {
    new SweepHeartbeat(fixture.aws().state())
        .write(new SweepHeartbeat.Beat(fixture.clock().instant(), 0));
    fixture.invoke(check, CHECK_DUE, 300_000);
  }

  void daily() {
    fixture.invoke(check, CHECK_ALL, 300_000);
  }

  Answer post(ConnectionId id) {
    return fixture.call(check, Request.of("POST", "/connections/" + id + "/check"));
  }

  Connection read(ConnectionId id) {
    return connections.read(id).orElseThrow();
  }

  String state(ConnectionId id) {
    return read(id).state().name();
  }

  Verdict verdict(ConnectionId id) {
    return Optional.ofNullable(read(id).verdict()).orElseThrow();
  }

  Problem problem(ConnectionId id) {
    return Optional.ofNullable(verdict(id).problem()).orElseThrow();
  }

  Replacement replacement(ConnectionId id) {
    return Optional.ofNullable(read(id).lastReplacement()).orElseThrow();
  }

  HistoryEntry lastLine(ConnectionId id) {
    return read(id).history().getLast();
  }

  Optional<String> stored(ConnectionId id, Stage stage) {
    return new SecretsManagerKeys(
            fixture.aws().clients().secretsManager(),
            LocalAwsFixture.SECRETS,
            fixture.aws().backoff())
        .read(id, stage)
        .map(key -> key.keyId());
  }

  List<String> stateKeys(String prefix) {
    return fixture.aws().state().list(prefix, null, 1000).keys();
  }

  @Override
  public void close() {
    fixture.close();
  }
}

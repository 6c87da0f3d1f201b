package dev.slipway.functions.connectlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.functions.connectioncheck.ConnectionCheckHandler;
import dev.slipway.json.JsonObject;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The functions api, connect-link and connection-check with everything around them, and short
/// words for what tests do with a link.
final class LinkStage implements AutoCloseable {
  static final String RETURN = "https://platform.example.com/apps?customer=7&tab=keys";

  final FunctionFixture fixture;
  final ApiHandler api;
  final ConnectLinkHandler links;
  final ConnectionCheckHandler check;
  final ConnectionStore connections;

  /// A link as its maker gets it.
  record Link(String id, String url, String token) {}

  LinkStage(Path directory) throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock());
    links = new ConnectLinkHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
    check = new ConnectionCheckHandler(fixture.environment(), fixture.clock());
    connections = new ConnectionStore(fixture.aws().state(), fixture.clock());
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
  }

  SimulatedKey key() {
    return fixture.key(KeyRole.ADMIN);
  }

  /// A key of another team.
  SimulatedKey keyOf(int team) {
    return fixture.watched(
        fixture
            .apple()
            .createKey(
                KeyRole.ADMIN, KeyKind.TEAM, new UUID(team, 0x8000_0000_0000_0001L).toString()));
  }

  Answer create(Map<String, ?> more) {
    return create("anna", more);
  }

  Answer create(String tenant, Map<String, ?> more) {
    var body = new LinkedHashMap<String, Object>();
    body.put("label", "Example Ltd");
    body.put("returnUrl", RETURN);
    body.putAll(more);
    return fixture.call(api, Request.postJson("/connect-links", body).by(tenant));
  }

  Link link() {
    return link("anna", Map.of());
  }

  Link link(Map<String, ?> more) {
    return link("anna", more);
  }

  Link link(String tenant, Map<String, ?> more) {
    var answer = create(tenant, more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String url = answer.json().string("url");
    return new Link(answer.json().string("id"), url, url.substring(url.indexOf('#') + 1));
  }

  /// What the tenant reads of the link.
  JsonObject read(Link link) {
    return fixture.call(api, Request.get("/connect-links/" + link.id())).json();
  }

  Answer revoke(Link link) {
    return fixture.call(api, Request.of("DELETE", "/connect-links/" + link.id()));
  }

  Answer open(String token) {
    return send(Request.get("/connect-link"), token);
  }

  Answer handIn(Link link, SimulatedKey key) {
    return handIn(link, FunctionFixture.connectBody(key));
  }

  Answer handIn(Link link, Map<String, ?> body) {
    return send(Request.postJson("/connect-link/connection", body), link.token());
  }

  Answer handedIn(Link link) {
    return send(Request.get("/connect-link/connection"), link.token());
  }

  Answer send(Request request, String token) {
    return fixture.call(links, request.by("").header("slipway-connect-link", token));
  }

  /// Does what the wake objects in the bucket ask for.
  void settle() {
    for (int round = 0; round < 10; round++) {
      var wakes = fixture.aws().state().list(StateKeys.WAKE_CHECK_PREFIX, null, 100).keys();
      if (wakes.isEmpty()) {
        return;
      }
      wakes.forEach(key -> fixture.invoke(check, FunctionFixture.stateObjectCreated(key), 300_000));
    }
  }

  void daily() {
    fixture.invoke(
        check, "{\"source\":\"slipway.schedule\",\"detail-type\":\"check-all\"}", 300_000);
  }

  ConnectionId idOf(SimulatedKey key) {
    return ConnectionId.of("anna", key.issuerId());
  }

  Connection connection(SimulatedKey key) {
    return connections.read(idOf(key)).orElseThrow();
  }

  List<String> keys(String prefix) {
    return fixture.aws().state().list(prefix, null, 1000).keys();
  }

  @Override
  public void close() {
    fixture.close();
  }
}

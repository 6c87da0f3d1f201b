package dev.slipway.appstoreconnect;

import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.ScriptedServer;
import java.time.Instant;

/// A client of a server that answers what a test wrote down: for answers that the simulator does
/// not give.
public final class ScriptedApple implements AutoCloseable {
  private final ScriptedServer server = new ScriptedServer();
  private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T10:00:00Z"));
  private final AppStoreConnectClient client =
      new AppStoreConnectClient(
          server.uri(),
          new TokenSource(TestKeys.team(), time),
          time,
          time::sleep,
          ClientOptions.defaults());

  public AppStoreConnectClient client() {
    return client;
  }

  public ScriptedServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}

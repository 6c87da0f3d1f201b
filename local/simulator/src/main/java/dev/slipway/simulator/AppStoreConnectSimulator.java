package dev.slipway.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// A strict, stateful App Store Connect on 127.0.0.1.
@SuppressWarnings("DoNotCallSuggester")
public final class AppStoreConnectSimulator implements AutoCloseable {
  private final SimulatorOptions options;
  private final Faults faults = new Faults();

  private AppStoreConnectSimulator(SimulatorOptions options) {
    this.options = options;
  }

  /// Starts a simulator.
  public static AppStoreConnectSimulator start(SimulatorOptions options) {
    return new AppStoreConnectSimulator(options);
  }

  /// Where the API is, for example `http://127.0.0.1:40123`.
  public URI baseUri() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Where parts are sent; part URLs begin with it.
  public URI uploadUri() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Issuer ID of the default team.
  public String issuerId() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Makes a team key of the default team.
  public SimulatedKey createKey(KeyRole role) {
    return createKey(role, KeyKind.TEAM);
  }

  /// Makes a key of the default team.
  public SimulatedKey createKey(KeyRole role, KeyKind kind) {
    return createKey(role, kind, issuerId());
  }

  /// Makes a key of another team.
  public SimulatedKey createKey(KeyRole role, KeyKind kind, String issuerId) {
    throw new UnsupportedOperationException("not built yet " + role + kind + issuerId);
  }

  /// Revokes a key: from now on its tokens are answered with 401.
  public void revokeKey(String keyId) {
    throw new UnsupportedOperationException("not built yet " + keyId);
  }

  /// Puts an app record into the simulator.
  public SimulatedApp createApp(NewApp app) {
    throw new UnsupportedOperationException("not built yet " + app);
  }

  /// The simulator's time.
  public SimulatorClock clock() {
    return options.clock();
  }

  /// Scripted faults.
  public Faults faults() {
    return faults;
  }

  /// App Review.
  public Reviews reviews() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// The API calls so far, oldest first (at most `SimulatorOptions.exchangesKept`).
  public List<Exchange> exchanges() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Number of API calls by method and path template, for example "GET /v1/builds/{id}".
  public Map<String, Long> calls() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// The PUTs of parts so far, in the order in which they ended.
  public List<PartPut> partPuts() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// What is in the simulator now.
  public Snapshot snapshot() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Breaches of Apple's contract seen so far.
  public List<String> contractViolations() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Stops; throws when an exchange broke Apple's contract.
  ///
  /// @throws IllegalStateException listing the breaches
  @Override
  public void close() {}
}

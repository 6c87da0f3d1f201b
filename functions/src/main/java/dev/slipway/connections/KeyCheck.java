package dev.slipway.connections;

import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.Sleeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Asks Apple what one key can do, by at most 6 reading calls. Thread-safe.
public final class KeyCheck {
  private final HttpClient http;
  private final URI apple;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /// What came of it.
  ///
  /// @param wanted null when nobody asked for an app
  record Found(Verdict verdict, @Nullable WantedApp wanted) {}

  /// @param apple where App Store Connect is
  /// @param sleeper how a repeated call waits
  public KeyCheck(HttpClient http, URI apple, InstantSource clock, Sleeper sleeper) {
    this.http = http;
    this.apple = apple;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// Asks.
  ///
  /// @param wantedBundleId an app that somebody wants to release with this key; null for none
  Found check(TokenSource tokens, KeyEvidence evidence, @Nullable String wantedBundleId) {
    var calls = new CheckCalls(http, apple, clock, sleeper);
    return new CheckRun(calls, tokens, evidence, clock).run(wantedBundleId);
  }
}

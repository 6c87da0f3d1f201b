package dev.slipway.connections.check;

import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.budgets.Allowance;
import dev.slipway.budgets.KeyBudgets;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.CheckProblems;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.connections.verdict.WantedApp;
import dev.slipway.metrics.MeasuredCalls;
import dev.slipway.metrics.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Asks Apple what one key can do, by at most 6 reading calls. Thread-safe.
public final class KeyCheck {
  private final HttpClient http;
  private final URI apple;
  private final KeyBudgets budgets;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Metrics metrics;

  /// What came of it.
  ///
  /// @param wanted null when nobody asked for an app
  record Found(Verdict verdict, @Nullable WantedApp wanted) {}

  /// @param apple where App Store Connect is
  /// @param sleeper how a repeated call waits
  public KeyCheck(
      HttpClient http,
      URI apple,
      KeyBudgets budgets,
      InstantSource clock,
      Sleeper sleeper,
      Metrics metrics) {
    this.http = http;
    this.apple = apple;
    this.budgets = budgets;
    this.clock = clock;
    this.sleeper = sleeper;
    this.metrics = metrics;
  }

  /// Asks.
  ///
  /// @param wantedBundleId an app that somebody wants to release with this key; null for none
  /// @param fingerprint of the key
  /// @param purpose how urgent it is; when the key's calls are needed elsewhere, nothing is asked
  Found check(
      TokenSource tokens,
      KeyEvidence evidence,
      @Nullable String wantedBundleId,
      String fingerprint,
      Purpose purpose) {
    return switch (budgets.ask(fingerprint, purpose)) {
      case KeyBudgets.Answer.Granted(Allowance allowance) -> {
        var calls =
            new CheckCalls(http, apple, new MeasuredCalls(metrics, allowance), clock, sleeper);
        try {
          yield new CheckRun(calls, tokens, evidence, clock).run(wantedBundleId);
        } finally {
          allowance.giveBack();
        }
      }
      case KeyBudgets.Answer.Refused(Instant until) ->
          new Found(
              Verdict.of(
                      ConnectionState.UNKNOWN,
                      CheckProblems.rateLimited(),
                      Capabilities.UNKNOWN,
                      clock.instant())
                  .withNextCheckAt(until),
              CheckRun.unknown(wantedBundleId));
    };
  }
}

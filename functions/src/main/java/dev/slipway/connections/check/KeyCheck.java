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

/// Asks Apple what a key can do, with at most 6 reading calls. Thread-safe.
public final class KeyCheck {
  private final HttpClient http;
  private final URI apple;
  private final KeyBudgets budgets;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Metrics metrics;

  /// The result of a check.
  ///
  /// @param wanted null when no app was asked for
  record Found(Verdict verdict, @Nullable WantedApp wanted) {}

  /// @param apple the address of App Store Connect
  /// @param sleeper waits before a repeated call
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

  /// Checks a key.
  ///
  /// @param wantedBundleId an app that the user wants to release with this key; null for none
  /// @param fingerprint the key's fingerprint
  /// @param purpose how urgent the check is; when other work needs the key's calls, Apple is not
  ///   asked
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

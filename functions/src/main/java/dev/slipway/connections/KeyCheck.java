package dev.slipway.connections;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.probes.ProbeResult;
import dev.slipway.appstoreconnect.resource.AppId;
import dev.slipway.connections.Capabilities.Evidence;
import dev.slipway.connections.Verdict.SeenApp;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Asks Apple what one key can do, by reading alone: the apps, then one probe that passes with App
/// Manager or better. A refusal that Apple is known to give without cause is asked for twice.
/// Thread-safe.
public final class KeyCheck {
  private static final int SHOWN_APPS = 200;

  // Both keys of a connection, two calls each, end within the 30 seconds of the HTTP API.
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_DEADLINE = Duration.ofSeconds(6);

  private final HttpClient http;
  private final URI apple;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /// @param apple where App Store Connect is
  /// @param sleeper how a repeated call waits
  public KeyCheck(HttpClient http, URI apple, InstantSource clock, Sleeper sleeper) {
    this.http = http;
    this.apple = apple;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// Asks; at most 3 calls when all goes well, each repeated at most once.
  public Verdict verdict(TokenSource tokens, KeyKind kind) {
    var calls = new AtomicInteger();
    var options =
        ClientOptions.defaults()
            .withRequestTimeout(REQUEST_TIMEOUT)
            .withCallDeadline(CALL_DEADLINE)
            .withTries(2)
            .withObserver(_ -> calls.incrementAndGet());
    var client = new AppStoreConnectClient(http, apple, tokens, clock, sleeper, options);
    return verdict(client, kind, calls);
  }

  private Verdict verdict(AppStoreConnectClient client, KeyKind kind, AtomicInteger calls) {
    List<App> apps;
    try {
      apps = apps(client);
    } catch (AppStoreConnectException e) {
      return refused(e, kind, List.of(), calls);
    }
    var seen =
        apps.stream()
            .map(app -> new SeenApp(app.id().value(), app.name(), app.bundleId()))
            .toList();
    if (apps.isEmpty()) {
      return found(
          ConnectionState.CONNECTED_WITH_LIMITS,
          CheckProblems.noAppVisible(kind),
          READS,
          seen,
          calls);
    }
    ProbeResult probe = probe(client, apps.getFirst().id());
    return switch (probe) {
      case ProbeResult.Allowed _, ProbeResult.Absent _ ->
          found(ConnectionState.CONNECTED, null, ALL, seen, calls);
      case ProbeResult.Forbidden forbidden
          when forbidden.refusal().reason() == ForbiddenReason.ROLE ->
          found(
              ConnectionState.CONNECTED_WITH_LIMITS,
              CheckProblems.roleBelowAppManager(kind).withAppleErrors(words(forbidden.refusal())),
              UPLOADS,
              seen,
              calls);
      case ProbeResult.Forbidden forbidden -> refused(forbidden.refusal(), kind, seen, calls);
      case ProbeResult.KeyRefused refused -> refused(refused.refusal(), kind, seen, calls);
      case ProbeResult.Unknown unknown -> refused(unknown.failure(), kind, seen, calls);
    };
  }

  private static List<App> apps(AppStoreConnectClient client) {
    try {
      return client.apps().list(SHOWN_APPS).items();
    } catch (AppStoreConnectException.Forbidden e) {
      if (e.reason() != ForbiddenReason.AGREEMENT) {
        throw e;
      }
      return client.apps().list(SHOWN_APPS).items();
    }
  }

  private static ProbeResult probe(AppStoreConnectClient client, AppId app) {
    var first = client.probes().reviewSubmissions(app);
    return first instanceof ProbeResult.Forbidden forbidden
            && forbidden.refusal().reason() == ForbiddenReason.AGREEMENT
        ? client.probes().reviewSubmissions(app)
        : first;
  }

  private Verdict refused(
      AppStoreConnectException failure, KeyKind kind, List<SeenApp> seen, AtomicInteger calls) {
    Problem problem = CheckProblems.of(failure, kind).withAppleErrors(words(failure));
    boolean tellsNothing =
        problem.type() == ProblemType.RATE_LIMITED
            || problem.type() == ProblemType.APPLE_UNAVAILABLE;
    if (tellsNothing) {
      var known = seen.isEmpty() ? Capabilities.UNKNOWN : READS;
      return found(ConnectionState.UNKNOWN, problem, known, seen, calls);
    }
    return found(ConnectionState.NOT_CONNECTED, problem, Capabilities.NONE, List.of(), calls);
  }

  private Verdict found(
      ConnectionState state,
      @Nullable Problem problem,
      Capabilities capabilities,
      List<SeenApp> apps,
      AtomicInteger calls) {
    return new Verdict(state, problem, capabilities, apps, clock.instant(), calls.get());
  }

  private static List<String> words(AppStoreConnectException failure) {
    return failure.errors().stream().map(KeyCheck::word).toList();
  }

  private static String word(ApiError error) {
    return error.code() + ": " + (error.detail().isEmpty() ? error.title() : error.detail());
  }

  private static final Capabilities READS =
      new Capabilities(Evidence.YES, Evidence.UNKNOWN, Evidence.UNKNOWN, Evidence.UNKNOWN);
  private static final Capabilities UPLOADS =
      new Capabilities(Evidence.YES, Evidence.UNKNOWN, Evidence.NO, Evidence.NO);
  private static final Capabilities ALL =
      new Capabilities(Evidence.YES, Evidence.LIKELY, Evidence.LIKELY, Evidence.LIKELY);
}

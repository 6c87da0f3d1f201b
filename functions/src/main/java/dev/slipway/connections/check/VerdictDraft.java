package dev.slipway.connections.check;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.CheckProblems;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.LikelyRole;
import dev.slipway.connections.verdict.SeenApp;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects what one check has found so far, and makes the verdict from it. Not thread-safe.
final class VerdictDraft {
  private static final Duration WORTH_A_NOTE = Duration.ofSeconds(30);
  private static final Duration NEXT_TRY = Duration.ofMinutes(5);

  private final CheckCalls calls;
  private final KeyKind kind;
  private final InstantSource clock;
  private List<SeenApp> seen = List.of();
  private boolean allSeen = true;

  VerdictDraft(CheckCalls calls, KeyKind kind, InstantSource clock) {
    this.calls = calls;
    this.kind = kind;
    this.clock = clock;
  }

  void saw(List<SeenApp> apps, boolean all) {
    seen = List.copyOf(apps);
    allSeen = all;
  }

  List<SeenApp> seen() {
    return seen;
  }

  /// Returns whether the key sees no app beyond those in [#seen()].
  boolean allSeen() {
    return allSeen;
  }

  /// Returns the verdict for a key that Apple rejects; the apps found so far do not count.
  Verdict notConnected(Problem problem, AppStoreConnectException refusal) {
    seen = List.of();
    allSeen = true;
    return found(
        ConnectionState.NOT_CONNECTED,
        problem.withAppleErrors(words(refusal)),
        Capabilities.NONE,
        LikelyRole.UNKNOWN);
  }

  /// Returns the verdict of a check that could not be finished.
  Verdict unknown(AppStoreConnectException failure) {
    boolean limited = failure instanceof AppStoreConnectException.RateLimited;
    var pause = failure.retryAfter().filter(wish -> wish.compareTo(NEXT_TRY) > 0).orElse(NEXT_TRY);
    Instant next = clock.instant().plus(pause);
    var problem = limited ? CheckProblems.rateLimited() : CheckProblems.appleUnavailable();
    return found(
            ConnectionState.UNKNOWN,
            problem.withAppleErrors(words(failure)),
            seen.isEmpty()
                ? Capabilities.UNKNOWN
                : Capabilities.readingOnly("Apple could not be reached."),
            LikelyRole.UNKNOWN)
        .withNextCheckAt(next);
  }

  /// Returns a verdict with what the check has found so far.
  ///
  /// @param problem null when there is no problem
  Verdict found(
      ConnectionState state,
      @Nullable Problem problem,
      Capabilities capabilities,
      LikelyRole role) {
    var notes = new ArrayList<Problem>();
    Optional<Duration> skew = calls.clockSkew();
    skew.filter(found -> found.abs().compareTo(WORTH_A_NOTE) >= 0)
        .map(CheckProblems::clockSkew)
        .ifPresent(notes::add);
    if (kind == KeyKind.INDIVIDUAL) {
      notes.add(CheckProblems.individualKey());
    }
    return new Verdict(
        state,
        problem,
        List.of(),
        capabilities,
        role,
        notes,
        seen,
        allSeen,
        skew.map(Duration::toSeconds).orElse(null),
        clock.instant(),
        null,
        calls.count());
  }

  /// Returns Apple's words for a person, at most 200 characters.
  static String said(AppStoreConnectException failure) {
    if (failure.errors().isEmpty()) {
      return "";
    }
    var first = failure.errors().getFirst();
    String text = first.detail().isBlank() ? first.title() : first.detail();
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  static List<String> words(AppStoreConnectException failure) {
    return failure.errors().stream().map(VerdictDraft::word).toList();
  }

  private static String word(ApiError error) {
    return error.code() + ": " + (error.detail().isEmpty() ? error.title() : error.detail());
  }
}

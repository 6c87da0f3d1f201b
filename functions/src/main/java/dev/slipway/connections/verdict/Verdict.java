package dev.slipway.connections.verdict;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The result of checking a key.
///
/// @param state one of CONNECTED, CONNECTED_WITH_LIMITS, NOT_CONNECTED, UNKNOWN
/// @param problem the cause and what to do; null when CONNECTED
/// @param likelyCauses when Apple rejects the key: the most likely first, at most 4; else empty
/// @param notes what the user should know although it blocks nothing, such as a wrong clock
/// @param apps the apps that the key sees, at most 200; after UNKNOWN those seen before
/// @param allApps whether `apps` are all of them
/// @param clockSkewSeconds how far Apple's clock is ahead of Slipway's; null when not measured
/// @param nextCheckAt when the next check before the daily one takes place; null when there is no
///   such check
/// @param calls how many requests Apple was sent
@RecordBuilder
public record Verdict(
    ConnectionState state,
    @Nullable Problem problem,
    List<LikelyCause> likelyCauses,
    Capabilities capabilities,
    LikelyRole likelyRole,
    List<Problem> notes,
    List<SeenApp> apps,
    boolean allApps,
    @Nullable Long clockSkewSeconds,
    Instant checkedAt,
    @Nullable Instant nextCheckAt,
    int calls)
    implements VerdictBuilder.With {

  static final int MAX_CAUSES = 4;

  private static final RecordCodec<Verdict> CODEC =
      RecordCodec.builder(Verdict.class)
          .object(Problem.class, Problem::toJson, Problem::fromJson)
          .object(LikelyCause.class, LikelyCause::toJson, LikelyCause::fromJson)
          .object(Capabilities.class, Capabilities::toJson, Capabilities::fromJson)
          .inlined(Verdict.class, "capabilities")
          .text(LikelyRole.class, LikelyRole::text, LikelyRole::ofText)
          .whenAbsent(Verdict.class, "likelyRole", LikelyRole.UNKNOWN)
          .whenAbsent(Verdict.class, "allApps", true)
          .build();

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  public Verdict {
    likelyCauses = List.copyOf(likelyCauses);
    notes = List.copyOf(notes);
    apps = List.copyOf(apps);
    if (likelyCauses.size() > MAX_CAUSES) {
      throw new IllegalArgumentException("more than 4 likely causes");
    }
    switch (state) {
      case CONNECTED, CONNECTED_WITH_LIMITS, NOT_CONNECTED, UNKNOWN -> {}
      case CHECKING, DISCONNECTED ->
          throw new IllegalArgumentException(state + " is not a verdict");
    }
  }

  /// Returns a verdict without apps, notes and calls.
  public static Verdict of(
      ConnectionState state,
      @Nullable Problem problem,
      Capabilities capabilities,
      Instant checkedAt) {
    return new Verdict(
        state,
        problem,
        List.of(),
        capabilities,
        LikelyRole.UNKNOWN,
        List.of(),
        List.of(),
        true,
        null,
        checkedAt,
        null,
        0);
  }

  /// Returns whether this key may replace a key with the other verdict. A key with an UNKNOWN
  /// verdict never may; an UNKNOWN key is replaced only by a key without limits. Of two rejected
  /// keys, the newer replaces the older when the older cannot recover without a user, or both have
  /// the same cause.
  public boolean notWorseThan(Verdict other) {
    return switch (state) {
      case CONNECTED -> true;
      case CONNECTED_WITH_LIMITS ->
          other.state == ConnectionState.CONNECTED_WITH_LIMITS
              || other.state == ConnectionState.NOT_CONNECTED;
      case NOT_CONNECTED ->
          other.state == ConnectionState.NOT_CONNECTED
              && (other.is(ProblemType.CREDENTIALS_REJECTED)
                  || other.is(ProblemType.CONNECTION_NOT_USABLE)
                  || (problem != null && other.is(problem.type())));
      case UNKNOWN, CHECKING, DISCONNECTED -> false;
    };
  }

  /// Returns whether a release may start: as far as the check knows, no required right is missing.
  public boolean allowsReleases() {
    return state.mayCallApple() && !capabilities.forbidReleases();
  }

  public boolean is(ProblemType type) {
    return problem != null && problem.type() == type;
  }

  /// Returns this verdict with the apps and capabilities of the earlier verdict, because the check
  /// found nothing new. The pause before the next check grows while checks find nothing.
  public Verdict keeping(@Nullable Verdict before) {
    if (before == null) {
      return this;
    }
    var next = nextCheckAt;
    if (next != null && before.state == ConnectionState.UNKNOWN && before.nextCheckAt != null) {
      var doubled = Duration.between(before.checkedAt, before.nextCheckAt).multipliedBy(2);
      var pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      next = next.isAfter(checkedAt.plus(pause)) ? next : checkedAt.plus(pause);
    }
    return with()
        .capabilities(before.capabilities)
        .likelyRole(before.likelyRole)
        .apps(before.apps)
        .allApps(before.allApps)
        .nextCheckAt(next)
        .build();
  }

  /// Returns the verdict for a user who wants to release one app: a key that does not see the app
  /// is limited for that user, whatever else it can do.
  public Verdict forApp(WantedApp wanted) {
    if (wanted.visibility() != WantedApp.Visibility.NOT_VISIBLE) {
      return this;
    }
    var missing = CheckProblems.wantedAppNotVisible(wanted.bundleId());
    var all = new ArrayList<>(notes);
    var found = problem;
    if (found == null) {
      found = missing;
    } else {
      all.add(missing);
    }
    return with()
        .state(state == ConnectionState.CONNECTED ? ConnectionState.CONNECTED_WITH_LIMITS : state)
        .problem(found)
        .notes(all)
        .build();
  }

  /// Returns the form of records and API answers.
  public Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// Reads what [#toJson()] wrote, also by earlier versions.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the object has another form
  public static Verdict fromJson(JsonObject json) {
    return CODEC.read(json);
  }
}

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

  /// What becomes of a replacement key after its check.
  public enum Choice {
    /// It replaces the current key.
    PROMOTE,
    /// It is checked again.
    WAIT,
    /// The current key stays in use.
    REFUSE
  }

  /// Returns what becomes of a replacement key with this verdict. Apple also answers 401 to good
  /// keys, so a key that it rejects never replaces another: it waits as long as the rejection may
  /// pass or the current key does not work either. Of two keys that are not connected for other
  /// reasons, the newer replaces the older when the older cannot recover without a user, or both
  /// have the same cause.
  ///
  /// @param current the verdict of the current key; null before its first check
  /// @param rejectionMayPass whether a rejection of the replacement is likely to pass
  public Choice replacing(@Nullable Verdict current, boolean rejectionMayPass) {
    return switch (state) {
      case CONNECTED -> Choice.PROMOTE;
      case CONNECTED_WITH_LIMITS -> current == null ? Choice.PROMOTE : limitedReplacing(current);
      case NOT_CONNECTED -> {
        if (is(ProblemType.CREDENTIALS_REJECTED)) {
          yield current != null && current.works() && !rejectionMayPass
              ? Choice.REFUSE
              : Choice.WAIT;
        }
        yield current == null ? Choice.PROMOTE : unconnectedReplacing(current);
      }
      case UNKNOWN -> Choice.WAIT;
      case CHECKING, DISCONNECTED -> throw new IllegalStateException(state + " is not a verdict");
    };
  }

  private static Choice limitedReplacing(Verdict current) {
    return switch (current.state) {
      case CONNECTED -> Choice.REFUSE;
      case CONNECTED_WITH_LIMITS, NOT_CONNECTED -> Choice.PROMOTE;
      case UNKNOWN, CHECKING, DISCONNECTED -> Choice.WAIT;
    };
  }

  private Choice unconnectedReplacing(Verdict current) {
    return switch (current.state) {
      case CONNECTED, CONNECTED_WITH_LIMITS -> Choice.REFUSE;
      case NOT_CONNECTED -> {
        boolean needsUser =
            current.is(ProblemType.CREDENTIALS_REJECTED)
                || current.is(ProblemType.CONNECTION_NOT_USABLE);
        yield needsUser || (problem != null && current.is(problem.type()))
            ? Choice.PROMOTE
            : Choice.REFUSE;
      }
      case UNKNOWN, CHECKING, DISCONNECTED -> Choice.WAIT;
    };
  }

  private boolean works() {
    return state == ConnectionState.CONNECTED || state == ConnectionState.CONNECTED_WITH_LIMITS;
  }

  /// Returns whether a release may start: as far as the check knows, no required right is missing.
  public boolean allowsReleases() {
    return state.mayCallApple() && !capabilities.forbidReleases();
  }

  public boolean is(ProblemType type) {
    return problem != null && problem.type() == type;
  }

  /// Returns whether the check found no key that Apple accepts.
  public boolean isRefusal() {
    return is(ProblemType.CREDENTIALS_REJECTED) || is(ProblemType.CONNECTION_NOT_USABLE);
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
  ///
  /// @param kind of the key
  public Verdict forApp(WantedApp wanted, KeyKind kind) {
    if (wanted.visibility() != WantedApp.Visibility.NOT_VISIBLE) {
      return this;
    }
    var missing = CheckProblems.wantedAppNotVisible(wanted.bundleId(), kind);
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

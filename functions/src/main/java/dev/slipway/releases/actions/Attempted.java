package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.Problem;
import dev.slipway.releases.refusals.Carried;

/// What was tried when Apple refused a call.
///
/// @param words what the step does, to end the sentence "while …"
/// @param carried what the call carried from the drop
/// @param roleFound whether the connection's check found that the key's role allows releases
public record Attempted(String words, Carried carried, boolean roleFound) {

  /// Returns an attempt that carries nothing from the drop.
  static Attempted of(String words) {
    return new Attempted(words, Carried.NOTHING, false);
  }

  /// Returns what Apple refused, for a sentence: places in the drop, or the request.
  String subject(AppStoreConnectException refusal) {
    String places = carried.words(refusal);
    return places.isEmpty() ? "the request" : places;
  }

  /// Returns the problem with the place in the drop that it concerns. A place that it names already
  /// stays.
  Problem placed(Problem problem, AppStoreConnectException refusal) {
    String place = carried.place(refusal);
    return place == null || problem.field() != null || !problem.faults().isEmpty()
        ? problem
        : problem.withField(place);
  }

  /// Returns the outcome with the place in the drop that its problems concern.
  Outcome placed(Outcome outcome, AppStoreConnectException refusal) {
    return switch (outcome) {
      case Outcome.NeedsAttention(Problem problem) ->
          new Outcome.NeedsAttention(placed(problem, refusal));
      case Outcome.Failed failed -> {
        var limit = failed.limit();
        yield new Outcome.Failed(
            placed(failed.cause(), refusal),
            failed.retryAfter(),
            failed.namedByApple(),
            limit == null
                ? null
                : new Outcome.Failed.Limit(limit.patience(), placed(limit.afterwards(), refusal)));
      }
      case Outcome.Progressed _, Outcome.Waiting _, Outcome.Settling _ -> outcome;
    };
  }
}

package dev.slipway.simulator.writes;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.time.Duration;
import java.time.Instant;

/// A version whose submission was canceled a moment ago: Apple may refuse builds and submissions
/// for it for a while (review-live.md, C).
public final class JustCanceled {
  private static final String SINCE = "canceledAt";
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private JustCanceled() {}

  /// Records that the cancellation ended.
  public static void begin(Resource version, Instant at) {
    version.hidden().put(SINCE, at.toString());
  }

  /// Returns whether Apple refuses builds and submissions for the version at this moment.
  public static boolean isUnsettled(World world, Resource version) {
    String since = version.hidden().path(SINCE).asText();
    return !since.isEmpty()
        && world.now().isBefore(Instant.parse(since).plus(SETTLING))
        && world.guesses().turned(Guess.JUST_CANCELED);
  }
}

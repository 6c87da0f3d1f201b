package dev.slipway.simulator.writes;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.time.Duration;
import java.time.Instant;

/// Builds that a version does not take although they are VALID. Apple's words are the same for what
/// passes and for what does not: "The specified pre-release build could not be added."
/// (review-live.md, A8 and C).
public final class UnsettledBuilds {
  private static final String VALID_SINCE = "validSince";
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private UnsettledBuilds() {}

  /// Records that a build became VALID.
  public static void begin(Resource build, Instant at) {
    build.hidden().put(VALID_SINCE, at.toString());
  }

  /// Returns whether the version does not take the build now, or never: one for internal testing
  /// only is refused for good.
  public static boolean refuses(World world, Resource version, Resource build) {
    return !build.text("buildAudienceType").equals("APP_STORE_ELIGIBLE")
        || JustCanceled.isUnsettled(world, version)
        || isJustValid(world, build);
  }

  private static boolean isJustValid(World world, Resource build) {
    String since = build.hidden().path(VALID_SINCE).asText();
    return !since.isEmpty()
        && world.now().isBefore(Instant.parse(since).plus(SETTLING))
        && world.guesses().turned(Guess.JUST_VALID_BUILD);
  }
}

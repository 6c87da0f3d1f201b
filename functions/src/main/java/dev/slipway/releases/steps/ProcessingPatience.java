package dev.slipway.releases.steps;

import java.time.Duration;
import java.time.Instant;

/// How often Apple is asked about a build that it processes: at most twice in the ten minutes that
/// processing usually takes, then less and less often, and for a day at most (apple-help, build
/// upload statuses: beyond 24 h contact support). Where Apple's webhooks arrive, they tell when it
/// is over, and the looks are only there for one that gets lost.
final class ProcessingPatience {
  private static final Duration FIRST = Duration.ofMinutes(6);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration FIRST_WITH_WEBHOOK = Duration.ofMinutes(30);
  private static final Duration LONGEST_WITH_WEBHOOK = Duration.ofHours(1);

  /// The upload is over, and the build is there but not VALID. Whether Apple always tells when it
  /// is (by the state in TestFlight) is not known.
  private static final Duration BUILD_WITH_WEBHOOK = Duration.ofMinutes(15);

  /// After this long a person should look.
  static final Duration LIMIT = Duration.ofHours(24);

  private ProcessingPatience() {}

  /// @param looks how often Apple was asked since the commit
  /// @param last the last look, or the commit when there was none
  static Instant next(int looks, Instant last) {
    return last.plus(pause(looks, FIRST, LONGEST));
  }

  /// As above, for an app whose webhook has spoken of this build.
  ///
  /// @param exists whether the upload is over and the build is there
  static Instant nextWithWebhook(int looks, Instant last, boolean exists) {
    var first = exists ? BUILD_WITH_WEBHOOK : FIRST_WITH_WEBHOOK;
    return last.plus(pause(looks, first, LONGEST_WITH_WEBHOOK));
  }

  private static Duration pause(int looks, Duration first, Duration longest) {
    var pause = first.multipliedBy(Math.max(1, looks));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}

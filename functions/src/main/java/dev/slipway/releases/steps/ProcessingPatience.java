package dev.slipway.releases.steps;

import java.time.Duration;
import java.time.Instant;

/// Decides how often Apple is asked about a build that it processes: at most twice in the ten
/// minutes that processing usually takes, then less and less often, and for a day at most
/// (apple-help, build upload statuses: beyond 24 h contact support). Where Apple's webhooks arrive,
/// they report the end, and looks only cover a lost one.
final class ProcessingPatience {
  private static final Duration FIRST = Duration.ofMinutes(6);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration FIRST_WITH_WEBHOOK = Duration.ofMinutes(30);
  private static final Duration LONGEST_WITH_WEBHOOK = Duration.ofHours(1);

  /// The pause after the upload is complete while the build is not VALID. It is unknown whether
  /// Apple always reports the change (by the state in TestFlight).
  private static final Duration BUILD_WITH_WEBHOOK = Duration.ofMinutes(15);

  /// The time after which a person should check.
  static final Duration LIMIT = Duration.ofHours(24);

  private ProcessingPatience() {}

  /// Returns the time of the next look.
  ///
  /// @param looks how often Apple was asked since the commit
  /// @param last the last look, or the commit if there was no look
  static Instant next(int looks, Instant last) {
    return last.plus(pause(looks, FIRST, LONGEST));
  }

  /// Returns the time of the next look for an app whose webhook has reported on this build.
  ///
  /// @param exists whether the upload is complete and the build exists
  static Instant nextWithWebhook(int looks, Instant last, boolean exists) {
    var first = exists ? BUILD_WITH_WEBHOOK : FIRST_WITH_WEBHOOK;
    return last.plus(pause(looks, first, LONGEST_WITH_WEBHOOK));
  }

  private static Duration pause(int looks, Duration first, Duration longest) {
    var pause = first.multipliedBy(Math.max(1, looks));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}

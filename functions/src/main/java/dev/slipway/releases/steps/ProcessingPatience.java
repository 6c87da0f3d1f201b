package dev.slipway.releases.steps;

import java.time.Duration;
import java.time.Instant;

/// Decides how often Apple is asked about a build that it processes: at most twice in the ten
/// minutes that processing usually takes, then less and less often, and for a day at most
/// (apple-help, build upload statuses: beyond 24 h contact support). Where Apple's webhooks arrive,
/// they report the end, and looks only cover a lost one.
public final class ProcessingPatience {
  private static final Duration FIRST = Duration.ofMinutes(6);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration FIRST_WITH_WEBHOOK = Duration.ofMinutes(30);
  private static final Duration LONGEST_WITH_WEBHOOK = Duration.ofHours(1);

  /// The pause after the upload is complete while the build is not VALID. It is unknown whether
  /// Apple always reports the change (by the state in TestFlight).
  private static final Duration BUILD_WITH_WEBHOOK = Duration.ofMinutes(15);

  /// The time after which the wait is reported as Apple's delay: 30 minutes are usual, and builds
  /// that hung for 2 to 4 hours without an error were seen (build-uploads.md, 2.4).
  private static final Duration USUAL = Duration.ofHours(4);

  /// What the release says then.
  public static final String UNUSUAL =
      "Apple has been processing this build for more than 4 hours and reports no error. Slipway"
          + " keeps waiting. If https://developer.apple.com/system-status/ shows no disruption,"
          + " raise the build number (CFBundleVersion), build again and upload: the newer build"
          + " replaces this one.";

  /// The time after which a person should check.
  static final Duration LIMIT = Duration.ofHours(24);

  private ProcessingPatience() {}

  /// Returns whether Apple takes unusually long.
  public static boolean isUnusual(Instant committedAt, Instant now) {
    return !now.isBefore(committedAt.plus(USUAL));
  }

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

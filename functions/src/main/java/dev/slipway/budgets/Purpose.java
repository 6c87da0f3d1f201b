package dev.slipway.budgets;

/// What calls are needed for. The more urgent, the fewer of a key's calls it must leave to others.
public enum Purpose {
  /// A check of a key that a person may be waiting for: at most 6 calls.
  INTERACTIVE(6, 1),
  /// A check by the schedule.
  ROUND(6, 5),
  /// Following what is with App Review: at most two calls for 100 releases, every five minutes.
  /// That is 24 calls an hour for each 100, which what all but interactive checks leave covers, so
  /// no grant is taken.
  FOLLOW(20, 10),
  /// Carrying out a release.
  RELEASE(40, 20),
  /// The same, by a worker that has had its share: many media must not starve other apps.
  BULK(40, 50);

  /// The number of calls after which a worker has had its share: a release with 20 screenshots in
  /// two languages takes 70 in all.
  private static final int SHARE = 80;

  private static final int SMALLEST_GRANT = 10;
  private static final int GRANTS_IN_AN_HOUR = 30;

  private final int calls;
  private final int leavesPercent;

  Purpose(int calls, int leavesPercent) {
    this.calls = calls;
    this.leavesPercent = leavesPercent;
  }

  /// Returns whether the calls are granted before they are made, and accounted for afterwards.
  boolean takesGrant() {
    return this != FOLLOW;
  }

  /// Returns the purpose of further calls by a worker that has made this many already.
  public Purpose after(int calls) {
    return this == RELEASE && calls >= SHARE ? BULK : this;
  }

  /// Returns how many calls of an hour's limit are granted at once: so few that many workers get
  /// some.
  int grant(int hourLimit) {
    return Math.min(calls, Math.max(SMALLEST_GRANT, hourLimit / GRANTS_IN_AN_HOUR));
  }

  /// Returns how many calls must remain when all grants are spent; at least one.
  int leaves(int hourLimit) {
    return Math.max(1, hourLimit * leavesPercent / 100);
  }
}

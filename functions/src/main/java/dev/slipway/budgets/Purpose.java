package dev.slipway.budgets;

/// What calls are wanted for. The more urgent, the less of a key's hour it must leave to others.
public enum Purpose {
  /// A check of a key that a person may be waiting for: at most 6 calls.
  INTERACTIVE(6, 1),
  /// A check by the schedule.
  ROUND(6, 5),
  /// Following what is with App Review: few calls for many releases.
  FOLLOW(20, 10),
  /// Carrying a release out.
  RELEASE(40, 20),
  /// The same, by a pass that has had its share already: many media must not starve other apps.
  BULK(40, 50);

  /// After so many calls a pass has had its share: a release with 20 screenshots in two languages
  /// takes 70 in all.
  private static final int SHARE = 80;

  private static final int SMALLEST_GRANT = 10;
  private static final int GRANTS_IN_AN_HOUR = 30;

  private final int calls;
  private final int leavesPercent;

  Purpose(int calls, int leavesPercent) {
    this.calls = calls;
    this.leavesPercent = leavesPercent;
  }

  /// What further calls are wanted for, by a worker that made so many already.
  public Purpose after(int calls) {
    return this == RELEASE && calls >= SHARE ? BULK : this;
  }

  /// How many calls are granted at once, of an hour's limit: so few that many workers get some.
  int grant(int hourLimit) {
    return Math.min(calls, Math.max(SMALLEST_GRANT, hourLimit / GRANTS_IN_AN_HOUR));
  }

  /// How many calls must be left when all that was granted is spent; never none.
  int leaves(int hourLimit) {
    return Math.max(1, hourLimit * leavesPercent / 100);
  }
}

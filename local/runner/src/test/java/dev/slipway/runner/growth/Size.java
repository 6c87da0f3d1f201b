package dev.slipway.runner.growth;

/// How large a stack is.
///
/// @param connections teams, each with its own key and tenant
/// @param followed releases with App Review or past it
/// @param drops objects in the drop bucket
/// @param releasesAnHour how many are dropped, and how many end, in an hour
record Size(int connections, int followed, int drops, int releasesAnHour) {
  /// 100,000 releases a month: design.md, "Numbers to hold".
  static final Size WHOLE = new Size(2_000, 5_000, 200_000, 139);

  /// The same in small, for `make verify`.
  static final Size SAMPLE = new Size(40, 100, 2_000, 3);

  private static final int HOURS_A_MONTH = 720;

  int releasesAMonth() {
    return releasesAnHour * HOURS_A_MONTH;
  }
}

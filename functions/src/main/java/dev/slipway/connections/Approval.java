package dev.slipway.connections;

import org.jspecify.annotations.Nullable;

/// Whether a person must approve what Slipway does for a connection.
public enum Approval {
  /// Releases go to App Review without a question, unless `release.json` says not to.
  NONE,
  /// Every drop is prepared and then waits until a person approves its plan.
  BEFORE_SUBMIT;

  /// Returns whether a person must approve each submission.
  public boolean asks() {
    return this == BEFORE_SUBMIT;
  }

  /// Returns what a record says; older records say nothing.
  static Approval of(@Nullable Approval recorded) {
    return recorded == null ? NONE : recorded;
  }
}

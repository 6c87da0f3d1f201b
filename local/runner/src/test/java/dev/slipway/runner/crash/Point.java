package dev.slipway.runner.crash;

/// Where something goes wrong in one run.
///
/// @param place what it happens to
/// @param nth at the how manyth of these, from 1
/// @param kind what happens
record Point(Place place, int nth, Kind kind) {
  /// What goes wrong.
  enum Kind {
    /// Every worker dies; the call takes no effect.
    KILLED_BEFORE,
    /// The call takes effect; every worker dies before the answer.
    KILLED_AFTER,
    /// The call takes effect, its answer is lost, the worker lives.
    ANSWER_LOST,
    /// A trigger comes twice at once.
    TWICE,
    /// A trigger comes seven minutes late.
    LATE,
    /// A trigger comes after the next one.
    OUT_OF_ORDER,
    /// A trigger never comes.
    NEVER,
    /// The operating-system process of all workers is killed.
    SIGKILL
  }

  /// Something that happens several times in a run.
  ///
  /// @param service row of the table
  /// @param name call or trigger without what differs between two runs
  /// @param writes whether it changes something
  record Place(String service, String name, boolean writes) {}

  @Override
  public String toString() {
    return kind + " " + place.service() + " " + place.name() + " #" + nth;
  }
}

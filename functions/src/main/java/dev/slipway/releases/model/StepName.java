package dev.slipway.releases.model;

import java.util.Set;

/// The name of a step in records, logs and metrics. It has its own type, so that the name of a
/// group or an app cannot be mistaken for it. Immutable.
///
/// @param text persisted; never changes
public record StepName(String text) {

  /// Reads a recorded name.
  ///
  /// Up to commit c7fb208, the step that adds a build to a TestFlight group was recorded under the
  /// group's name. A text that names both a write and a group is read as the write, because Slipway
  /// looks for a write's outcome with more care.
  ///
  /// @param groups the names of the release's groups
  static StepName read(String text, Set<String> groups) {
    return WriteKind.of(text).isEmpty() && groups.contains(text)
        ? new StepName(WriteKind.ADD_TO_BETA_GROUP.text())
        : new StepName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

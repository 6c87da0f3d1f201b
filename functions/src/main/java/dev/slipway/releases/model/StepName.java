package dev.slipway.releases.model;

import java.util.Set;

/// The name of a step in records, logs and metrics. A type of its own, so that no other name (of a
/// group, of an app) can be taken for it. Immutable.
///
/// @param text persisted; never changes
public record StepName(String text) {

  /// Reads a recorded name.
  ///
  /// Up to commit c7fb208 the step that adds a build to a TestFlight group was recorded under the
  /// group's name. A text that is both a write's and a group's is the write's, whose outcome is
  /// looked for with more care.
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

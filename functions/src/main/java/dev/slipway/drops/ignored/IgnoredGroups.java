package dev.slipway.drops.ignored;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.problems.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects what Slipway ignores, so that files with the same cause become one finding for the
/// whole drop. Not thread-safe.
final class IgnoredGroups {
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /// @param place the first file, or the folder
  private record Group(String place, int files, String wrong, String remedy) {
    Group withOneMore() {
      return new Group(place, files + 1, wrong, remedy);
    }
  }

  /// Adds a file.
  ///
  /// @param cause the same for all files that one finding reports
  /// @param place the file, or the folder that is ignored with all of its files
  /// @param wrong why Slipway ignores it, one sentence that fits one file and many
  /// @param remedy what to do
  void add(String cause, String place, String wrong, String remedy) {
    groups.merge(cause, new Group(place, 1, wrong, remedy), (before, _) -> before.withOneMore());
  }

  List<Finding> toFindings() {
    var findings = new DropFindings();
    for (Group group : groups.values()) {
      findings.add(
          ReadingCheck.FILE_UNKNOWN.because(
              group.place,
              group.files == 1 ? null : group.files + " files",
              group.wrong,
              group.remedy));
    }
    return findings.toList();
  }
}

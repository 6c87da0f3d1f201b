package dev.slipway.releases.preflight.checks;

import dev.slipway.problems.Check;
import dev.slipway.problems.Shown;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects findings about files. Files with the same fault, as those of one pipeline have it,
/// become one finding that names them. Used for one preflight, by one thread.
public final class FileFindings {
  private record Fault(Check check, @Nullable String found, String more) {}

  private final Map<Fault, Set<String>> files = new LinkedHashMap<>();

  public void add(Check check, String path, @Nullable String found) {
    add(check, path, found, "");
  }

  /// Adds a file with a fault.
  ///
  /// @param more a further sentence about this case; empty for none
  public void add(Check check, String path, @Nullable String found, String more) {
    files.computeIfAbsent(new Fault(check, found, more), _ -> new LinkedHashSet<>()).add(path);
  }

  public void report(FindingList findings) {
    files.forEach((fault, paths) -> report(fault, List.copyOf(paths), findings));
  }

  private static void report(Fault fault, List<String> paths, FindingList findings) {
    if (paths.size() == 1) {
      findings.add(fault.check, paths.getFirst(), fault.found, fault.more);
      return;
    }
    String count = paths.size() + " files";
    String these = "The files are " + Shown.some(paths) + ".";
    findings.add(
        fault.check,
        paths.getFirst(),
        fault.found == null ? count : fault.found + ", " + count,
        fault.more.isEmpty() ? these : fault.more + " " + these);
  }
}

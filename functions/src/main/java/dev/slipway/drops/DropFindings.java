package dev.slipway.drops;

import dev.slipway.problems.Finding;
import dev.slipway.problems.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the findings while a drop is read. Their number for each check is limited, so that a
/// hostile folder cannot exhaust the memory. Not thread-safe.
public final class DropFindings {
  public static final int MAX_OF_A_CHECK = 200;
  private static final int MAX_FOUND_LENGTH = 120;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  public void add(ReadingCheck check, String file, String found) {
    add(check, file, found, "");
  }

  /// Adds one finding for files that have the same fault.
  public void addCommon(ReadingCheck check, List<String> files, @Nullable String found) {
    boolean one = files.size() == 1;
    add(
        check,
        files.getFirst(),
        found == null && !one ? files.size() + " files" : found,
        one ? "" : "The files are " + Shown.some(files) + ".");
  }

  /// Adds a finding.
  ///
  /// @param more a further sentence about this case; empty for none
  public void add(ReadingCheck check, String file, @Nullable String found, String more) {
    add(check.finding(file, found == null ? null : shown(found), more));
  }

  public void add(Finding finding) {
    if (counts.merge(finding.check(), 1, Integer::sum) <= MAX_OF_A_CHECK) {
      findings.add(finding);
    }
  }

  public List<Finding> toList() {
    return List.copyOf(findings);
  }

  /// Returns the text shortened, without control characters.
  static String shown(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_FOUND_LENGTH)
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_FOUND_LENGTH ? shown + "…" : "" + shown;
  }
}

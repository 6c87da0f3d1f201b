package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Preflight's findings as short lines, one for all of the same kind. Remembers what it told.
final class FindingLines {
  private final Set<String> told = new HashSet<>();

  /// Lines for the findings that were not told yet.
  List<String> newOnes(JsonNode findings, Screen screen) {
    Map<String, List<JsonNode>> byCheck = new LinkedHashMap<>();
    for (JsonNode finding : findings) {
      String check = finding.path("check").asText();
      if (told.add(check + " " + finding.path("file").asText())) {
        byCheck.computeIfAbsent(check, _ -> new ArrayList<>()).add(finding);
      }
    }
    return byCheck.values().stream().map(same -> line(same, screen)).toList();
  }

  private static String line(List<JsonNode> same, Screen screen) {
    JsonNode first = same.getFirst();
    boolean error = first.path("severity").asText().equals("ERROR");
    String file = first.path("file").asText();
    return "  %s %s%s: %s"
        .formatted(
            error
                ? screen.styled(Screen.Style.RED, "error  ")
                : screen.styled(Screen.Style.CYAN, "warning"),
            file.isEmpty() ? first.path("check").asText() : file,
            same.size() == 1 ? "" : " and %d more".formatted(same.size() - 1),
            first.path("remedy").asText());
  }
}

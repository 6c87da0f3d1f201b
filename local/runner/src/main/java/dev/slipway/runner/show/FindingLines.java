package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Prints preflight's findings, with one entry per check. Remembers what it printed.
final class FindingLines {
  private final Set<String> printed = new HashSet<>();

  /// Prints the findings that were not printed before.
  void printNew(JsonNode findings, Screen screen) {
    Map<String, List<JsonNode>> byCheck = new LinkedHashMap<>();
    for (JsonNode finding : findings) {
      String check = finding.path("check").asText();
      if (printed.add(check + " " + finding.path("file").asText())) {
        byCheck.computeIfAbsent(check, _ -> new ArrayList<>()).add(finding);
      }
    }
    byCheck.values().forEach(same -> print(same, screen));
  }

  private static void print(List<JsonNode> same, Screen screen) {
    JsonNode first = same.getFirst();
    boolean error = first.path("severity").asText().equals("ERROR");
    String file = first.path("file").asText();
    String found = first.path("found").asText();
    screen.labelled(
        error
            ? "  " + screen.styled(Screen.Style.RED, "error  ")
            : "  " + screen.styled(Screen.Style.YELLOW, "warning"),
        "%s%s: %s%s"
            .formatted(
                file.isEmpty() ? first.path("check").asText() : file,
                same.size() == 1 ? "" : " and %d more".formatted(same.size() - 1),
                first.path("remedy").asText(),
                found.isEmpty() ? "" : " Found: %s.".formatted(found)));
  }
}

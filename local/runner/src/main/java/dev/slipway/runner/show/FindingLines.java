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

  /// Prints every finding: what to do once for each check, then each place with what was found.
  void printEach(JsonNode findings, Screen screen) {
    Map<String, List<JsonNode>> byRemedy = new LinkedHashMap<>();
    for (JsonNode finding : findings) {
      byRemedy
          .computeIfAbsent(
              finding.path("check").asText() + " " + finding.path("remedy").asText(),
              _ -> new ArrayList<>())
          .add(finding);
    }
    for (List<JsonNode> same : byRemedy.values()) {
      screen.labelled(
          label(same.getFirst(), screen),
          "%s: %s"
              .formatted(
                  same.getFirst().path("check").asText(), same.getFirst().path("remedy").asText()));
      for (JsonNode finding : same) {
        String file = place(finding);
        String found = finding.path("found").asText();
        if (!file.isEmpty() || !found.isEmpty()) {
          screen.labelled(
              "         ",
              screen.styled(
                  Screen.Style.DIM,
                  file.isEmpty() || found.isEmpty() ? file + found : file + ": " + found));
        }
      }
    }
  }

  /// Returns the file of a finding; a path into release.json, such as `$.releaseType`, as the pages
  /// show it.
  private static String place(JsonNode finding) {
    String file = finding.path("file").asText();
    if (!file.startsWith("$")) {
      return file;
    }
    String field = file.replaceFirst("^\\$\\.?", "");
    return field.isEmpty() ? "release.json" : "release.json: " + field;
  }

  private static String label(JsonNode finding, Screen screen) {
    return finding.path("severity").asText().equals("ERROR")
        ? "  " + screen.styled(Screen.Style.RED, "error  ")
        : "  " + screen.styled(Screen.Style.YELLOW, "warning");
  }

  private static void print(List<JsonNode> same, Screen screen) {
    JsonNode first = same.getFirst();
    String file = place(first);
    String found = first.path("found").asText();
    screen.labelled(
        label(first, screen),
        "%s%s: %s%s"
            .formatted(
                file.isEmpty() ? first.path("check").asText() : file,
                same.size() == 1 ? "" : " and %d more".formatted(same.size() - 1),
                first.path("remedy").asText(),
                found.isEmpty() ? "" : " Found: %s.".formatted(found)));
  }
}

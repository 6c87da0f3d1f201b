package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints a plan, with one line for what several locales or displays have in common.
final class PlanLines {
  private static final int MOST_PLACES = 4;

  private PlanLines() {}

  /// Prints what the release would do, in the order of the plan, and the number of calls.
  static void print(JsonNode plan, Screen screen) {
    Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    for (JsonNode action : plan.path("actions")) {
      String kind = action.path("kind").asText();
      String what = action.path("what").asText();
      groups
          .computeIfAbsent("%-7s %-34s".formatted(word(kind), what), _ -> new ArrayList<>())
          .add(action);
    }
    groups.forEach((label, actions) -> screen.labelled("  " + label, places(actions)));
    screen.labelled(
        " ",
        screen.styled(
            Screen.Style.DIM,
            "%d write calls and %d read calls, %.1f MB to upload"
                .formatted(
                    plan.path("writeCalls").asInt(),
                    plan.path("readCalls").asInt(),
                    plan.path("uploadBytes").asLong() / 1e6)));
  }

  private static String places(List<JsonNode> actions) {
    List<String> places =
        actions.stream()
            .map(action -> action.path("where").asText())
            .filter(where -> !where.isEmpty())
            .distinct()
            .toList();
    String shown = String.join(", ", places.subList(0, Math.min(MOST_PLACES, places.size())));
    int more = places.size() - MOST_PLACES;
    String text = more > 0 ? shown + " and " + more + " more" : shown;
    if (actions.size() > places.size() && actions.size() > 1) {
      text = "%d times%s".formatted(actions.size(), text.isEmpty() ? "" : ": " + text);
    }
    if (actions.size() == 1 && !actions.getFirst().path("after").asText().isEmpty()) {
      text =
          (text.isEmpty() ? "" : text + ": ")
              + shortened(actions.getFirst().path("after").asText());
    }
    return text;
  }

  private static String word(String kind) {
    return switch (kind) {
      case "CREATE" -> "create";
      case "CHANGE" -> "change";
      case "UPLOAD" -> "upload";
      case "DELETE" -> "delete";
      case "SUBMIT" -> "submit";
      default -> kind;
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 60 ? line.substring(0, 59) + "…" : line;
  }
}

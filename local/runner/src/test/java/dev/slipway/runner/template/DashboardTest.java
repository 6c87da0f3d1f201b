package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.CloudFormationYaml;
import dev.slipway.runner.cloudformation.Tree;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The dashboard in template.yaml: JSON as CloudWatch takes it ("Dashboard body structure and
/// syntax"), with every metric of ours.
class DashboardTest {
  private static final int COLUMNS = 24;
  private static final Set<String> METRICS =
      Set.of(
          "ReleasesInState",
          "StepDuration",
          "BytesSent",
          "AppleCalls",
          "RateBudgetRemaining",
          "VerdictChanges",
          "SweepDone",
          "ReleasesNeedingAttention",
          "KeysBroken",
          "UnownedDrops");

  private JsonNode widgets;
  private List<String> functions;

  @BeforeEach
  void read() throws Exception {
    var resources =
        Tree.mapAt(
            CloudFormationYaml.parse(Files.readString(RepositoryFiles.file("template.yaml"))),
            "Resources",
            "template");
    var properties =
        Tree.mapAt(Tree.map(resources.get("Dashboard"), "Dashboard"), "Properties", "Dashboard");
    var body = Tree.mapAt(properties, "DashboardBody", "Dashboard");
    assertThat(body).containsOnlyKeys("Fn::Sub");
    var parts = Tree.list(body.get("Fn::Sub"), "Dashboard");
    String text = String.valueOf(parts.getFirst());
    for (var part : Tree.map(parts.getLast(), "Dashboard").entrySet()) {
      assertThat(text).contains("${" + part.getKey() + "}");
      text = text.replace("${" + part.getKey() + "}", "");
      if (part.getKey().startsWith("Token")) {
        assertThat(String.valueOf(part.getValue())).contains("HasUserPool", "${TokenFunction}");
      }
    }
    widgets = new ObjectMapper().readTree(text).path("widgets");
    functions =
        resources.entrySet().stream()
            .filter(
                resource ->
                    "AWS::Serverless::Function"
                        .equals(Tree.map(resource.getValue(), "resource").get("Type")))
            .map(Map.Entry::getKey)
            .toList();
  }

  @Test
  void showsEveryFunction() {
    for (String metric : List.of("Errors", "Throttles", "Duration")) {
      assertThat(widgets)
          .filteredOn(widget -> widget.toString().contains("\"" + metric + "\""))
          .singleElement()
          .satisfies(
              widget ->
                  assertThat(functions)
                      .hasSizeGreaterThan(4)
                      .allMatch(id -> widget.toString().contains("${" + id + "}")));
    }
  }

  @Test
  void showsEveryMetricOfOurs() {
    String text = widgets.toString();
    assertThat(METRICS).allSatisfy(metric -> assertThat(text).contains(metric));
  }

  @Test
  void givesEveryMetricANamespaceANameAndPairsOfDimensions() {
    for (JsonNode widget : widgets) {
      for (JsonNode metric : widget.path("properties").path("metrics")) {
        var texts = new ArrayList<String>();
        metric.forEach(
            part -> {
              if (part.isTextual()) {
                texts.add(part.asText());
              } else {
                assertThat(part.isObject()).isTrue();
              }
            });
        boolean isExpression = texts.isEmpty() && metric.path(0).hasNonNull("expression");
        assertThat(isExpression || (texts.size() >= 2 && texts.size() % 2 == 0))
            .as(metric.toString())
            .isTrue();
      }
    }
  }

  @Test
  void laysWidgetsBesideEachOther() {
    var taken = new boolean[200][COLUMNS];
    assertThat(widgets.size()).isGreaterThan(10);
    for (JsonNode widget : widgets) {
      for (int y = 0; y < widget.path("height").asInt(); y++) {
        for (int x = 0; x < widget.path("width").asInt(); x++) {
          int row = widget.path("y").asInt() + y;
          int column = widget.path("x").asInt() + x;
          assertThat(column).as(widget.toString()).isLessThan(COLUMNS);
          assertThat(taken[row][column]).as(widget.toString()).isFalse();
          taken[row][column] = true;
        }
      }
    }
  }
}

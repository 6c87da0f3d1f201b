package dev.slipway.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.eventbridge.PublishedEvent;
import dev.slipway.runner.cloudformation.CloudFormationYaml;
import dev.slipway.runner.cloudformation.Tree;
import dev.slipway.runner.template.EventPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The e-mails that template.yaml would send with `Monitoring=full` and an own issuer: from alarms,
/// evaluated over what was measured as CloudWatch does (Amazon CloudWatch User Guide, "Alarm
/// evaluation"), and from rules of the bus.
final class Mails {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONDITIONS = Set.of("Watches", "MeasuresMore");

  /// A value of a metric.
  record Point(Instant at, double value) {}

  private final Map<String, @Nullable Object> resources;

  Mails() throws IOException {
    resources =
        Tree.mapAt(
            CloudFormationYaml.parse(Files.readString(RepositoryFiles.file("template.yaml"))),
            "Resources",
            "template");
  }

  /// Returns whether the events of a function that failed for good go to the failure queue.
  boolean keepsFailures(String function) {
    var invocation = Tree.mapAt(properties(function), "EventInvokeConfig", function);
    return Tree.mapAt(invocation, "DestinationConfig", function).containsKey("OnFailure");
  }

  /// Returns the alarms that rang between two times and send an e-mail.
  ///
  /// @param measured by namespace, metric and, if there is one, function
  List<String> ofAlarms(Map<String, List<Point>> measured, Instant from, Instant to) {
    return ofType("AWS::CloudWatch::Alarm").stream()
        .filter(id -> CONDITIONS.contains(String.valueOf(resource(id).get("Condition"))))
        .filter(id -> properties(id).containsKey("AlarmActions"))
        .filter(id -> rang(id, measured, from, to))
        .toList();
  }

  /// Returns the rules that send an e-mail for one of the events, once for each.
  List<String> ofEvents(List<PublishedEvent> events) throws IOException {
    var mails = new ArrayList<String>();
    for (PublishedEvent event : events) {
      var json =
          JSON.createObjectNode()
              .put("source", event.source())
              .put("detail-type", event.detailType())
              .set("detail", JSON.readTree(event.detail()));
      for (String id : List.of("ReleaseEmailRule", "ConnectionEmailRule")) {
        var pattern = Tree.mapAt(properties(id), "EventPattern", id);
        if (EventPattern.of(pattern, id).matches(json)) {
          mails.add(id);
        }
      }
    }
    return mails;
  }

  private boolean rang(String id, Map<String, List<Point>> measured, Instant from, Instant to) {
    var about = properties(id);
    var period = Duration.ofSeconds(Tree.number(about.get("Period"), id));
    int wanted = Tree.number(about.get("DatapointsToAlarm"), id);
    int evaluated = Tree.number(about.get("EvaluationPeriods"), id);
    boolean missingBreaches = "breaching".equals(about.get("TreatMissingData"));
    var points = measured.getOrDefault(metric(id), List.of());
    var breaches = new ArrayList<Boolean>();
    long first = from.getEpochSecond() / period.toSeconds();
    for (long at = first; at <= to.getEpochSecond() / period.toSeconds(); at++) {
      long number = at;
      var values =
          points.stream()
              .filter(point -> point.at.getEpochSecond() / period.toSeconds() == number)
              .mapToDouble(Point::value)
              .toArray();
      breaches.add(values.length == 0 ? missingBreaches : breaches(about, values, id));
      long bad =
          breaches.subList(Math.max(0, breaches.size() - evaluated), breaches.size()).stream()
              .filter(Boolean::booleanValue)
              .count();
      if (bad >= wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean breaches(Map<String, @Nullable Object> about, double[] values, String id) {
    var all = java.util.Arrays.stream(values);
    double value =
        switch (String.valueOf(about.get("Statistic"))) {
          case "Sum" -> all.sum();
          case "Maximum" -> all.max().orElseThrow();
          case "Minimum" -> all.min().orElseThrow();
          default -> throw new AssertionError(id + " has another statistic");
        };
    double threshold = Double.parseDouble(String.valueOf(about.get("Threshold")));
    return switch (String.valueOf(about.get("ComparisonOperator"))) {
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "LessThanThreshold" -> value < threshold;
      default -> throw new AssertionError(id + " compares in another way");
    };
  }

  private String metric(String id) {
    var about = properties(id);
    String name = about.get("Namespace") + " " + about.get("MetricName");
    for (Object dimension : Tree.list(about.getOrDefault("Dimensions", List.of()), id)) {
      var pair = Tree.map(dimension, id);
      if ("FunctionName".equals(pair.get("Name"))) {
        name += " " + Tree.mapAt(pair, "Value", id).get("Ref");
      }
    }
    return name;
  }

  private List<String> ofType(String type) {
    return resources.keySet().stream().filter(id -> type.equals(resource(id).get("Type"))).toList();
  }

  private Map<String, @Nullable Object> resource(String id) {
    return Tree.map(resources.get(id), id);
  }

  private Map<String, @Nullable Object> properties(String id) {
    return Tree.mapAt(resource(id), "Properties", id);
  }
}

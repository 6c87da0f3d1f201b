package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.Intrinsics;
import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.cloudformation.TemplateFault;
import dev.slipway.runner.cloudformation.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Converts YAML to records. Rejects, by name, what the runner does not support: an event type, a
/// schedule expression, a greedy path.
final class TemplateReader {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private final Map<String, @Nullable Object> template;
  private final Surroundings surroundings;
  private final Intrinsics intrinsics;

  TemplateReader(Map<String, @Nullable Object> template, Surroundings surroundings) {
    this.template = template;
    this.surroundings = surroundings;
    this.intrinsics = new Intrinsics(template, surroundings);
  }

  Template read() {
    var functions = new ArrayList<FunctionResource>();
    var buckets = new ArrayList<BucketResource>();
    var api = httpApi();
    var globals =
        Tree.mapAt(Tree.mapAt(template, "Globals", "template"), "Function", "template.Globals");
    Tree.mapAt(template, "Resources", "template")
        .forEach(
            (id, value) -> {
              var resource = Tree.map(value, id);
              if (isWanted(resource, id)) {
                switch (Tree.text(resource.get("Type"), id + ".Type")) {
                  case "AWS::Serverless::Function" ->
                      functions.add(function(id, merged(globals, properties(resource, id)), api));
                  case "AWS::S3::Bucket" -> buckets.add(bucket(id, properties(resource, id)));
                  default -> {}
                }
              }
            });
    return new Template(api.authorizer(), functions, buckets);
  }

  /// Returns whether the condition of a resource holds. Other resources are ignored, including
  /// faults inside them.
  private boolean isWanted(Map<String, @Nullable Object> resource, String id) {
    Object condition = resource.get("Condition");
    return condition == null || intrinsics.holds(Tree.text(condition, id + ".Condition"), id);
  }

  private HttpApi httpApi() {
    var found = new ArrayList<HttpApi>();
    Tree.mapAt(template, "Resources", "template")
        .forEach(
            (id, value) -> {
              var resource = Tree.map(value, id);
              if ("AWS::Serverless::HttpApi".equals(resource.get("Type"))) {
                found.add(HttpApi.of(id, Tree.mapAt(properties(resource, id), "Auth", id)));
              }
            });
    if (found.size() != 1) {
      throw new TemplateFault("The template must contain one HTTP API, not " + found.size());
    }
    return found.getFirst();
  }

  private Map<String, @Nullable Object> properties(
      Map<String, @Nullable Object> resource, String id) {
    Object properties = resource.get("Properties");
    return properties == null ? Map.of() : Tree.map(intrinsics.evaluate(properties, id), id);
  }

  private Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> globals, Map<String, @Nullable Object> properties) {
    var merged =
        new LinkedHashMap<>(
            Tree.map(intrinsics.evaluate(globals, "Globals.Function"), "Globals.Function"));
    merged.putAll(properties);
    return merged;
  }

  private BucketResource bucket(String id, Map<String, @Nullable Object> properties) {
    String name = surroundings.bucketNames().get(id);
    if (name == null) {
      throw new TemplateFault("Bucket " + id + " has no local name");
    }
    var versioning = Tree.mapAt(properties, "VersioningConfiguration", id);
    var bridge =
        Tree.mapAt(
            Tree.mapAt(properties, "NotificationConfiguration", id),
            "EventBridgeConfiguration",
            id);
    return new BucketResource(
        id,
        name,
        "Enabled".equals(versioning.get("Status")),
        Boolean.TRUE.equals(bridge.get("EventBridgeEnabled")));
  }

  private static FunctionResource function(
      String id, Map<String, @Nullable Object> properties, HttpApi api) {
    var routes = new ArrayList<HttpRoute>();
    var rules = new ArrayList<EventRule>();
    var schedules = new ArrayList<RateSchedule>();
    Tree.mapAt(properties, "Events", id)
        .forEach(
            (name, value) -> {
              String place = id + ".Events." + name;
              var event = Tree.map(value, place);
              var details = Tree.mapAt(event, "Properties", place);
              switch (Tree.text(event.get("Type"), place + ".Type")) {
                case "HttpApi" -> routes.add(route(details, place, api));
                case "EventBridgeRule" ->
                    rules.add(
                        new EventRule(
                            name, EventPattern.of(Tree.mapAt(details, "Pattern", place), place)));
                case "ScheduleV2" -> schedules.add(schedule(name, details, place));
                default ->
                    throw new TemplateFault(
                        place + ": the runner supports HttpApi, EventBridgeRule and ScheduleV2");
              }
            });
    Object reserved = properties.get("ReservedConcurrentExecutions");
    var invocation = Tree.mapAt(properties, "EventInvokeConfig", id);
    return new FunctionResource(
        id,
        Tree.text(properties.get("Handler"), id + ".Handler"),
        Duration.ofSeconds(Tree.number(properties.getOrDefault("Timeout", 3), id + ".Timeout")),
        Tree.number(properties.getOrDefault("MemorySize", 128), id + ".MemorySize"),
        environment(id, properties),
        reserved == null
            ? null
            : Integer.valueOf(Tree.number(reserved, id + ".ReservedConcurrentExecutions")),
        Tree.number(invocation.getOrDefault("MaximumRetryAttempts", 2), id + ".EventInvokeConfig"),
        statements(id, properties),
        routes,
        rules,
        schedules);
  }

  private static Map<String, String> environment(
      String id, Map<String, @Nullable Object> properties) {
    var variables = Tree.mapAt(Tree.mapAt(properties, "Environment", id), "Variables", id);
    var environment = new LinkedHashMap<String, String>();
    variables.forEach(
        (name, value) -> environment.put(name, Tree.text(value, id + ".Environment." + name)));
    return environment;
  }

  private static List<PolicyStatement> statements(
      String id, Map<String, @Nullable Object> properties) {
    var statements = new ArrayList<PolicyStatement>();
    Object policies = properties.get("Policies");
    if (policies == null) {
      return statements;
    }
    String place = id + ".Policies";
    for (Object policy : Tree.list(policies, place)) {
      for (Object value : Tree.list(Tree.map(policy, place).get("Statement"), place)) {
        var statement = Tree.map(value, place);
        var actions = texts(statement.get("Action"), place + ".Action");
        if ("Deny".equals(statement.get("Effect"))
            && (statement.containsKey("Condition")
                || actions.stream().allMatch(action -> action.startsWith("logs:")))) {
          // About how a call is made, or about CloudWatch Logs, which no function of the runner
          // calls; PolicyTest reads these. The runner needs what is allowed.
          continue;
        }
        if (!"Allow".equals(statement.get("Effect"))) {
          throw new TemplateFault(
              place + ": the runner supports Deny only with a Condition, or for logs");
        }
        statements.add(
            new PolicyStatement(
                Tree.text(statement.get("Sid"), place + ".Sid"),
                actions,
                texts(statement.get("Resource"), place + ".Resource"),
                listPrefixes(statement, place)));
      }
    }
    return statements;
  }

  private static List<String> listPrefixes(Map<String, @Nullable Object> statement, String place) {
    if (!statement.containsKey("Condition")) {
      return List.of();
    }
    var condition = Tree.mapAt(statement, "Condition", place);
    var like = Tree.mapAt(condition, "StringLike", place);
    if (condition.size() != 1 || like.size() != 1 || !like.containsKey("s3:prefix")) {
      throw new TemplateFault(place + ": the runner supports only StringLike on s3:prefix");
    }
    return texts(like.get("s3:prefix"), place + ".s3:prefix");
  }

  private static HttpRoute route(Map<String, @Nullable Object> details, String place, HttpApi api) {
    String path = Tree.text(details.get("Path"), place + ".Path");
    if (!path.startsWith("/") || path.contains("+}")) {
      throw new TemplateFault(place + ".Path must start with / and have no greedy parameter");
    }
    if (!"2.0".equals(Tree.text(details.get("PayloadFormatVersion"), place))) {
      throw new TemplateFault(place + ".PayloadFormatVersion must be \"2.0\"");
    }
    Object named = Tree.mapAt(details, "Auth", place).get("Authorizer");
    return new HttpRoute(
        Tree.text(details.get("Method"), place + ".Method").toUpperCase(Locale.ROOT),
        path,
        named != null,
        named == null ? List.of() : api.scopes(named, place));
  }

  private static RateSchedule schedule(
      String name, Map<String, @Nullable Object> details, String place) {
    String expression = Tree.text(details.get("ScheduleExpression"), place);
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new TemplateFault(place + ": the runner supports only rate(…), not " + expression);
    }
    long count = Long.parseLong(rate.group(1));
    Duration every =
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    var retry = Tree.mapAt(details, "RetryPolicy", place);
    return new RateSchedule(
        name,
        every,
        Tree.text(details.get("Input"), place + ".Input"),
        Tree.number(retry.getOrDefault("MaximumRetryAttempts", 185), place + ".RetryPolicy"));
  }

  static List<String> texts(@Nullable Object value, String place) {
    return value instanceof List<?> list
        ? list.stream().map(entry -> Tree.text(entry, place)).toList()
        : List.of(Tree.text(value, place));
  }
}

package dev.slipway.runner.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.endpoints.AwsClients;
import dev.slipway.localaws.endpoints.Disposables;
import dev.slipway.localaws.endpoints.Endpoint;
import dev.slipway.localaws.events.ObjectEvent;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.template.RateSchedule;
import dev.slipway.runner.template.Template;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/// The functions of template.yaml on an endpoint's own S3, Secrets Manager and EventBridge, with
/// the App Store Connect simulator. The test plays what comes to them: requests, object events and
/// schedules, one at a time on a clock that moves only when told.
final class WholePath implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final AppStoreConnectSimulator apple;
  final AwsClients aws;
  final String secretPrefix;
  private final SimulatorClock clock = SimulatorClock.fixedAt(Instant.now());
  private final Disposables disposables;
  private final String dropBucket;
  private final String stateBucket;
  private final List<LocalFunction> functions = new ArrayList<>();
  private final List<Due> schedules = new ArrayList<>();
  private final BucketWatch watch;
  private int invocations;
  private int objectEvents;

  private record Due(LocalFunction function, RateSchedule schedule, Instant at) {}

  record Answer(int status, JsonNode body) {}

  WholePath(Endpoint endpoint) throws Exception {
    aws = AwsClients.at(endpoint);
    disposables = new Disposables(endpoint, aws);
    secretPrefix = disposables.prefix() + "/connections/";
    dropBucket = disposables.bucket(true);
    stateBucket = disposables.bucket(true);
    watch = new BucketWatch(aws.s3(), List.of(dropBucket, stateBucket), endpoint.region(), clock);
    apple =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .withPartSizeBytes(256 << 10)
                .withReviewScript(
                    ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20))));
    var ours =
        Map.of("SLIPWAY_SECRET_PREFIX", secretPrefix, "SLIPWAY_EVENT_BUS", disposables.bus());
    for (var resource : template(endpoint).functions()) {
      var environment = new HashMap<>(resource.environment());
      ours.forEach((name, value) -> environment.computeIfPresent(name, (_, _) -> value));
      if (endpoint.isAws()) {
        // The template's key of KMS is not there, and AWS takes no other.
        environment.remove("SLIPWAY_SECRET_KMS_KEY");
      }
      environment.putAll(endpoint.environment());
      environment.put("AWS_LAMBDA_FUNCTION_NAME", resource.logicalId());
      var function = new LocalFunction(resource, environment, clock);
      functions.add(function);
      for (RateSchedule schedule : resource.schedules()) {
        schedules.add(new Due(function, schedule, clock.instant().plus(schedule.every())));
      }
    }
  }

  private Template template(Endpoint endpoint) throws Exception {
    return Template.read(
        RepositoryFiles.file("template.yaml"),
        new Surroundings(
            Map.of(
                "Stage", "endpoint",
                "JwtIssuer", "https://issuer.example.com",
                "JwtAudience", "any",
                "TenantClaim", "sub",
                "AppleUrl", apple.baseUri().toString(),
                "PartHosts", apple.uploadUri().getHost()),
            Map.of("DropBucket", dropBucket, "StateBucket", stateBucket),
            endpoint.region(),
            "000000000000",
            disposables.prefix()));
  }

  int invocations() {
    return invocations;
  }

  int objectEvents() {
    return objectEvents;
  }

  Instant now() {
    return clock.instant();
  }

  /// A request whose token was accepted.
  ///
  /// @param route as the template has it
  /// @param id the value of the path's parameter; empty for none
  Answer call(String route, String id, Map<String, ?> body) throws Exception {
    var function =
        functions.stream()
            .filter(one -> one.resource().routes().stream().anyMatch(r -> r.key().equals(route)))
            .findFirst()
            .orElseThrow();
    var answer = JSON.readTree(invoke(function, JSON.writeValueAsBytes(request(route, id, body))));
    String text = answer.path("body").asText("");
    settle();
    return new Answer(
        answer.path("statusCode").asInt(),
        text.isEmpty() ? JSON.missingNode() : JSON.readTree(text));
  }

  private Map<String, Object> request(String route, String id, Map<String, ?> body)
      throws Exception {
    String method = route.substring(0, route.indexOf(' '));
    String template = route.substring(method.length() + 1);
    String path = template.replaceFirst("\\{[a-zA-Z]+}", id);
    var request = new LinkedHashMap<String, Object>();
    request.put("version", "2.0");
    request.put("routeKey", route);
    request.put("rawPath", path);
    request.put("rawQueryString", "");
    request.put("headers", Map.of("content-type", "application/json"));
    request.put(
        "requestContext",
        Map.of(
            "authorizer", Map.of("jwt", Map.of("claims", Map.of("sub", "endpoint-tenant"))),
            "http", Map.of("method", method, "path", path),
            "requestId", "request-" + invocations,
            "stage", "$default",
            "timeEpoch", clock.instant().toEpochMilli()));
    if (!path.equals(template)) {
      String name = template.substring(template.indexOf('{') + 1, template.indexOf('}'));
      request.put("pathParameters", Map.of(name, id));
    }
    if (!body.isEmpty()) {
      request.put("body", JSON.writeValueAsString(body));
    }
    request.put("isBase64Encoded", false);
    return request;
  }

  /// Puts an object into the drop bucket, and lets everything follow.
  void drop(String key, byte[] bytes) throws Exception {
    aws.s3().putObject(put -> put.bucket(dropBucket).key(key), RequestBody.fromBytes(bytes));
    settle();
  }

  /// Lets time pass; each schedule is run when it is due.
  void advance(Duration duration) throws Exception {
    Instant end = clock.instant().plus(duration);
    while (true) {
      Due next = schedules.stream().min((a, b) -> a.at().compareTo(b.at())).orElseThrow();
      if (next.at().isAfter(end)) {
        break;
      }
      clock.set(next.at());
      schedules.remove(next);
      schedules.add(
          new Due(next.function(), next.schedule(), next.at().plus(next.schedule().every())));
      invoke(next.function(), next.schedule().input().getBytes(StandardCharsets.UTF_8));
      settle();
    }
    clock.set(end);
  }

  /// The state bucket's newest objects under a prefix.
  List<JsonNode> state(String prefix) throws Exception {
    var found = new ArrayList<JsonNode>();
    for (var object :
        aws.s3()
            .listObjectsV2Paginator(list -> list.bucket(stateBucket).prefix(prefix))
            .contents()) {
      found.add(
          JSON.readTree(
              aws.s3()
                  .getObjectAsBytes(get -> get.bucket(stateBucket).key(object.key()))
                  .asByteArray()));
    }
    return found;
  }

  /// Object events to the functions whose rule matches, until there are no more.
  private void settle() throws Exception {
    for (var events = watch.look(); !events.isEmpty(); events = watch.look()) {
      for (ObjectEvent event : events) {
        deliver(event.toEventBridgeJson());
      }
    }
  }

  private void deliver(String event) throws Exception {
    JsonNode json = JSON.readTree(event);
    for (LocalFunction function : functions) {
      if (function.resource().rules().stream().anyMatch(rule -> rule.pattern().matches(json))) {
        objectEvents++;
        invoke(function, event.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private byte[] invoke(LocalFunction function, byte[] event) throws Exception {
    invocations++;
    return function.invoke(event);
  }

  @Override
  public void close() {
    try (var _ = aws;
        var _ = apple) {
      disposables.close();
    }
  }
}

package dev.slipway.runner.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function of the template.
///
/// @param logicalId for example `ApiFunction`
/// @param handler class name
/// @param timeout time after which Lambda ends an invocation
/// @param memoryMb memory size
/// @param environment its variables, evaluated
/// @param reservedConcurrency maximum of concurrent invocations; null for no limit
/// @param maximumRetryAttempts how often Lambda repeats a failed asynchronous invocation, 0 to 2
/// @param statements statements of its inline policies
/// @param routes its routes of the HTTP API
/// @param rules its rules of EventBridge
/// @param schedules its schedules of EventBridge Scheduler
public record FunctionResource(
    String logicalId,
    String handler,
    Duration timeout,
    int memoryMb,
    Map<String, String> environment,
    @Nullable Integer reservedConcurrency,
    int maximumRetryAttempts,
    List<PolicyStatement> statements,
    List<HttpRoute> routes,
    List<EventRule> rules,
    List<RateSchedule> schedules) {

  public FunctionResource {
    environment = Map.copyOf(environment);
    statements = List.copyOf(statements);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
    schedules = List.copyOf(schedules);
  }
}

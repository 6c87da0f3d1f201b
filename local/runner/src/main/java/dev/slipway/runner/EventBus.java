package dev.slipway.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.events.ObjectEvent;
import dev.slipway.runner.invocation.Agenda;
import dev.slipway.runner.invocation.AsynchronousInvocations;
import dev.slipway.runner.invocation.Interference;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.template.EventRule;
import dev.slipway.runner.template.RateSchedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Acts as EventBridge and its Scheduler: delivers object events to the functions whose rule
/// matches, and starts schedules when they are due. Safe for use by many threads.
final class EventBus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<LocalFunction> functions;
  private final AsynchronousInvocations invocations;
  private final Agenda agenda;
  private final InstantSource clock;
  private final Interference interference;

  EventBus(
      List<LocalFunction> functions,
      AsynchronousInvocations invocations,
      Agenda agenda,
      InstantSource clock,
      Interference interference) {
    this.functions = List.copyOf(functions);
    this.invocations = invocations;
    this.agenda = agenda;
    this.clock = clock;
    this.interference = interference;
  }

  void publish(ObjectEvent objectEvent) {
    String event = objectEvent.toEventBridgeJson();
    JsonNode json;
    try {
      json = JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("local AWS sent an event that is not JSON", e);
    }
    for (LocalFunction function : functions) {
      for (EventRule rule : function.resource().rules()) {
        if (rule.pattern().matches(json)) {
          start(function, event);
        }
      }
    }
  }

  /// Starts the schedules; each is first due one period from now.
  void startSchedules() {
    for (LocalFunction function : functions) {
      for (RateSchedule schedule : function.resource().schedules()) {
        putDown(function, schedule, clock.instant().plus(schedule.every()));
      }
    }
  }

  private void putDown(LocalFunction function, RateSchedule schedule, Instant due) {
    agenda.at(
        due,
        () -> {
          Instant next = due.plus(schedule.every());
          Instant now = clock.instant();
          if (next.isBefore(now)) {
            // The machine slept: missed runs are skipped.
            long missed = Duration.between(due, now).dividedBy(schedule.every());
            next = due.plus(schedule.every().multipliedBy(missed + 1));
          }
          putDown(function, schedule, next);
          start(function, schedule.input());
        });
  }

  private void start(LocalFunction function, String event) {
    interference.deliver(
        function.resource().logicalId(),
        event,
        () ->
            invocations.submit(
                function,
                event.getBytes(StandardCharsets.UTF_8),
                function.resource().maximumRetryAttempts()));
  }
}

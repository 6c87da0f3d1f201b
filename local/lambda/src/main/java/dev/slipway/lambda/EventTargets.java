package dev.slipway.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.template.EventRule;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.runner.template.RateSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Finds the function to which a trigger of template.yaml would pass an event. Immutable.
public record EventTargets(List<FunctionResource> functions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public EventTargets {
    functions = List.copyOf(functions);
  }

  /// Returns the logical id of the function that takes the event.
  ///
  /// @throws IllegalArgumentException unless exactly one does
  public String of(byte[] event) throws IOException {
    var json = JSON.readTree(event);
    var found = functions.stream().filter(function -> takes(function, json)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(found.size() + " functions take " + json);
    }
    return found.getFirst().logicalId();
  }

  private static boolean takes(FunctionResource function, JsonNode event) {
    if (event.has("routeKey")) {
      String key = event.path("routeKey").asText();
      return function.routes().stream().anyMatch(route -> route.key().equals(key));
    }
    if (event.has("Records")) {
      // S3's own notification: template.yaml uses EventBridge, but the reader accepts both.
      return function.rules().stream().anyMatch(rule -> rule.pattern().matches(bridged(event)));
    }
    return function.rules().stream().map(EventRule::pattern).anyMatch(p -> p.matches(event))
        || function.schedules().stream().anyMatch(schedule -> isInput(schedule, event));
  }

  private static boolean isInput(RateSchedule schedule, JsonNode event) {
    try {
      return JSON.readTree(schedule.input()).equals(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode bridged(JsonNode notification) {
    var s3 = notification.path("Records").path(0).path("s3");
    var event =
        JSON.createObjectNode().put("source", "aws.s3").put("detail-type", "Object Created");
    var detail = event.putObject("detail");
    detail.putObject("bucket").put("name", s3.path("bucket").path("name").asText());
    detail.putObject("object").put("key", s3.path("object").path("key").asText());
    return event;
  }
}

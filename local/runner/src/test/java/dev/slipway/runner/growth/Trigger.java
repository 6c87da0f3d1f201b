package dev.slipway.runner.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/// What an invocation is for.
///
/// @param function logical id in the template
/// @param event the schedule's name, the prefix of a wake object, or `drop`
record Trigger(String function, String event) implements Comparable<Trigger> {
  static final String REVIEW_STATUS = "ReviewStatusFunction";
  static final String SWEEP = "sweep";

  /// Schedules of a day.
  private static final Set<String> OF_DAY = Set.of("check-all", "ping", "ping-release-upload");

  static final String DROP = "drop";

  private static final ObjectMapper JSON = new ObjectMapper();

  static Trigger of(String function, String event) {
    JsonNode json;
    try {
      json = JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an event: " + event, e);
    }
    String key = json.path("detail").path("object").path("key").asText();
    if (key.isEmpty()) {
      return new Trigger(function, json.path("detail-type").asText());
    }
    return new Trigger(
        function, key.startsWith("wake/") ? key.substring(0, key.lastIndexOf('/')) : DROP);
  }

  boolean isSweep() {
    return function.equals(REVIEW_STATUS) && event.equals(SWEEP);
  }

  boolean isOfDay() {
    return OF_DAY.contains(event);
  }

  @Override
  public int compareTo(Trigger other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return function.replace("Function", "") + " " + event;
  }
}

package dev.slipway.announcements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change of a record's state. Immutable; holds nothing secret, since all of it is published.
///
/// @param number counts the changes of one record from 1; a reader sees by it what is missing
/// @param from the state before; null for the first
/// @param to the state from then on
/// @param problem slug of the problem type that goes with the new state; null when there is none
/// @param message one sentence for people, as in the record's history; cut at 500 characters
public record StateChange(
    long number,
    @Nullable String from,
    String to,
    Instant at,
    @Nullable String problem,
    String message) {
  private static final int LONGEST_MESSAGE = 500;

  public StateChange {
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
  }
}

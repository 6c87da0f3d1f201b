package dev.slipway.announcements;

import dev.slipway.actors.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change of a record's state. Immutable; contains nothing secret, because all of it is
/// published.
///
/// @param number counts the changes of one record from 1, so that a reader notices missing ones
/// @param from the state before; null for the first
/// @param to the new state
/// @param problem slug of the problem type of the new state; null without a problem
/// @param message one sentence for people, as in the record's history; cut at 500 characters
/// @param actor who changed it; null in changes of earlier versions
public record StateChange(
    long number,
    @Nullable String from,
    String to,
    Instant at,
    @Nullable String problem,
    String message,
    @Nullable Actor actor) {
  private static final int LONGEST_MESSAGE = 500;

  public StateChange {
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
  }
}

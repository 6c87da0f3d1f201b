package dev.slipway.announcements;

import dev.slipway.json.JsonFields;
import dev.slipway.state.KeyHash;
import dev.slipway.state.RecordId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One published event; docs/events.md and infrastructure/events.schema.json describe it.
///
/// @param number of the state change, which distinguishes it from others of the same batch
/// @param detailType which kind of record changed
/// @param at when it changed
/// @param detail the event's body
public record Announcement(
    long number, DetailType detailType, Instant at, Map<String, @Nullable Object> detail) {
  private static final String VERSION = "1";

  /// The kinds of events, by EventBridge's name.
  public enum DetailType {
    RELEASE("Release State Changed"),
    CONNECTION("Connection State Changed"),
    CONNECT_LINK("Connect Link State Changed");

    private final String text;

    DetailType(String text) {
      this.text = text;
    }

    /// Returns the event's `detail-type`.
    public String text() {
      return text;
    }
  }

  /// Returns the event of one change. Its ID is a hash of the record's ID and the change's number,
  /// so repeated publications have the same ID.
  ///
  /// @param subject the owner of the record and what it is about, in the order in which it is shown
  public static Announcement of(
      DetailType type, RecordId record, JsonFields subject, StateChange change) {
    var detail =
        JsonFields.with("version", VERSION)
            .put("id", KeyHash.of(record.value(), Long.toString(change.number())))
            .put("number", change.number());
    detail
        .putAll(subject.toMap())
        .putIfNotNull("from", change.from())
        .put("to", change.to())
        .put("at", change.at())
        .putIfNotNull("problem", change.problem())
        .put("message", change.message())
        .put("slackText", SlackText.of(type, record, subject, change))
        .putIfNotNull("actor", change.actor());
    return new Announcement(change.number(), type, change.at(), detail.toMap());
  }
}

package dev.slipway.announcements;

import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.json.JsonFields;
import dev.slipway.state.RecordId;
import java.time.Instant;
import java.util.function.Supplier;

/// Publishes the changes that records keep in their outboxes. Thread-safe.
public final class OutboxPublisher {
  private final Announcer announcer;

  public OutboxPublisher(Announcer announcer) {
    this.announcer = announcer;
  }

  /// Returns the outbox as its record is written next.
  ///
  /// @param due when to publish again what remains
  public Outbox forWriting(Outbox outbox, Instant now, Instant due) {
    return announcer.isListening() ? outbox.settled(now, due) : outbox.countedOnly();
  }

  /// Publishes what was not published yet, in order.
  ///
  /// @param id of the record
  /// @param subject what an announcement says of the record
  /// @return the outbox with what the bus took marked; the same outbox when it took nothing
  public Outbox publish(Outbox outbox, DetailType type, RecordId id, Supplier<JsonFields> subject) {
    var unpublished = outbox.unpublished();
    if (unpublished.isEmpty() || !announcer.isListening()) {
      return outbox;
    }
    var fields = subject.get();
    var taken =
        announcer.publish(
            unpublished.stream().map(change -> Announcement.of(type, id, fields, change)).toList());
    return taken.isEmpty() ? outbox : outbox.published(taken);
  }
}

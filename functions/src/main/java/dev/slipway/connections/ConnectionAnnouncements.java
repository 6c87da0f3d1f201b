package dev.slipway.connections;

import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.announcements.Announcer;
import dev.slipway.announcements.OutboxPublisher;
import dev.slipway.announcements.StateChange;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.json.JsonFields;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import java.time.Instant;

/// Publishes and counts changes of connections. Thread-safe.
final class ConnectionAnnouncements {
  private final OutboxPublisher publisher;
  private final Metrics metrics;

  ConnectionAnnouncements(Announcer announcer, Metrics metrics) {
    this.publisher = new OutboxPublisher(announcer);
    this.metrics = metrics;
  }

  /// Counts the changes of verdict that were written.
  ///
  /// @param known how many changes there were before
  void count(Connection written, long known) {
    String broken = ConnectionState.NOT_CONNECTED.name();
    for (StateChange change : written.outbox().pending()) {
      if (change.number() > known && isVerdict(change)) {
        metrics.add(Metric.VERDICT_CHANGES, change.to(), 1);
        if (change.to().equals(broken) && !broken.equals(change.from())) {
          metrics.add(Metric.KEYS_BROKEN, 1);
        }
      }
    }
  }

  private static boolean isVerdict(StateChange change) {
    return switch (ConnectionState.valueOf(change.to())) {
      case CONNECTED, CONNECTED_WITH_LIMITS, NOT_CONNECTED, UNKNOWN -> true;
      case CHECKING, DISCONNECTED -> false;
    };
  }

  /// Returns the record to write, with the time at which its outbox is due.
  ///
  /// @param due when unpublished changes are published again
  Connection kept(Connection connection, Instant now, Instant due) {
    return connection.withOutbox(publisher.forWriting(connection.outbox(), now, due));
  }

  /// Publishes unpublished changes, in order.
  ///
  /// @return the record, with published changes marked
  Connection publish(Connection connection) {
    return connection.withOutbox(
        publisher.publish(
            connection.outbox(),
            DetailType.CONNECTION,
            connection.id(),
            () -> subject(connection)));
  }

  private static JsonFields subject(Connection connection) {
    return JsonFields.with("tenant", connection.tenant())
        .put("connectionId", connection.id())
        .putIfNotNull("connectionLabel", connection.label());
  }
}

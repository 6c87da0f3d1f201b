package dev.slipway.releases.store;

import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.announcements.Announcer;
import dev.slipway.announcements.OutboxPublisher;
import dev.slipway.announcements.StateChange;
import dev.slipway.json.JsonFields;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import java.time.Instant;

/// Publishes and counts changes of releases. Thread-safe.
final class ReleaseAnnouncements {
  private final OutboxPublisher publisher;
  private final Metrics metrics;

  ReleaseAnnouncements(Announcer announcer, Metrics metrics) {
    this.publisher = new OutboxPublisher(announcer);
    this.metrics = metrics;
  }

  /// Counts the changes of state that were written.
  ///
  /// @param known the number of changes before
  void count(ReleaseRecord written, long known) {
    for (StateChange change : written.outbox().pending()) {
      if (change.number() > known) {
        metrics.add(Metric.RELEASES_IN_STATE, change.to(), 1);
        if (change.to().equals(ReleaseState.NEEDS_ATTENTION.name())) {
          metrics.add(Metric.RELEASES_NEEDING_ATTENTION, 1);
        }
      }
    }
  }

  /// Returns the record with the outbox in the form in which it is written.
  ///
  /// @param due when unpublished changes are published again, if the release is finished
  ReleaseRecord kept(ReleaseRecord release, Instant now, Instant due) {
    return release.withOutbox(publisher.forWriting(release.outbox(), now, due));
  }

  /// Publishes unpublished changes, in order.
  ///
  /// @return the record, with published changes marked
  ReleaseRecord publish(ReleaseRecord release) {
    return release.withOutbox(
        publisher.publish(
            release.outbox(), DetailType.RELEASE, release.id(), () -> subject(release)));
  }

  private static JsonFields subject(ReleaseRecord release) {
    var fields =
        JsonFields.with("tenant", release.tenant())
            .put("connectionId", release.connectionId())
            .put("releaseId", release.id());
    var identity = release.identity();
    var app = release.app();
    return fields
        .putIfNotNull("bundleId", identity.bundleId())
        .putIfNotNull("appName", app == null ? null : app.name())
        .putIfNotNull("versionString", identity.shortVersion())
        .putIfNotNull("buildNumber", identity.bundleVersion());
  }
}

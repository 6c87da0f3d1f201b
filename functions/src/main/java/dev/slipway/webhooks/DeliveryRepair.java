package dev.slipway.webhooks;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.ResourceId.WebhookId;
import dev.slipway.appstoreconnect.webhooks.WebhookDelivery;
import dev.slipway.appstoreconnect.webhooks.WebhookDeliveryState;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.Json;
import dev.slipway.json.JsonShapeException;
import dev.slipway.webhooks.RegistrationStore.Subject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recovers deliveries that never arrived, from Apple's history of them: one call for each app that
/// has a release under way. Thread-safe.
public final class DeliveryRepair {
  private static final Logger LOGGER = System.getLogger(DeliveryRepair.class.getName());

  /// Deliveries that were under way at the last look are checked once more.
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private final RegistrationStore registrations;
  private final ConcernedReleases releases;
  private final SeenDeliveries seen;
  private final InstantSource clock;

  public DeliveryRepair(
      RegistrationStore registrations,
      ConcernedReleases releases,
      SeenDeliveries seen,
      InstantSource clock) {
    this.registrations = registrations;
    this.releases = releases;
    this.seen = seen;
    this.clock = clock;
  }

  /// Returns the apps of a connection with a webhook, or an attempt at one, and a release under
  /// way.
  public List<Subject> underWay(ConnectionId connection) {
    return registrations.list(connection).stream()
        .filter(subject -> releases.any(connection, subject.appId()))
        .toList();
  }

  /// Looks for deliveries that were lost since the last time. After an error of Apple the next call
  /// does so. A webhook that no longer exists at Apple is forgotten, so that it is registered
  /// again.
  public void repair(Subject subject, AppStoreConnectClient apple) {
    var found = registrations.read(subject);
    var webhook = found.map(stands -> stands.value().webhookId()).orElse(null);
    if (found.isEmpty() || webhook == null) {
      return;
    }
    var registration = found.get().value();
    Instant now = clock.instant();
    var until = registration.repairedUntil();
    Instant since = (until == null ? registration.at() : until).minus(OVERLAP);
    try {
      var lost =
          apple.webhooks().deliveries(new WebhookId(webhook), WebhookDeliveryState.FAILED, since);
      lost.forEach(delivery -> makeUp(subject, delivery));
      registrations.replace(subject, found.get(), registration.repaired(now));
      LOGGER.log(
          Level.INFO,
          "Looked for lost notifications",
          Map.of("connectionId", subject.connection().value(), "lost", lost.size()));
    } catch (NotFound e) {
      registrations.delete(subject);
      registrations.wake(subject);
    } catch (AppStoreConnectException e) {
      LOGGER.log(Level.WARNING, "Lost notifications could not be looked for", e);
    }
  }

  private void makeUp(Subject subject, WebhookDelivery delivery) {
    Optional.ofNullable(delivery.payload())
        .flatMap(DeliveryRepair::notification)
        .filter(lost -> !seen.has(subject.connection(), lost))
        .ifPresent(
            lost -> {
              releases.wake(subject.connection(), subject.appId(), lost);
              seen.add(subject.connection(), lost);
            });
  }

  private static Optional<Notification> notification(String payload) {
    try {
      return Optional.of(Notification.read(Json.parse(payload)));
    } catch (JsonShapeException e) {
      return Optional.empty();
    }
  }
}

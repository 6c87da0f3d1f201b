package dev.slipway.functions.releaseupload;

import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.webhooks.RegistrationStore;
import dev.slipway.webhooks.RegistrationStore.Subject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Requests a webhook for an app with its first release; connection-check registers it. After one
/// attempt, with any outcome, it is not requested again. Thread-safe.
final class WantedWebhooks {
  /// The number of apps to remember, so that a busy app does not read its registration every time.
  private static final int REMEMBERED = 1000;

  private final ReleaseStore releases;
  private final RegistrationStore registrations;
  private final Set<Subject> known = ConcurrentHashMap.newKeySet();

  WantedWebhooks(ReleaseStore releases, RegistrationStore registrations) {
    this.releases = releases;
    this.registrations = registrations;
  }

  void askFor(ReleaseId id) {
    var found = releases.read(id).orElse(null);
    if (found == null) {
      return;
    }
    var release = found.value();
    var app = release.app();
    if (app == null || !release.state().isOpen()) {
      return;
    }
    var subject = new Subject(release.connectionId(), app.id().value());
    if (known.contains(subject)) {
      return;
    }
    if (!registrations.isKnown(subject)) {
      registrations.wake(subject);
      return;
    }
    if (known.size() < REMEMBERED) {
      known.add(subject);
    }
  }
}

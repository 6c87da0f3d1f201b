package dev.slipway.functions.releaseupload;

import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.webhooks.RegistrationStore;
import dev.slipway.webhooks.RegistrationStore.Subject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Asks for a webhook for an app with its first release; connection-check registers it. Once that
/// was tried, whatever came of it, nothing is asked again. Thread-safe.
final class WantedWebhooks {
  /// So that a busy app costs no read of its registration for each pass.
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

package dev.slipway.webhooks;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.webhooks.Webhook;
import dev.slipway.appstoreconnect.webhooks.WebhookEventType;
import dev.slipway.connections.Connection;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.webhooks.RegistrationStore.Subject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Registers one webhook for each app that has releases, once: the registration is claimed in the
/// state bucket before Apple is called, and existing webhooks are looked for before one is created.
/// So two workers at once, or one after a crash, leave exactly one. Thread-safe.
public final class WebhookRegistration {
  private static final Logger LOGGER = System.getLogger(WebhookRegistration.class.getName());
  private static final String NAME = "Slipway";
  private static final Set<WebhookEventType> EVENT_TYPES =
      Set.of(
          WebhookEventType.APP_STORE_VERSION_APP_VERSION_STATE_UPDATED,
          WebhookEventType.BUILD_UPLOAD_STATE_UPDATED,
          WebhookEventType.BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED);

  /// Longer than an invocation of the function that registers webhooks.
  private static final Duration CLAIM = Duration.ofMinutes(10);

  /// A refused registration is tried again with another key, or after this long.
  private static final Duration REFUSAL_HOLDS = Duration.ofDays(30);

  private final RegistrationStore registrations;
  private final WebhookSecrets.Keeping secrets;
  private final String baseUrl;
  private final InstantSource clock;

  /// @param baseUrl the public address of our API, without a slash at the end
  public WebhookRegistration(
      RegistrationStore registrations,
      WebhookSecrets.Keeping secrets,
      String baseUrl,
      InstantSource clock) {
    this.registrations = registrations;
    this.secrets = secrets;
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  /// Registers a webhook, unless it is registered, being registered, or known to be refused. Errors
  /// of Apple are logged: the next call tries again.
  public void register(Connection connection, Subject subject, AppStoreConnectClient apple) {
    var url = AppPath.under(baseUrl, subject);
    var claim = claim(connection, subject, url);
    if (claim.isEmpty()) {
      return;
    }
    var begun = claim.get().value();
    try {
      var secret = secrets.ensure(connection.id(), connection.tenant());
      var webhook = registered(apple, new AppId(subject.appId()), url, secret);
      registrations.replace(
          subject, claim.get(), begun.registered(clock.instant(), webhook.id().value()));
      LOGGER.log(Level.INFO, "Webhook registered", fields(subject));
    } catch (Forbidden | Conflict | Invalid | NotFound e) {
      var refused = begun.refused(clock.instant(), String.valueOf(e.getMessage()));
      registrations.replace(subject, claim.get(), refused);
      LOGGER.log(Level.WARNING, "Webhook refused", fields(subject));
    } catch (AppStoreConnectException e) {
      // The claim expires automatically.
      LOGGER.log(Level.WARNING, "Webhook not registered yet", e);
    }
  }

  private static Map<String, String> fields(Subject subject) {
    return Map.of("connectionId", subject.connection().value(), "appId", subject.appId());
  }

  private Optional<Versioned<Registration>> claim(Connection connection, Subject subject, URI url) {
    Instant now = clock.instant();
    var begun = Registration.begun(now, url.toString(), connection.fingerprint());
    var found = registrations.read(subject);
    if (found.isEmpty()) {
      return registrations.create(subject, begun);
    }
    var stands = found.get().value();
    boolean settled =
        switch (stands.state()) {
          case REGISTERING -> now.isBefore(stands.at().plus(CLAIM));
          case REGISTERED -> stands.url().equals(url.toString());
          case REFUSED ->
              stands.keyFingerprint().equals(connection.fingerprint())
                  && now.isBefore(stands.at().plus(REFUSAL_HOLDS));
        };
    return settled ? Optional.empty() : registrations.replace(subject, found.get(), begun);
  }

  /// Adopts an existing webhook with our address, or with one of our earlier addresses, and removes
  /// duplicates. The secret is set again, because the one at Apple cannot be read.
  private static Webhook registered(
      AppStoreConnectClient apple, AppId app, URI url, String secret) {
    List<Webhook> ours =
        apple.webhooks().list(app).stream()
            .filter(webhook -> webhook.url().endsWith(url.getPath()))
            .toList();
    if (ours.isEmpty()) {
      return apple.webhooks().create(app, NAME, url, secret, EVENT_TYPES);
    }
    for (Webhook doubled : ours.subList(1, ours.size())) {
      apple.webhooks().delete(doubled.id());
    }
    return apple.webhooks().update(ours.getFirst().id(), url, secret, EVENT_TYPES);
  }
}

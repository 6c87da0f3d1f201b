package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonFields;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Registrations in the state bucket, and the wake objects that request one. Thread-safe.
public final class RegistrationStore {
  private static final String APP = "app-";
  private static final int ID_LENGTH = 26;
  private static final int PAGE = 1000;
  private static final String SUFFIX = ".json";

  private final StateStore state;
  private final Documents<Registration> registrations;
  private final InstantSource clock;

  /// An app of a connection.
  ///
  /// @param appId Apple's ID
  public record Subject(ConnectionId connection, String appId) {}

  public RegistrationStore(StateStore state, InstantSource clock) {
    this.state = state;
    this.registrations = new Documents<>(state, Registration::toJson, Registration::fromJson);
    this.clock = clock;
  }

  /// Returns whether a registration was tried for this app.
  public boolean isKnown(Subject subject) {
    return state.read(key(subject)).isPresent();
  }

  /// Requests a webhook for this app: the object's creation starts the function that registers it.
  public void wake(Subject subject) {
    state.put(
        StateKeys.WAKE_CHECK_PREFIX + APP + subject.connection() + "-" + subject.appId(),
        JsonFields.with("at", clock.instant()).toMap());
  }

  /// Returns the app that a wake object names, by the last segment of its key; empty for wake
  /// objects of another kind.
  public static Optional<Subject> parse(String wakeId) {
    if (!wakeId.startsWith(APP) || wakeId.length() < APP.length() + ID_LENGTH + 2) {
      return Optional.empty();
    }
    String connection = wakeId.substring(APP.length(), APP.length() + ID_LENGTH);
    String app = wakeId.substring(APP.length() + ID_LENGTH + 1);
    return AppPath.read(connection, app);
  }

  Optional<Versioned<Registration>> read(Subject subject) {
    return registrations.read(key(subject));
  }

  /// Creates the registration; empty when another worker was faster.
  Optional<Versioned<Registration>> create(Subject subject, Registration registration) {
    return registrations.create(key(subject), registration);
  }

  /// Replaces the registration; empty when another worker changed it since it was read.
  Optional<Versioned<Registration>> replace(
      Subject subject, Versioned<Registration> before, Registration registration) {
    return registrations.replace(key(subject), registration, before.version());
  }

  /// Lists the apps of a connection for which a registration was tried, at most 1000.
  List<Subject> list(ConnectionId connection) {
    String prefix = StateKeys.webhooks(connection);
    return state.list(prefix, null, PAGE).keys().stream()
        .filter(key -> key.endsWith(SUFFIX))
        .map(key -> key.substring(prefix.length(), key.length() - SUFFIX.length()))
        .map(app -> new Subject(connection, app))
        .toList();
  }

  void delete(Subject subject) {
    state.delete(key(subject));
  }

  private static String key(Subject subject) {
    return StateKeys.webhook(subject.connection(), subject.appId());
  }
}

package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonFields;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateStore.WriteOutcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Registrations in the state bucket, and the wake objects that ask for one. Thread-safe.
public final class RegistrationStore {
  private static final String APP = "app-";
  private static final int ID_LENGTH = 26;
  private static final int PAGE = 1000;
  private static final String SUFFIX = ".json";

  private final StateStore state;
  private final InstantSource clock;

  /// A registration with the version to name when replacing it.
  record Versioned(Registration registration, String version) {}

  /// An app of a connection.
  ///
  /// @param appId Apple's id
  public record Subject(ConnectionId connection, String appId) {}

  public RegistrationStore(StateStore state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /// Whether anything was tried for this app.
  public boolean isKnown(Subject subject) {
    return state.read(key(subject)).isPresent();
  }

  /// Asks for a webhook for this app: the object's creation starts the function that registers it.
  public void wake(Subject subject) {
    state.put(
        StateKeys.WAKE_CHECK_PREFIX + APP + subject.connection() + "-" + subject.appId(),
        JsonFields.with("at", clock.instant()).toMap());
  }

  /// The app that a wake object asks for, by the last segment of its key; empty when it asks for
  /// something else.
  public static Optional<Subject> parse(String wakeId) {
    if (!wakeId.startsWith(APP) || wakeId.length() < APP.length() + ID_LENGTH + 2) {
      return Optional.empty();
    }
    String connection = wakeId.substring(APP.length(), APP.length() + ID_LENGTH);
    String app = wakeId.substring(APP.length() + ID_LENGTH + 1);
    return ConnectionId.parse(connection)
        .filter(id -> AppPath.isAppId(app))
        .map(id -> new Subject(id, app));
  }

  Optional<Versioned> read(Subject subject) {
    return state
        .read(key(subject))
        .map(stored -> new Versioned(Registration.fromJson(stored.document()), stored.version()));
  }

  /// Empty when somebody else was there first.
  Optional<Versioned> create(Subject subject, Registration registration) {
    return written(state.create(key(subject), registration.toJson()), registration);
  }

  /// Empty when somebody else changed it since it was read.
  Optional<Versioned> replace(Subject subject, Versioned before, Registration registration) {
    return written(
        state.replace(key(subject), registration.toJson(), before.version()), registration);
  }

  private static Optional<Versioned> written(WriteOutcome outcome, Registration registration) {
    return switch (outcome) {
      case WriteOutcome.Written(String version) ->
          Optional.of(new Versioned(registration, version));
      case WriteOutcome.Conflict() -> Optional.empty();
    };
  }

  /// The apps of a connection for which something was tried, at most 1000.
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

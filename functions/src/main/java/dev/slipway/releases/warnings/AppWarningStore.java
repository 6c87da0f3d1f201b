package dev.slipway.releases.warnings;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.state.Documents;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Warnings about apps in the state bucket. A record may be lost: the next release or look makes it
/// again. Thread-safe.
public final class AppWarningStore {
  private final Documents<AppWarnings> documents;

  public AppWarningStore(StateStore state) {
    this.documents = new Documents<>(state, AppWarnings::toJson, AppWarnings::fromJson);
  }

  /// Returns the warnings about an app.
  public AppWarnings read(ConnectionId connection, AppId app) {
    return documents
        .read(StateKeys.appWarnings(connection, app.value()))
        .map(Documents.Versioned::value)
        .orElse(AppWarnings.NONE);
  }

  /// Changes the warnings. Nothing is written when that changes nothing, and nothing is kept when
  /// 20 other writers were faster.
  ///
  /// @return the warnings after that
  public AppWarnings update(ConnectionId connection, AppId app, UnaryOperator<AppWarnings> change) {
    String key = StateKeys.appWarnings(connection, app.value());
    return Documents.<AppWarnings>retry(
            () -> {
              var before = documents.read(key).orElse(null);
              var known = before == null ? AppWarnings.NONE : before.value();
              var after = change.apply(known);
              return after.equals(known)
                  ? Optional.of(known)
                  : documents.write(key, after, before).map(Documents.Versioned::value);
            })
        .orElse(AppWarnings.NONE);
  }
}

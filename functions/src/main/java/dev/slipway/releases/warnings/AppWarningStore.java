package dev.slipway.releases.warnings;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.Documents;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Warnings about apps in the state bucket. A record may be lost: the next release or look makes it
/// again. Thread-safe.
public final class AppWarningStore {
  private static final Logger LOGGER = System.getLogger(AppWarningStore.class.getName());

  /// The answers about readiness beside these keys name a platform, too.
  private static final Pattern APP = Pattern.compile("readiness/([^/]+)/([^-]+)\\.json");

  private static final int PAGE = 1000;

  private final StateStore state;
  private final Documents<AppWarnings> documents;

  public AppWarningStore(StateStore state) {
    this.state = state;
    this.documents = new Documents<>(state, AppWarnings::toJson, AppWarnings::fromJson);
  }

  /// Returns the warnings about an app; none when this version cannot read the record, for example
  /// after a rollback.
  public AppWarnings read(ConnectionId connection, AppId app) {
    String key = StateKeys.appWarnings(connection, app.value());
    try {
      return documents.read(key).map(Documents.Versioned::value).orElse(AppWarnings.NONE);
    } catch (JsonShapeException e) {
      LOGGER.log(Level.WARNING, "Warnings about an app are unreadable: " + key, e);
      return AppWarnings.NONE;
    }
  }

  /// Returns the apps with warnings, or that were on sale once, of all connections between two IDs,
  /// both included: one call for each 1,000 keys.
  public Map<ConnectionId, List<AppId>> apps(ConnectionId first, ConnectionId last) {
    var apps = new HashMap<ConnectionId, List<AppId>>();
    String end = StateKeys.readiness(last) + "~";
    String after = StateKeys.readiness(first);
    while (after != null) {
      var page = state.list(StateKeys.READINESS_PREFIX, after, PAGE);
      for (String key : page.keys()) {
        var found = APP.matcher(key);
        if (key.compareTo(end) < 0 && found.matches()) {
          ConnectionId.parse(found.group(1))
              .ifPresent(
                  id ->
                      apps.computeIfAbsent(id, _ -> new ArrayList<>())
                          .add(new AppId(found.group(2))));
        }
      }
      String next = page.next();
      after = next == null || next.compareTo(end) >= 0 ? null : next;
    }
    return apps;
  }

  /// Returns those apps of a connection that are on sale and whose territories were not read since
  /// a time.
  public List<AppId> due(ConnectionId connection, List<AppId> apps, Instant since) {
    return apps.stream().filter(app -> isDue(read(connection, app), since)).toList();
  }

  private static boolean isDue(AppWarnings known, Instant since) {
    return known.onSaleAt() != null && !known.isReadSince(since);
  }

  /// Changes the warnings. Nothing is written when that changes nothing, and nothing is kept when
  /// 20 other writers were faster. A record that this version cannot read is replaced.
  ///
  /// @return the warnings after that
  public AppWarnings update(ConnectionId connection, AppId app, UnaryOperator<AppWarnings> change) {
    String key = StateKeys.appWarnings(connection, app.value());
    try {
      return updated(key, change);
    } catch (JsonShapeException e) {
      LOGGER.log(Level.WARNING, "Unreadable warnings about an app are replaced: " + key, e);
      var after = change.apply(AppWarnings.NONE);
      state.put(key, after.toJson());
      return after;
    }
  }

  private AppWarnings updated(String key, UnaryOperator<AppWarnings> change) {
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

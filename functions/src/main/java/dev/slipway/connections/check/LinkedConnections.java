package dev.slipway.connections.check;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.Disconnect;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.KeyName;
import dev.slipway.connections.Replacement.Obstacle;
import dev.slipway.connections.check.ConnectionCheck.Checked;
import dev.slipway.connections.links.ConnectLink;
import dev.slipway.connections.links.ConnectLinkStore;
import dev.slipway.connections.links.LinkId;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.connections.verdict.WantedApp;
import dev.slipway.connections.verdict.WantedApp.Visibility;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Decides about connections that a connect link made: the first good verdict binds the link to its
/// connection, and a connection that the link left behind is disconnected before Apple is asked.
/// Every check decides this again, so nothing depends on a single event. Thread-safe.
public final class LinkedConnections {
  private static final Logger LOGGER = System.getLogger(LinkedConnections.class.getName());
  private static final String OTHER_KEY =
      "Disconnected: the holder of the connect link handed in a key of another team instead.";
  private static final String WITHDRAWN =
      "Disconnected: the connect link was withdrawn before Apple accepted the key.";

  private final ConnectLinkStore links;
  private final ConnectionStore connections;
  private final Disconnect disconnect;
  private final Predicate<Connection> hasReleases;
  private final InstantSource clock;

  /// @param hasReleases asked only about connections that are to go
  public LinkedConnections(
      ConnectLinkStore links,
      ConnectionStore connections,
      Disconnect disconnect,
      Predicate<Connection> hasReleases,
      InstantSource clock) {
    this.links = links;
    this.connections = connections;
    this.disconnect = disconnect;
    this.hasReleases = hasReleases;
    this.clock = clock;
  }

  /// Returns the link by which the last key was handed in; empty when a user did, when the link has
  /// this connection, and when its record is gone.
  Optional<ConnectLink> linkOf(Connection connection) {
    String id = connection.linkId();
    return id == null
        ? Optional.empty()
        : LinkId.parse(id).flatMap(link -> links.read(connection.tenant(), link));
  }

  /// Ends what the link left behind: a connection that it made is disconnected, of another one it
  /// takes its replacement key back.
  ///
  /// @return the connection afterwards
  Connection keep(Connection connection, ConnectLink link, KeySecrets.Promotion promotion) {
    if (link.isFor(connection.id())) {
      return connection;
    }
    String reason = link.revokedAt() == null ? OTHER_KEY : WITHDRAWN;
    if (link.hasStarted(connection.id()) && !hasReleases.test(connection)) {
      boolean gone =
          disconnect.disconnectUnverified(
              connection.tenant(),
              connection.id(),
              stands -> link.id().value().equals(stands.linkId()),
              reason);
      if (gone) {
        LOGGER.log(
            Level.INFO,
            "Connection of a connect link removed",
            Map.of("connectionId", connection.id(), "linkId", link.id()));
      }
      return connections.read(connection.id()).orElse(connection);
    }
    return withoutReplacement(connection, link, promotion, reason);
  }

  private Connection withoutReplacement(
      Connection connection, ConnectLink link, KeySecrets.Promotion promotion, String reason) {
    var pending = connection.pendingKey();
    if (pending != null) {
      promotion.dropPending(
          connection.id(),
          new KeyName(pending.keyId(), connection.issuerId(), pending.fingerprint()));
    }
    return update(
        connection,
        link,
        stands ->
            (pending != null && pending.equals(stands.pendingKey())
                    ? stands.withoutPendingKey(Obstacle.of(reason), link.holder(), clock.instant())
                    : stands)
                .withLinkId(null));
  }

  /// Binds the link to the connection if the verdict is good: Apple accepts the key that the link
  /// handed in, the key lacks nothing that a release needs, and it sees the app that the link
  /// names.
  ///
  /// @return the connection afterwards
  Connection bind(Checked checked, ConnectLink link) {
    var connection = checked.connection();
    var verdict = connection.verdict();
    if (verdict == null || !isGood(verdict) || !seesApp(link, verdict, checked.wanted())) {
      return connection;
    }
    var after =
        links.update(link, stands -> stands.boundTo(connection, clock.instant())).orElse(link);
    var bound = after.bound();
    return bound != null && bound.connectionId().equals(connection.id())
        ? update(connection, link, stands -> stands.withLinkId(null))
        : connection;
  }

  private static boolean isGood(Verdict verdict) {
    boolean works =
        verdict.state() == ConnectionState.CONNECTED
            || verdict.state() == ConnectionState.CONNECTED_WITH_LIMITS;
    return works && verdict.allowsReleases();
  }

  private static boolean seesApp(ConnectLink link, Verdict verdict, @Nullable WantedApp wanted) {
    String bundleId = link.bundleId();
    return bundleId == null
        || verdict.apps().stream().anyMatch(app -> app.bundleId().equals(bundleId))
        || (wanted != null
            && wanted.bundleId().equals(bundleId)
            && wanted.visibility() == Visibility.VISIBLE);
  }

  private Connection update(
      Connection connection, ConnectLink link, UnaryOperator<Connection> change) {
    return connections
        .update(
            connection.id(),
            stands -> link.id().value().equals(stands.linkId()) ? change.apply(stands) : stands)
        .orElse(connection);
  }
}

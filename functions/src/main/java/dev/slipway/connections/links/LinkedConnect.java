package dev.slipway.connections.links;

import dev.slipway.connections.Connect;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.intake.TeamLabel;
import dev.slipway.connections.links.ConnectLink.HandIn;
import dev.slipway.connections.verdict.ConnectionState;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Accepts a key from the holder of a connect link.
///
/// The link's record names the key before it is stored, by compare-and-set. So of two browsers that
/// hand keys in at the same time, the later one counts; connection-check disconnects the connection
/// of the other, which a wake object requests. Thread-safe.
public final class LinkedConnect {
  private final ConnectLinkStore links;
  private final ConnectionStore connections;
  private final Connect connect;
  private final InstantSource clock;

  /// The result of handing a key in.
  public sealed interface Outcome {
    /// The key was accepted and is being checked.
    record Accepted(ConnectLink link, Connection connection) implements Outcome {}

    /// The link is not usable any more.
    record Gone() implements Outcome {}

    /// The link has its connection.
    record AlreadyConnected() implements Outcome {}

    /// All its tries are used up.
    record NoTriesLeft() implements Outcome {}

    /// The tenant knows this team, and the link does not name its connection.
    record KnownTeam() implements Outcome {}

    /// The link names a connection, and the key is of another team.
    record OtherTeam() implements Outcome {}
  }

  public LinkedConnect(
      ConnectLinkStore links, ConnectionStore connections, Connect connect, InstantSource clock) {
    this.links = links;
    this.connections = connections;
    this.connect = connect;
    this.clock = clock;
  }

  /// What the claim of a try found.
  ///
  /// @param refused null when the key may be stored
  /// @param earlier what was handed in before; null for the first key
  private record Claim(@Nullable Outcome refused, @Nullable HandIn earlier) {}

  /// Hands a key in.
  public Outcome handIn(ConnectLink opened, AppleKey key) {
    var id = key.connectionOf(opened.tenant());
    var claim = new AtomicReference<Claim>();
    var claimed =
        links.update(
            opened,
            link -> {
              var refused = refusal(link, id);
              claim.set(new Claim(refused, link.handIn()));
              return claimed(link, id, key, refused);
            });
    var made = claim.get();
    if (claimed.isEmpty() || made == null) {
      return new Outcome.Gone();
    }
    if (made.refused != null) {
      return made.refused;
    }
    var link = claimed.get();
    var connected = connect.connectIf(link::mayChange, link.tenant(), key, link.holder());
    var earlier = made.earlier;
    if (earlier != null && !earlier.connectionId().equals(id)) {
      connections.wake(earlier.connectionId());
    }
    return connected.isEmpty()
        ? new Outcome.KnownTeam()
        : new Outcome.Accepted(link, named(connected.get(), link));
  }

  /// Returns the connection; a team that this link connects gets the name that the link has for it.
  private Connection named(Connect.Outcome connected, ConnectLink link) {
    var connection = connected.connection();
    return switch (connected) {
      case Connect.Outcome.Created _ when connection.label() == null ->
          connections
              .update(
                  connection.id(),
                  found ->
                      found.label() == null
                          ? found.withName(
                              TeamLabel.beginningOf(link.label()).orElse(null),
                              link.holder(),
                              clock.instant())
                          : found)
              .orElse(connection);
      case Connect.Outcome.Created _,
          Connect.Outcome.Known _,
          Connect.Outcome.Replacing _,
          Connect.Outcome.Restored _ ->
          connection;
    };
  }

  private @Nullable Outcome refusal(ConnectLink link, ConnectionId id) {
    if (!link.isUsable(clock.instant())) {
      return new Outcome.Gone();
    }
    if (link.bound() != null) {
      return new Outcome.AlreadyConnected();
    }
    if (link.tries() >= ConnectLink.MOST_TRIES) {
      return new Outcome.NoTriesLeft();
    }
    if (link.connectionId() != null && !link.connectionId().equals(id)) {
      return new Outcome.OtherTeam();
    }
    return connections.read(id).filter(existing -> !link.mayChange(existing)).isPresent()
        ? new Outcome.KnownTeam()
        : null;
  }

  /// Returns the link after this try. A refused team counts too: otherwise a holder could find out
  /// all teams of the tenant.
  private ConnectLink claimed(
      ConnectLink link, ConnectionId id, AppleKey key, @Nullable Outcome refused) {
    return switch (refused) {
      case null ->
          link.handedIn(
              HandIn.of(id, key, clock.instant()),
              connections
                  .read(id)
                  .filter(existing -> existing.state() != ConnectionState.DISCONNECTED)
                  .isEmpty());
      case Outcome.KnownTeam _, Outcome.OtherTeam _ -> link.tried();
      case Outcome.Accepted _, Outcome.Gone _, Outcome.AlreadyConnected _, Outcome.NoTriesLeft _ ->
          link;
    };
  }
}

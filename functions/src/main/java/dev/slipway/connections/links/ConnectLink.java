package dev.slipway.connections.links;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.Outbox;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The record of a connect link: for which tenant its holder may connect a team, until when, and
/// what was handed in by it. Contains the hash of the token, never the token. Immutable.
///
/// @param tokenHash the SHA-256 of the token, hexadecimal
/// @param label for people
/// @param returnUrl where the holder's browser goes at the end
/// @param bundleId an app that the key must see; null for none
/// @param connectionId the one connection for which it may be used, although the tenant knows it;
///   null for a team that the tenant does not know
/// @param tries how often a key was handed in
/// @param started the connections that the link made or connected again, at most one for each try
/// @param handIn the last key handed in; null before the first
/// @param bound the connection that the link made; null before the first good verdict
/// @param outbox changes of state that are not known to be published
@RecordBuilder
public record ConnectLink(
    String tokenHash,
    String tenant,
    String label,
    String returnUrl,
    @Nullable String bundleId,
    @Nullable ConnectionId connectionId,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    int tries,
    List<ConnectionId> started,
    @Nullable HandIn handIn,
    @Nullable Bound bound,
    Outbox outbox)
    implements ConnectLinkBuilder.With {

  /// A link lives at most this long.
  public static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

  /// How often a key can be handed in by one link.
  public static final int MOST_TRIES = 20;

  /// How long the record of a link that ended can be read.
  static final Duration KEPT = Duration.ofDays(30);

  private static final RecordCodec<ConnectLink> CODEC =
      RecordCodec.builder(ConnectLink.class)
          .object(Outbox.class, Outbox::toJson, Outbox::fromJson)
          .build();

  /// What a link can be used for.
  public enum State {
    /// A key can be handed in.
    OPEN,
    /// It made its connection, and takes no other key.
    CONNECTED,
    /// Its tenant withdrew it.
    REVOKED,
    /// Its time ran out before it made a connection.
    EXPIRED
  }

  /// A key that was handed in by the link.
  public record HandIn(ConnectionId connectionId, String keyId, String fingerprint, Instant at) {
    static HandIn of(ConnectionId connection, AppleKey key, Instant at) {
      return new HandIn(connection, key.keyId(), key.fingerprint(), at);
    }
  }

  /// The connection that the link made, once and for all.
  public record Bound(ConnectionId connectionId, Instant at) {}

  public ConnectLink {
    started = List.copyOf(started);
  }

  /// Returns a new link.
  ///
  /// @param actor who makes it
  public static ConnectLink open(
      LinkToken token, String tenant, LinkTerms terms, Actor actor, Instant now) {
    return new ConnectLink(
        token.hash(),
        tenant,
        terms.label(),
        terms.returnUrl(),
        terms.bundleId(),
        terms.connectionId(),
        now,
        now.plus(terms.validFor()),
        null,
        0,
        List.of(),
        null,
        null,
        Outbox.EMPTY.changed(null, State.OPEN.name(), now, null, "Connect link made.", actor));
  }

  public LinkId id() {
    return new LinkId(tokenHash.substring(0, LinkId.LENGTH));
  }

  /// Returns the link's holder, as histories name it.
  public Actor holder() {
    return Actor.ofLink(id().value());
  }

  public State state(Instant now) {
    if (bound != null) {
      return State.CONNECTED;
    }
    if (revokedAt != null) {
      return State.REVOKED;
    }
    return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
  }

  /// Returns whether its token opens anything: not after its time, and not once it was withdrawn.
  public boolean isUsable(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  /// Returns whether its record is no longer kept.
  public boolean isRemovable(Instant now) {
    return !expiresAt.plus(KEPT).isAfter(now);
  }

  /// Returns whether the holder may change this existing connection of the tenant: the one that the
  /// link names, one that nobody but the holder handed a key in for, or a failed attempt of the
  /// tenant's own people, who then ask for a key by a link.
  public boolean mayChange(Connection existing) {
    return connectionId == null
        ? id().value().equals(existing.linkId()) || isFailedAttempt(existing)
        : connectionId.equals(existing.id());
  }

  private static boolean isFailedAttempt(Connection existing) {
    return existing.linkId() == null
        && existing.state() == ConnectionState.NOT_CONNECTED
        && existing.isUnverified();
  }

  /// Returns whether this connection is what the link is for now: that of the last key handed in,
  /// or the one that it made.
  public boolean isFor(ConnectionId connection) {
    if (bound != null) {
      return bound.connectionId.equals(connection);
    }
    return revokedAt == null && handIn != null && handIn.connectionId.equals(connection);
  }

  /// Returns whether the link made this connection, or connected it again.
  public boolean hasStarted(ConnectionId connection) {
    return started.contains(connection);
  }

  /// Returns the link with one more try, which hands in nothing.
  ConnectLink tried() {
    return withTries(tries + 1);
  }

  /// Returns the link with this key as the last one handed in.
  ///
  /// @param starts whether the tenant has no such connection now
  ConnectLink handedIn(HandIn now, boolean starts) {
    var all = new ArrayList<>(started);
    if (starts && !hasStarted(now.connectionId)) {
      all.add(now.connectionId);
    }
    return tried().withHandIn(now).withStarted(all);
  }

  /// Returns the link with its connection. Changes nothing when it is withdrawn, has a connection,
  /// or another key was handed in since.
  public ConnectLink boundTo(Connection connection, Instant now) {
    var last = handIn;
    if (bound != null
        || revokedAt != null
        || last == null
        || !last.connectionId.equals(connection.id())
        || !last.keyId.equals(connection.keyId())
        || !last.fingerprint.equals(connection.fingerprint())) {
      return this;
    }
    return with()
        .bound(new Bound(connection.id(), now))
        .outbox(
            changed(
                State.CONNECTED,
                now,
                "The holder of the connect link connected a team with key " + last.keyId + ".",
                holder()))
        .build();
  }

  /// Returns the link withdrawn. One that has its connection keeps it; its token opens nothing
  /// more.
  ConnectLink revoked(Actor actor, Instant now) {
    if (revokedAt != null) {
      return this;
    }
    return bound != null
        ? withRevokedAt(now)
        : with()
            .revokedAt(now)
            .outbox(changed(State.REVOKED, now, "Connect link withdrawn.", actor))
            .build();
  }

  private Outbox changed(State to, Instant now, String message, Actor actor) {
    return outbox.changed(State.OPEN.name(), to.name(), now, null, message, actor);
  }

  /// Returns the return address with the link's id. Its own query is kept.
  public String returnAddress() {
    int hash = returnUrl.indexOf('#');
    String before = hash < 0 ? returnUrl : returnUrl.substring(0, hash);
    String fragment = hash < 0 ? "" : returnUrl.substring(hash);
    String separator = before.indexOf('?') < 0 ? "?" : before.endsWith("?") ? "" : "&";
    return before + separator + "connectLink=" + id() + fragment;
  }

  /// Returns the document of the state bucket.
  public Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// Reads what [#toJson()] wrote.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the object has another form
  public static ConnectLink fromJson(JsonObject json) {
    return CODEC.read(json);
  }

  /// Returns what its tenant sees.
  public Map<String, @Nullable Object> toApi(Instant now) {
    return JsonFields.with("id", id())
        .put("label", label)
        .put("state", state(now))
        .put("returnUrl", returnUrl)
        .putIfNotNull("bundleId", bundleId)
        .putIfNotNull("namedConnectionId", connectionId)
        .put("createdAt", createdAt)
        .put("expiresAt", expiresAt)
        .putIfNotNull("revokedAt", revokedAt)
        .put("tries", tries)
        .putIfNotNull("handedInConnectionId", handIn == null ? null : handIn.connectionId)
        .putIfNotNull("handedInAt", handIn == null ? null : handIn.at)
        .putIfNotNull(
            "connectionId", Optional.ofNullable(bound).map(Bound::connectionId).orElse(null))
        .putIfNotNull("connectedAt", bound == null ? null : bound.at)
        .toMap();
  }
}

package dev.slipway.connections.check;

import dev.slipway.actors.Actor;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.KeyName;
import dev.slipway.connections.PendingKey;
import dev.slipway.connections.Replacement.Obstacle;
import dev.slipway.connections.links.ConnectLink;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.CheckProblems;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyRejection;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.connections.verdict.WantedApp;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks a connection's key, and its pending key if there is one. The pending key replaces the
/// current key only when its verdict is not worse. Starts the waiting releases when the connection
/// works again. Thread-safe.
public final class ConnectionCheck {
  private static final Logger LOGGER = System.getLogger(ConnectionCheck.class.getName());

  /// How long connecting may take from the first write to the last.
  private static final Duration CONNECTING = Duration.ofMinutes(2);

  private final ConnectionStore connections;
  private final CheckRecords records;
  private final AppleKeys keys;
  private final KeySecrets.Promotion promotion;
  private final KeyCheck check;
  private final WaitingReleases releases;
  private final LinkedConnections links;
  private final InstantSource clock;

  /// A check and its result.
  ///
  /// @param connection the connection after the check
  /// @param wanted the app that was asked for; null without one, or when Apple was not asked
  public record Checked(Connection connection, @Nullable WantedApp wanted) {
    /// Returns the form of API answers, in which the verdict includes the wanted app.
    public Map<String, @Nullable Object> toApi() {
      var fields = new LinkedHashMap<String, @Nullable Object>(connection.toApi());
      var verdict = connection.verdict();
      if (wanted != null && verdict != null) {
        fields.put("verdict", verdict.forApp(wanted, connection.kind()).toJson());
        fields.put("wantedApp", wanted.toJson());
      }
      return fields;
    }
  }

  public ConnectionCheck(
      ConnectionStore connections,
      AppleKeys keys,
      KeySecrets.Promotion promotion,
      KeyCheck check,
      WaitingReleases releases,
      LinkedConnections links,
      InstantSource clock) {
    this.connections = connections;
    this.records = new CheckRecords(connections, clock);
    this.keys = keys;
    this.promotion = promotion;
    this.check = check;
    this.releases = releases;
    this.links = links;
    this.clock = clock;
  }

  /// What a check is for.
  ///
  /// @param wantedBundleId an app to look for; null for none
  /// @param purpose whether a user may be waiting for the verdict
  /// @param actor who asked for it
  private record Ask(@Nullable String wantedBundleId, Purpose purpose, Actor actor) {
    Ask orWanted(@Nullable String bundleId) {
      return wantedBundleId == null ? new Ask(bundleId, purpose, actor) : this;
    }
  }

  /// Checks the connection automatically, and records the verdict. Does nothing for a disconnected
  /// connection, and for one whose key is still being stored.
  ///
  /// @param purpose whether a user may be waiting for the verdict
  /// @return the connection after the check; empty when it does not exist
  public Optional<Checked> check(ConnectionId id, Purpose purpose) {
    return check(id, new Ask(null, purpose, Actor.SCHEDULE));
  }

  /// Does the same for a caller who waits, and looks for an app.
  ///
  /// @param wantedBundleId null for none
  /// @param actor the caller
  public Optional<Checked> check(ConnectionId id, @Nullable String wantedBundleId, Actor actor) {
    return check(id, new Ask(wantedBundleId, Purpose.INTERACTIVE, actor));
  }

  private Optional<Checked> check(ConnectionId id, Ask ask) {
    var read = connections.read(id);
    if (read.isEmpty() || read.get().state() == ConnectionState.DISCONNECTED) {
      return read.map(connection -> new Checked(connection, null));
    }
    var link = links.linkOf(read.get());
    var before = link.isPresent() ? links.keep(read.get(), link.get(), promotion) : read.get();
    if (before.state() == ConnectionState.DISCONNECTED) {
      return Optional.of(new Checked(before, null));
    }
    var asked = ask.orWanted(link.map(ConnectLink::bundleId).orElse(null));
    var checked = checkCurrent(before, asked);
    var pending = checked.connection.pendingKey();
    if (pending != null && checked.connection.state() != ConnectionState.DISCONNECTED) {
      checked = checkPending(checked, pending, asked);
    }
    if (link.isPresent()) {
      checked = new Checked(links.bind(checked, link.get()), checked.wanted);
    }
    var after = checked.connection;
    if (after.state() != before.state()) {
      LOGGER.log(
          Level.INFO,
          "Connection changed",
          Map.of("connectionId", id, "before", before.state(), "after", after.state()));
    }
    LOGGER.log(
        Level.INFO,
        "Connection checked",
        Map.of("connectionId", id, "state", after.state(), "calls", calls(after)));
    if (worksAgain(before, after)) {
      releases.goOn(after.tenant(), id);
    }
    return Optional.of(checked);
  }

  private static boolean worksAgain(Connection before, Connection after) {
    boolean was = before.state() == ConnectionState.CONNECTED && before.allowsReleases();
    return before.verdict() != null
        && after.allowsReleases()
        && after.state() != ConnectionState.UNKNOWN
        && (!was || !after.keyId().equals(before.keyId()));
  }

  private Checked checkCurrent(Connection connection, Ask ask) {
    var tokens = keys.current(connection);
    if (tokens.isEmpty()) {
      return withoutCurrentKey(connection, ask);
    }
    var key = connection.key();
    var found =
        check.check(
            tokens.get(),
            new KeyEvidence(
                connection.kind(),
                key.fileNameAgrees(),
                key.fileOfOtherService(),
                !connection.wasNeverAccepted(),
                key.workedAt(),
                connection.rejection().orElse(null)),
            ask.wantedBundleId,
            connection.fingerprint(),
            ask.purpose);
    if (found.verdict().state() == ConnectionState.NOT_CONNECTED) {
      keys.forget(connection.id());
    }
    return new Checked(records.record(connection, found.verdict(), ask.actor), found.wanted());
  }

  /// Handles a current key that the secret store does not contain: it is still being stored, or a
  /// promotion stopped before it changed the record, or two first keys of the team were connected
  /// at the same time, or the key is gone.
  private Checked withoutCurrentKey(Connection connection, Ask ask) {
    var pending = connection.pendingKey();
    if (pending != null) {
      var tokens = keys.current(connection.promoted(pending, ask.actor, clock.instant()));
      if (tokens.isPresent()) {
        promotion.promotePending(connection.id(), name(connection, pending));
        return checkCurrent(records.follow(connection, pending, ask.actor), ask);
      }
    }
    boolean beingStored =
        !connection.keyStored() && connection.updatedAt().plus(CONNECTING).isAfter(clock.instant());
    if (beingStored) {
      return new Checked(connection, null);
    }
    var stored = keys.stored(connection.id());
    if (stored.isPresent()) {
      var other = stored.get();
      var adopted =
          records.update(
              connection,
              stands ->
                  stands.key().equals(connection.key())
                      ? stands.withStoredKey(
                          other.keyId(), other.fingerprint(), ask.actor, clock.instant())
                      : stands);
      return keys.current(adopted).isPresent()
          ? checkCurrent(adopted, ask)
          : new Checked(adopted, null);
    }
    var verdict =
        Verdict.of(
            ConnectionState.NOT_CONNECTED,
            CheckProblems.keyMissing(),
            Capabilities.UNKNOWN,
            clock.instant());
    return new Checked(
        records.update(
            connection,
            stands ->
                stands.keyId().equals(connection.keyId())
                        && stands.updatedAt().equals(connection.updatedAt())
                    ? stands.withoutKey(verdict, ask.actor, clock.instant())
                    : stands),
        null);
  }

  private Checked checkPending(Checked checked, PendingKey pending, Ask ask) {
    var connection = checked.connection;
    var tokens = keys.pending(connection);
    if (tokens.isEmpty() && isStored(connection.id(), pending)) {
      // Another check has just made it the current key, and its record follows, or it died before.
      // Without it in the record, nothing could use the connection until the next check.
      keys.forget(connection.id());
      return checkCurrent(records.follow(connection, pending, ask.actor), ask);
    }
    if (tokens.isEmpty()) {
      String reason =
          keys.storedPending(connection.id())
              .map(
                  other ->
                      "key "
                          + other.keyId()
                          + " was handed in at the same moment, and neither replaces anything."
                          + " Connect the one that you want again.")
              .orElse("it is not in the key store; connect it again.");
      return new Checked(
          records.update(
              connection,
              stands ->
                  pending.equals(stands.pendingKey())
                      ? stands.withoutPendingKey(Obstacle.of(reason), ask.actor, clock.instant())
                      : stands),
          checked.wanted);
    }
    var rejection = new KeyRejection(pending.since());
    var found =
        check.check(
            tokens.get(),
            new KeyEvidence(
                connection.kind(),
                pending.fileNameAgrees(),
                pending.fileOfOtherService(),
                connection.isVerified(),
                null,
                rejection),
            ask.wantedBundleId,
            pending.fingerprint(),
            ask.purpose);
    var verdict = found.verdict();
    boolean mayPass = rejection.mayPass(clock.instant());
    return switch (verdict.replacing(connection.verdict(), mayPass)) {
      case PROMOTE -> {
        promotion.promotePending(connection.id(), name(connection, pending));
        var promoted = records.follow(connection, pending, ask.actor);
        keys.forget(connection.id());
        boolean followed =
            promoted.keyId().equals(pending.keyId())
                && promoted.fingerprint().equals(pending.fingerprint());
        // Otherwise another replacement arrived meanwhile, which has its own check.
        yield followed
            ? new Checked(records.record(promoted, verdict, ask.actor), found.wanted())
            : new Checked(promoted, checked.wanted);
      }
      case WAIT ->
          new Checked(records.waiting(connection, pending, verdict, ask.actor), checked.wanted);
      case REFUSE -> {
        promotion.dropPending(connection.id(), name(connection, pending));
        keys.forget(connection.id());
        var problem = CheckProblems.replacementRefused(verdict.problem());
        String reason = problem == null ? "its verdict is worse." : problem.type().title() + ".";
        yield new Checked(
            records.update(
                connection,
                stands ->
                    pending.equals(stands.pendingKey())
                        ? stands.withoutPendingKey(
                            new Obstacle(reason, problem, verdict.likelyCauses()),
                            ask.actor,
                            clock.instant())
                        : stands),
            checked.wanted);
      }
    };
  }

  private boolean isStored(ConnectionId id, PendingKey pending) {
    return keys.stored(id).filter(pending::is).isPresent();
  }

  private static KeyName name(Connection connection, PendingKey pending) {
    return new KeyName(pending.keyId(), connection.issuerId(), pending.fingerprint());
  }

  private static int calls(Connection connection) {
    return connection.verdict() == null ? 0 : connection.verdict().calls();
  }
}

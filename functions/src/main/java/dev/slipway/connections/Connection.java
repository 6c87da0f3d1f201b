package dev.slipway.connections;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.Outbox;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.Replacement.Obstacle;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.KeyRejection;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.json.JsonObject;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The record of an Apple team that a tenant connected: the names of its key, its state and its
/// last verdict. Never contains a key. Immutable.
///
/// @param issuerId null for an individual key
/// @param pendingKey a replacement key that waits for its check
/// @param lastReplacement the result of the last replacement; null when there was none
/// @param verdict of the last check; null before the first
/// @param linkId the connect link by which the last key was handed in, until the link is bound to
///   this connection; null when a user handed it in, and in records of earlier versions
/// @param history oldest first, at most 100 entries
/// @param outbox changes of state or verdict that are not known to be published
/// @param disconnectedAt null unless DISCONNECTED
/// @param label the name that a person gave the team; null without one, and in records of earlier
///   versions
/// @param approvalSetting whether a person must approve submissions; null in records of earlier
///   versions: nobody has to
@RecordBuilder
public record Connection(
    ConnectionId id,
    String tenant,
    KeyKind kind,
    @Nullable String issuerId,
    CurrentKey key,
    @Nullable PendingKey pendingKey,
    @Nullable Replacement lastReplacement,
    ConnectionState state,
    @Nullable Verdict verdict,
    @Nullable String linkId,
    List<HistoryEntry> history,
    Outbox outbox,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant disconnectedAt,
    @Nullable Approval approvalSetting,
    @Nullable String label)
    implements ConnectionBuilder.With {

  private static final int HISTORY_LIMIT = 100;

  /// How long the secret can be restored.
  private static final Duration REMOVABLE_AFTER = Duration.ofDays(30);

  public Connection {
    history =
        List.copyOf(history.subList(Math.max(0, history.size() - HISTORY_LIMIT), history.size()));
  }

  /// Returns the record of a team that was just connected.
  static Connection checking(
      ConnectionId id, String tenant, AppleKey key, Actor actor, Instant now) {
    var first =
        HistoryEntry.of(
            now, ConnectionState.CHECKING, "Connected with key " + key.keyId() + ".", actor);
    return new Connection(
        id,
        tenant,
        key.kind(),
        key.issuerId(),
        CurrentKey.offered(key),
        null,
        null,
        ConnectionState.CHECKING,
        null,
        actor.linkId().orElse(null),
        List.of(first),
        announced(Outbox.EMPTY, null, first),
        now,
        now,
        null,
        null,
        null);
  }

  public String keyId() {
    return key.keyId();
  }

  /// Returns whether a person must approve submissions.
  public Approval approval() {
    return Approval.of(approvalSetting);
  }

  /// Returns the connection with another setting; the history names who changed it.
  public Connection withApproval(Approval wanted, Actor actor, Instant now) {
    return wanted == approval()
        ? this
        : with()
            .approvalSetting(wanted)
            .history(
                logged(
                    now,
                    wanted.asks()
                        ? "A person must approve each submission to App Review from now on."
                        : "Submissions to App Review need no approval from now on.",
                    actor))
            .updatedAt(now)
            .build();
  }

  /// Returns the connection with another name; the history says who gave it.
  ///
  /// @param wanted as [dev.slipway.connections.intake.TeamLabel] reads it; null for no name
  public Connection withName(@Nullable String wanted, Actor actor, Instant now) {
    return Objects.equals(wanted, label)
        ? this
        : with()
            .label(wanted)
            .history(
                logged(
                    now,
                    wanted == null ? "The name was removed." : "Named “" + wanted + "”.",
                    actor))
            .updatedAt(now)
            .build();
  }

  /// Returns the fingerprint of the current key's public half.
  public String fingerprint() {
    return key.fingerprint();
  }

  /// Returns whether the secret store contains the key; see [CurrentKey#stored()].
  public boolean keyStored() {
    return key.stored();
  }

  /// Returns whether releases may start: Apple accepts the key, and the key is not known to lack
  /// anything that a release needs.
  public boolean allowsReleases() {
    return state.mayCallApple() && (verdict == null || verdict.allowsReleases());
  }

  /// Returns whether Apple has accepted no key of this connection, as far as is known. A missing
  /// role or agreement says that the key itself is right.
  public boolean isUnverified() {
    return state != ConnectionState.DISCONNECTED && !isVerified();
  }

  /// Returns whether Apple has accepted a key of this connection, as far as is known; also of one
  /// that is disconnected.
  public boolean isVerified() {
    boolean accepted =
        state == ConnectionState.NOT_CONNECTED && verdict != null && !verdict.isRefusal();
    return accepted || !wasNeverAccepted();
  }

  /// Returns whether no check of this connection ended well.
  public boolean wasNeverAccepted() {
    return key.workedAt() == null
        && history.stream()
            .noneMatch(
                entry ->
                    switch (entry.state()) {
                      case CONNECTED, CONNECTED_WITH_LIMITS -> true;
                      case CHECKING, NOT_CONNECTED, UNKNOWN, DISCONNECTED -> false;
                    });
  }

  /// Returns since when Apple has rejected the key; empty when it does not, as far as is known.
  public Optional<KeyRejection> rejection() {
    return HistoryEntry.rejectedSince(history).map(KeyRejection::new);
  }

  /// Returns whether it was disconnected so long ago that its secret can no longer be restored.
  public boolean isRemovable(Instant now) {
    return state == ConnectionState.DISCONNECTED
        && disconnectedAt != null
        && !disconnectedAt.plus(REMOVABLE_AFTER).isAfter(now);
  }

  boolean hasCurrent(AppleKey offered) {
    return key.is(offered);
  }

  boolean hasPending(AppleKey offered) {
    return pendingKey != null && pendingKey.is(offered);
  }

  /// Returns the connection restarted with this key, after a disconnect or when the previous key
  /// never reached the secret store.
  Connection restartedWith(AppleKey offered, Actor actor, Instant now) {
    var again =
        HistoryEntry.of(
            now,
            ConnectionState.CHECKING,
            "Connected again with key " + offered.keyId() + ".",
            actor);
    return with()
        .kind(offered.kind())
        .issuerId(offered.issuerId())
        .key(CurrentKey.offered(offered))
        .pendingKey(null)
        .lastReplacement(null)
        .state(ConnectionState.CHECKING)
        .verdict(null)
        .linkId(actor.linkId().orElse(null))
        .history(logged(again))
        .outbox(announced(outbox, state, again))
        .updatedAt(now)
        .disconnectedAt(null)
        .build();
  }

  /// Returns the connection whose key this actor handed in again.
  Connection handedInAgain(Actor actor) {
    return withLinkId(actor.linkId().orElse(null));
  }

  Connection withKeyStored(Instant now) {
    return with().key(key.stored(true)).updatedAt(now).build();
  }

  /// Returns the connection with a replacement key that waits for its check. If another one waits,
  /// that one ends, and the history says so.
  Connection withPendingKey(AppleKey offered, Actor actor, Instant now) {
    var before =
        withoutPendingKey(
            Obstacle.of(
                "key " + offered.keyId() + " was handed in before it could replace anything."),
            actor,
            now);
    return before
        .with()
        .pendingKey(PendingKey.offered(offered, now))
        .linkId(actor.linkId().orElse(null))
        .history(
            before.logged(
                now,
                "Received replacement key " + offered.keyId() + "; it is being checked.",
                actor))
        .updatedAt(now)
        .build();
  }

  /// Returns the connection without its pending key, which does not replace the current key.
  public Connection withoutPendingKey(Obstacle obstacle, Actor actor, Instant now) {
    if (pendingKey == null) {
      return this;
    }
    var refused = Replacement.refused(pendingKey.keyId(), keyId(), obstacle, now);
    return with()
        .pendingKey(null)
        .lastReplacement(refused)
        .history(logged(now, refused.message(), actor))
        .updatedAt(now)
        .build();
  }

  /// Returns the connection with the note that nothing is decided about its pending key yet. The
  /// history gets a line only when the reason is new.
  public Connection withPendingKeyWaiting(Obstacle obstacle, Actor actor, Instant now) {
    if (pendingKey == null) {
      return this;
    }
    var waiting = Replacement.waiting(pendingKey.keyId(), keyId(), obstacle, now);
    boolean known = lastReplacement != null && lastReplacement.isSameWait(waiting);
    return with()
        .lastReplacement(waiting)
        .history(known ? history : logged(now, waiting.message(), actor))
        .updatedAt(now)
        .build();
  }

  /// Returns the connection with its pending key as the current one.
  public Connection promoted(PendingKey promoted, Actor actor, Instant now) {
    var replacement = Replacement.promoted(promoted.keyId(), keyId(), now);
    return with()
        .key(promoted.promoted())
        .pendingKey(null)
        .lastReplacement(replacement)
        .history(logged(now, replacement.message(), actor))
        .updatedAt(now)
        .build();
  }

  /// Returns the connection with the key that the secret store contains. Two keys of the team were
  /// connected at the same time, and the record names the one that was stored first.
  public Connection withStoredKey(String keyId, String fingerprint, Actor actor, Instant now) {
    return with()
        .key(new CurrentKey(keyId, fingerprint, true, false, false, null))
        .history(
            logged(
                now,
                "Two keys were connected at the same time; Slipway kept key "
                    + keyId
                    + ". To use the other one, connect it again.",
                actor))
        .updatedAt(now)
        .build();
  }

  /// Returns the connection with the verdict of a check. The history gets a line only when the
  /// state, the cause or the role changed.
  public Connection checked(Verdict found, Actor actor, Instant now) {
    var kept = found.state() == ConnectionState.UNKNOWN ? found.keeping(verdict) : found;
    boolean changed =
        state != kept.state()
            || !Objects.equals(cause(verdict), cause(kept))
            || (verdict != null
                && (kept.likelyRole().isLowerThan(verdict.likelyRole())
                    || verdict.likelyRole().isLowerThan(kept.likelyRole())));
    var entry = HistoryEntry.ofCheck(now, verdict, kept, key, actor);
    return with()
        .key(key.checked(found))
        .state(kept.state())
        .verdict(kept)
        .history(changed ? logged(entry) : history)
        .outbox(changed ? announced(outbox, state, entry) : outbox)
        .updatedAt(now)
        .build();
  }

  /// Returns the connection after a check that did not find its key in the secret store.
  public Connection withoutKey(Verdict found, Actor actor, Instant now) {
    var entry = HistoryEntry.ofCheck(now, verdict, found, key, actor);
    return with()
        .key(key.stored(false))
        .state(found.state())
        .verdict(found)
        .history(logged(entry))
        .outbox(announced(outbox, state, entry))
        .updatedAt(now)
        .build();
  }

  /// @param reason for people
  Connection disconnected(String reason, Actor actor, Instant now) {
    var entry = HistoryEntry.of(now, ConnectionState.DISCONNECTED, reason, actor);
    return with()
        .pendingKey(null)
        .lastReplacement(null)
        .state(ConnectionState.DISCONNECTED)
        .history(logged(entry))
        .outbox(announced(outbox, state, entry))
        .updatedAt(now)
        .disconnectedAt(now)
        .build();
  }

  /// Returns the document of the state bucket.
  public Map<String, @Nullable Object> toJson() {
    return ConnectionDocument.of(this);
  }

  /// Returns the form in API answers, which has no tenant.
  public Map<String, @Nullable Object> toApi() {
    return ConnectionDocument.forApi(this);
  }

  /// Reads the form that [#toJson()] writes.
  public static Connection fromJson(JsonObject json) {
    return ConnectionDocument.read(json);
  }

  private List<HistoryEntry> logged(Instant now, String message, Actor actor) {
    return logged(HistoryEntry.of(now, state, message, actor));
  }

  private List<HistoryEntry> logged(HistoryEntry entry) {
    var entries = new ArrayList<>(history);
    entries.add(entry);
    return entries;
  }

  private static Outbox announced(
      Outbox outbox, @Nullable ConnectionState from, HistoryEntry entry) {
    return outbox.changed(
        from == null ? null : from.name(),
        entry.state().name(),
        entry.at(),
        entry.cause(),
        entry.message(),
        entry.actor());
  }

  private static @Nullable String cause(@Nullable Verdict verdict) {
    return verdict == null || verdict.problem() == null ? null : verdict.problem().type().slug();
  }
}

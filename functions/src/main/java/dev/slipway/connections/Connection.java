package dev.slipway.connections;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One Apple team connected by one tenant, as it is kept: its key's names, its state, its last
/// verdict. Never holds a key. Immutable.
///
/// @param issuerId null for an individual key
/// @param fingerprint of the current key's public half
/// @param keyStored whether the current key has reached the secret store; false only between the
///   first write of the record and the last step of connecting
/// @param pendingKey a replacement that waits for its check
/// @param verdict of the last check; null before the first
/// @param history oldest first, at most 100 entries
/// @param disconnectedAt null unless DISCONNECTED
public record Connection(
    ConnectionId id,
    String tenant,
    KeyKind kind,
    @Nullable String issuerId,
    String keyId,
    String fingerprint,
    boolean keyStored,
    @Nullable PendingKey pendingKey,
    ConnectionState state,
    @Nullable Verdict verdict,
    List<HistoryEntry> history,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant disconnectedAt) {

  private static final int HISTORY_LIMIT = 100;

  /// A replacement key that waits for its check.
  public record PendingKey(String keyId, String fingerprint, Instant since) {
    boolean is(OfferedKey key) {
      return keyId.equals(key.keyId()) && fingerprint.equals(key.fingerprint());
    }

    Map<String, @Nullable Object> toJson() {
      return JsonFields.with("keyId", keyId)
          .put("fingerprint", fingerprint)
          .put("since", since)
          .toMap();
    }

    static PendingKey fromJson(JsonObject json) {
      return new PendingKey(
          json.string("keyId"), json.string("fingerprint"), json.instant("since"));
    }
  }

  /// One line of what happened to a connection, for people.
  public record HistoryEntry(Instant at, ConnectionState state, String message) {
    Map<String, @Nullable Object> toJson() {
      return JsonFields.with("at", at).put("state", state).put("message", message).toMap();
    }

    static HistoryEntry fromJson(JsonObject json) {
      return new HistoryEntry(
          json.instant("at"),
          json.constant("state", ConnectionState.class),
          json.string("message"));
    }
  }

  public Connection {
    history =
        List.copyOf(history.subList(Math.max(0, history.size() - HISTORY_LIMIT), history.size()));
  }

  /// A team that was just connected.
  static Connection checking(ConnectionId id, String tenant, OfferedKey key, Instant now) {
    return new Connection(
        id,
        tenant,
        key.kind(),
        key.issuerId(),
        key.keyId(),
        key.fingerprint(),
        false,
        null,
        ConnectionState.CHECKING,
        null,
        List.of(
            new HistoryEntry(
                now, ConnectionState.CHECKING, "Connected with key " + key.keyId() + ".")),
        now,
        now,
        null);
  }

  boolean hasCurrent(OfferedKey key) {
    return keyId.equals(key.keyId()) && fingerprint.equals(key.fingerprint());
  }

  boolean hasPending(OfferedKey key) {
    return pendingKey != null && pendingKey.is(key);
  }

  /// Begins anew with this key: after a disconnect, or when the key before never got into the
  /// store.
  Connection restartedWith(OfferedKey key, Instant now) {
    return new Connection(
        id,
        tenant,
        key.kind(),
        key.issuerId(),
        key.keyId(),
        key.fingerprint(),
        false,
        null,
        ConnectionState.CHECKING,
        null,
        logged(now, ConnectionState.CHECKING, "Connected again with key " + key.keyId() + "."),
        createdAt,
        now,
        null);
  }

  Connection withKeyStored(Instant now) {
    return with(true, pendingKey, state, verdict, history, now);
  }

  Connection withPendingKey(OfferedKey key, Instant now) {
    return with(
        keyStored,
        new PendingKey(key.keyId(), key.fingerprint(), now),
        state,
        verdict,
        logged(now, state, "Received replacement key " + key.keyId() + "; it is being checked."),
        now);
  }

  Connection withoutPendingKey(String reason, Instant now) {
    return pendingKey == null
        ? this
        : with(
            keyStored,
            null,
            state,
            verdict,
            logged(now, state, "Replacement key " + pendingKey.keyId + " dropped: " + reason),
            now);
  }

  /// The pending key is the current one from now on.
  Connection promoted(PendingKey key, Instant now) {
    return new Connection(
        id,
        tenant,
        kind,
        issuerId,
        key.keyId,
        key.fingerprint,
        true,
        null,
        state,
        verdict,
        logged(now, state, "Key " + key.keyId + " took the place of key " + keyId + "."),
        createdAt,
        now,
        null);
  }

  /// With the verdict of a check; a line of history only when state or cause changed.
  Connection checked(Verdict found, Instant now) {
    var kept = found.state() == ConnectionState.UNKNOWN ? found.keeping(verdict) : found;
    boolean changed = state != kept.state() || !Objects.equals(cause(verdict), cause(kept));
    return with(
        true,
        pendingKey,
        kept.state(),
        kept,
        changed ? logged(now, kept.state(), "Checked: " + summary(kept)) : history,
        now);
  }

  /// The store holds no key of this name (any more).
  Connection withoutKey(Verdict found, Instant now) {
    return with(
        false,
        pendingKey,
        found.state(),
        found,
        logged(now, found.state(), "Checked: " + summary(found)),
        now);
  }

  Connection disconnected(Instant now) {
    return new Connection(
        id,
        tenant,
        kind,
        issuerId,
        keyId,
        fingerprint,
        keyStored,
        null,
        ConnectionState.DISCONNECTED,
        verdict,
        logged(now, ConnectionState.DISCONNECTED, "Disconnected."),
        createdAt,
        now,
        now);
  }

  /// The form in the state bucket.
  public Map<String, @Nullable Object> toJson() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("tenant", tenant);
    fields.put("keyStored", keyStored);
    fields.putAll(toApi());
    return fields;
  }

  /// The form in API answers: without the tenant.
  public Map<String, @Nullable Object> toApi() {
    var fields =
        JsonFields.with("id", id)
            .put("kind", kind)
            .putIfPresent("issuerId", Optional.ofNullable(issuerId))
            .put("keyId", keyId)
            .put("fingerprint", fingerprint);
    if (pendingKey != null) {
      fields.put("pendingKey", pendingKey.toJson());
    }
    fields.put("state", state);
    if (verdict != null) {
      fields.put("verdict", verdict.toJson());
    }
    return fields
        .put("history", history.stream().map(HistoryEntry::toJson).toList())
        .put("createdAt", createdAt)
        .put("updatedAt", updatedAt)
        .putIfPresent("disconnectedAt", Optional.ofNullable(disconnectedAt))
        .toMap();
  }

  /// Reads what [#toJson()] wrote.
  public static Connection fromJson(JsonObject json) {
    return new Connection(
        new ConnectionId(json.string("id")),
        json.string("tenant"),
        json.constant("kind", KeyKind.class),
        json.optionalString("issuerId").orElse(null),
        json.string("keyId"),
        json.string("fingerprint"),
        json.bool("keyStored"),
        json.optionalObject("pendingKey").map(PendingKey::fromJson).orElse(null),
        json.constant("state", ConnectionState.class),
        json.optionalObject("verdict").map(Verdict::fromJson).orElse(null),
        json.objects("history").stream().map(HistoryEntry::fromJson).toList(),
        json.instant("createdAt"),
        json.instant("updatedAt"),
        json.optionalInstant("disconnectedAt").orElse(null));
  }

  private Connection with(
      boolean keyStored,
      @Nullable PendingKey pendingKey,
      ConnectionState state,
      @Nullable Verdict verdict,
      List<HistoryEntry> history,
      Instant now) {
    return new Connection(
        id,
        tenant,
        kind,
        issuerId,
        keyId,
        fingerprint,
        keyStored,
        pendingKey,
        state,
        verdict,
        history,
        createdAt,
        now,
        disconnectedAt);
  }

  private List<HistoryEntry> logged(Instant now, ConnectionState state, String message) {
    var entries = new ArrayList<>(history);
    entries.add(new HistoryEntry(now, state, message));
    return entries;
  }

  private static @Nullable String cause(@Nullable Verdict verdict) {
    return verdict == null || verdict.problem() == null ? null : verdict.problem().type().slug();
  }

  private static String summary(Verdict verdict) {
    return verdict.problem() == null
        ? "the key can do what a release needs."
        : verdict.problem().type().title() + ".";
  }
}

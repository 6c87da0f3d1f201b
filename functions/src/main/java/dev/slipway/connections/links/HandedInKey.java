package dev.slipway.connections.links;

import dev.slipway.connections.Connection;
import dev.slipway.connections.Replacement;
import dev.slipway.connections.links.ConnectLink.HandIn;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.connections.verdict.WantedApp;
import dev.slipway.connections.verdict.WantedApp.Visibility;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the holder of a connect link sees of the key that was handed in by it last. Of another key
/// of the connection it shows nothing, nor a verdict from before. Immutable.
///
/// @param state CHECKING until a check ended since
/// @param verdict of this key; null without one
/// @param problem why a replacement key waits or was refused; null in every other case
/// @param likelyCauses when Apple rejects a replacement key; else empty
/// @param connected whether the link has its connection
public record HandedInKey(
    HandIn key,
    @Nullable String issuerId,
    ConnectionState state,
    @Nullable Verdict verdict,
    @Nullable Problem problem,
    List<LikelyCause> likelyCauses,
    boolean connected) {

  public HandedInKey {
    likelyCauses = List.copyOf(likelyCauses);
  }

  /// Returns what the holder sees; empty when nothing was handed in, or another key took its place.
  ///
  /// @param connection that of the last key handed in; null without one
  public static Optional<HandedInKey> of(ConnectLink link, @Nullable Connection connection) {
    var key = link.handIn();
    if (key == null) {
      return Optional.empty();
    }
    boolean connected = link.bound() != null;
    var found = connection;
    if (found == null || !isOffered(link, found)) {
      return connected
          ? Optional.of(shown(key, null, ConnectionState.CONNECTED, null, null, true))
          : Optional.empty();
    }
    if (is(key, found.keyId(), found.fingerprint())) {
      return Optional.of(current(link, key, found));
    }
    var replacement = replacement(key, found);
    var pending = found.pendingKey();
    if (pending != null && is(key, pending.keyId(), pending.fingerprint())) {
      return Optional.of(
          shown(key, found.issuerId(), ConnectionState.CHECKING, null, replacement, connected));
    }
    if (replacement != null) {
      return Optional.of(
          shown(
              key, found.issuerId(), ConnectionState.NOT_CONNECTED, null, replacement, connected));
    }
    return connected
        ? Optional.of(shown(key, null, ConnectionState.CONNECTED, null, null, true))
        : Optional.empty();
  }

  private static HandedInKey current(ConnectLink link, HandIn key, Connection found) {
    boolean connected = link.bound() != null;
    var verdict = found.verdict();
    if (verdict == null || verdict.checkedAt().isBefore(key.at())) {
      return shown(key, found.issuerId(), ConnectionState.CHECKING, null, null, connected);
    }
    var seen = connected ? verdict : forApp(link, found, verdict);
    return shown(key, found.issuerId(), seen.state(), seen, null, connected);
  }

  /// Returns the verdict of a link without a connection: had the check seen the app, the link would
  /// have its connection.
  private static Verdict forApp(ConnectLink link, Connection found, Verdict verdict) {
    String wanted = link.bundleId();
    boolean works =
        verdict.state() == ConnectionState.CONNECTED
            || verdict.state() == ConnectionState.CONNECTED_WITH_LIMITS;
    boolean seen = verdict.apps().stream().anyMatch(app -> app.bundleId().equals(wanted));
    return wanted == null || !works || seen
        ? verdict
        : verdict.forApp(new WantedApp(wanted, Visibility.NOT_VISIBLE), found.kind());
  }

  /// Returns whether the connection still has a key of this link: no other link's, no user's.
  private static boolean isOffered(ConnectLink link, Connection stands) {
    return stands.state() != ConnectionState.DISCONNECTED
        && (link.bound() != null || link.id().value().equals(stands.linkId()));
  }

  private static @Nullable Replacement replacement(HandIn key, Connection found) {
    var last = found.lastReplacement();
    return last != null && last.keyId().equals(key.keyId()) && !last.at().isBefore(key.at())
        ? last
        : null;
  }

  private static boolean is(HandIn key, String keyId, String fingerprint) {
    return key.keyId().equals(keyId) && key.fingerprint().equals(fingerprint);
  }

  private static HandedInKey shown(
      HandIn key,
      @Nullable String issuerId,
      ConnectionState state,
      @Nullable Verdict verdict,
      @Nullable Replacement replacement,
      boolean connected) {
    return new HandedInKey(
        key,
        issuerId,
        state,
        verdict,
        replacement == null ? null : replacement.problem(),
        replacement == null ? List.of() : replacement.likelyCauses(),
        connected);
  }

  /// Returns the form of answers. It does not contain the connection's id, which is for the tenant.
  public Map<String, @Nullable Object> toApi() {
    return JsonFields.with("keyId", key.keyId())
        .putIfNotNull("issuerId", issuerId)
        .put("state", state)
        .put("connected", connected)
        .put("handedInAt", key.at())
        .putIfNotNull("verdict", verdict == null ? null : verdict.toJson())
        .putIfNotNull("problem", problem == null ? null : problem.toJson())
        .putIfNotNull(
            "likelyCauses",
            likelyCauses.isEmpty() ? null : likelyCauses.stream().map(LikelyCause::toJson).toList())
        .toMap();
  }
}

package dev.slipway.functions.dropintake;

import dev.slipway.drops.DropListing.Position;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Stores how far the round over the drop bucket is. Two rounds at once do no harm: the last writer
/// wins, and a page that is listed twice changes nothing. Thread-safe.
final class SweepPosition {
  private static final String KEY = "key";
  private static final String VERSION_ID = "versionId";
  private static final String STARTED_AT = "startedAt";
  private static final String SINCE = "since";

  private final StateStore state;

  /// A round over the bucket.
  ///
  /// @param at where it continues; null at its start
  /// @param startedAt when it began; null before it has begun, and when a version wrote this that
  ///   does not know it
  /// @param since the start of the round before it; null when that is not known
  record Round(@Nullable Position at, @Nullable Instant startedAt, @Nullable Instant since) {
    /// Returns the round after this one, which is finished.
    Round next() {
      return new Round(null, null, startedAt);
    }
  }

  SweepPosition(StateStore state) {
    this.state = state;
  }

  /// Returns the round that has to go on, or begin.
  Round read() {
    return state
        .read(StateKeys.DROP_SWEEP)
        .map(StateStore.Stored::document)
        .map(SweepPosition::round)
        .orElseGet(() -> new Round(null, null, null));
  }

  /// Reads a document, also one of a version that wrote the position alone, and nothing after a
  /// round.
  private static Round round(JsonObject json) {
    var at = json.has(KEY) ? new Position(json.string(KEY), json.string(VERSION_ID)) : null;
    return new Round(at, instant(json, STARTED_AT), instant(json, SINCE));
  }

  private static @Nullable Instant instant(JsonObject json, String name) {
    return json.has(name) ? json.instant(name) : null;
  }

  void write(Round round) {
    var at = round.at;
    state.put(
        StateKeys.DROP_SWEEP,
        new JsonFields()
            .putIfNotNull(KEY, at == null ? null : at.key())
            .putIfNotNull(VERSION_ID, at == null ? null : at.versionId())
            .putIfNotNull(STARTED_AT, round.startedAt)
            .putIfNotNull(SINCE, round.since)
            .toMap());
  }
}

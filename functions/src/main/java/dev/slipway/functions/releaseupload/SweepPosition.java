package dev.slipway.functions.releaseupload;

import dev.slipway.drops.DropListing.Position;
import dev.slipway.json.JsonFields;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stores where the round over the drop bucket continues in the next invocation. Two rounds at once
/// do no harm: the last writer wins, and a page that is listed twice changes nothing. Thread-safe.
final class SweepPosition {
  private final StateStore state;

  SweepPosition(StateStore state) {
    this.state = state;
  }

  /// Returns the position; null at the start of a round.
  @Nullable Position read() {
    return state
        .read(StateKeys.DROP_SWEEP)
        .map(StateStore.Stored::document)
        .filter(json -> json.has("key"))
        .map(json -> new Position(json.string("key"), json.string("versionId")))
        .orElse(null);
  }

  /// @param position null to start the next round at the beginning
  void write(@Nullable Position position) {
    state.put(
        StateKeys.DROP_SWEEP,
        position == null
            ? Map.of()
            : JsonFields.with("key", position.key())
                .put("versionId", position.versionId())
                .toMap());
  }
}

package dev.slipway.state;

import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON documents under string keys, with compare-and-set. Reads see every write that was
/// acknowledged before. Thread-safe.
///
/// Every method throws [StateUnavailableException] when the store cannot be reached or its answer
/// is unknown even after the implementation's own retries; the caller then knows nothing about the
/// write and must read again.
public interface StateStore {

  /// A document, and the version to name when it is replaced.
  record Stored(JsonObject document, String version) {}

  /// The result of a conditional write.
  sealed interface WriteOutcome {
    /// The document was written, with this version.
    record Written(String version) implements WriteOutcome {}

    /// Another writer was faster; nothing was changed.
    record Conflict() implements WriteOutcome {}
  }

  /// A page of keys in lexicographic order.
  ///
  /// @param next pass as `startAfter` for the next page; null at the end
  record KeyPage(List<String> keys, @Nullable String next) {
    public KeyPage {
      keys = List.copyOf(keys);
    }
  }

  Optional<Stored> read(String key);

  /// Writes only if the document does not exist yet.
  WriteOutcome create(String key, Map<String, ?> document);

  /// Writes only if the document still has this version.
  WriteOutcome replace(String key, Map<String, ?> document, String expectedVersion);

  /// Writes regardless of what exists; for markers and wake objects, which have no history.
  void put(String key, Map<String, ?> document);

  /// Deletes the document, if it exists.
  void delete(String key);

  /// Lists keys that start with the prefix and sort after `startAfter`, at most `limit` (1 to
  /// 1000).
  KeyPage list(String prefix, @Nullable String startAfter, int limit);
}

package dev.slipway.releases.store;

import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.Documents.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads many records at once, a bounded number of them at a time. Thread-safe.
final class RecordReads {
  private static final Logger LOGGER = System.getLogger(RecordReads.class.getName());

  private final Function<ReleaseId, Optional<Versioned<ReleaseRecord>>> read;

  RecordReads(Function<ReleaseId, Optional<Versioned<ReleaseRecord>>> read) {
    this.read = read;
  }

  /// Reads the records in the order of the IDs; an element is empty when the record is missing or
  /// unreadable.
  ///
  /// @throws dev.slipway.state.StateUnavailableException when the store cannot be reached
  List<Optional<Versioned<ReleaseRecord>>> readAll(List<Optional<ReleaseId>> ids) {
    return SideBySide.each(ids, id -> id.flatMap(this::guarded));
  }

  private Optional<Versioned<ReleaseRecord>> guarded(ReleaseId id) {
    try {
      return read.apply(id);
    } catch (dev.slipway.json.JsonShapeException | IllegalArgumentException e) {
      LOGGER.log(
          Level.ERROR, "Release record cannot be understood", Map.of("releaseId", id.value()));
      return Optional.empty();
    }
  }
}

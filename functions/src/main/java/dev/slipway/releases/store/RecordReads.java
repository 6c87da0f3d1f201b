package dev.slipway.releases.store;

import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.store.ReleaseStore.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Reads many records at once, a bounded number of them at a time. Thread-safe.
final class RecordReads {
  private static final Logger LOGGER = System.getLogger(RecordReads.class.getName());
  private static final int AT_ONCE = 16;

  private final Function<ReleaseId, Optional<Versioned>> read;

  RecordReads(Function<ReleaseId, Optional<Versioned>> read) {
    this.read = read;
  }

  /// The records in the order of the ids; empty where there is none, or none that can be
  /// understood.
  ///
  /// @throws dev.slipway.state.StateUnavailableException when the store cannot be reached
  List<Optional<Versioned>> readAll(List<Optional<ReleaseId>> ids) {
    var gate = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reads = new ArrayList<Future<Optional<Versioned>>>();
      for (Optional<ReleaseId> id : ids) {
        reads.add(threads.submit(() -> guarded(gate, id)));
      }
      var records = new ArrayList<Optional<Versioned>>();
      for (Future<Optional<Versioned>> pending : reads) {
        records.add(pending.get());
      }
      return records;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading records", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("reading a record failed", e);
    }
  }

  private Optional<Versioned> guarded(Semaphore gate, Optional<ReleaseId> id)
      throws InterruptedException {
    gate.acquire();
    try {
      return id.flatMap(read);
    } catch (dev.slipway.json.JsonShapeException | IllegalArgumentException e) {
      LOGGER.log(
          Level.ERROR,
          "Release record cannot be understood",
          Map.of("releaseId", id.map(ReleaseId::value).orElse("")));
      return Optional.empty();
    } finally {
      gate.release();
    }
  }
}

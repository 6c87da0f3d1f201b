package dev.slipway.audit;

import dev.slipway.json.JsonShapeException;
import dev.slipway.state.KeyHash;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateStore.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The acts of each tenant, one object for each, which is created and never replaced. Lifecycle
/// rules of the bucket remove them when their period ends. Thread-safe.
///
/// An act is written after it took effect, and before its caller is answered. If the log cannot be
/// written, the request fails; when the caller repeats it, it has no further effect and is written.
public final class AuditLog {
  private static final Logger LOGGER = System.getLogger(AuditLog.class.getName());

  private final StateStore state;

  /// One page of a tenant's acts, newest first.
  ///
  /// @param next pass as `startAfter` for the next page; null at the end
  public record Page(List<AuditEntry> entries, @Nullable String next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  public AuditLog(StateStore state) {
    this.state = state;
  }

  /// Adds an act to the tenant's log.
  ///
  /// @throws dev.slipway.state.StateUnavailableException when it cannot be written
  public void write(String tenant, AuditEntry entry) {
    WriteOutcome outcome;
    do {
      String id = KeyHash.of(UUID.randomUUID().toString());
      outcome = state.create(StateKeys.audit(tenant, entry.at(), id), entry.toJson());
    } while (outcome instanceof WriteOutcome.Conflict);
  }

  /// Returns a page of the tenant's acts. An entry that cannot be understood is logged and left
  /// out.
  ///
  /// @param startAfter the `next` of the previous page; null for the first page
  /// @param limit 1 to 100
  public Page list(String tenant, @Nullable String startAfter, int limit) {
    String prefix = StateKeys.audit(tenant);
    var keys = state.list(prefix, startAfter == null ? null : prefix + startAfter, limit);
    String next = keys.next();
    return new Page(readAll(keys.keys()), next == null ? null : next.substring(prefix.length()));
  }

  private List<AuditEntry> readAll(List<String> keys) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading = new ArrayList<Future<Optional<AuditEntry>>>();
      for (String key : keys) {
        reading.add(threads.submit(() -> read(key)));
      }
      var entries = new ArrayList<AuditEntry>();
      for (Future<Optional<AuditEntry>> pending : reading) {
        pending.get().ifPresent(entries::add);
      }
      return entries;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the audit log", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("reading the audit log failed", e);
    }
  }

  private Optional<AuditEntry> read(String key) {
    try {
      return state.read(key).map(stored -> AuditEntry.fromJson(stored.document()));
    } catch (JsonShapeException e) {
      LOGGER.log(Level.ERROR, "Audit entry cannot be understood", Map.of("key", key));
      return Optional.empty();
    }
  }
}

package dev.slipway.state;

import dev.slipway.json.JsonObject;
import dev.slipway.state.StateStore.WriteOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Stores documents of one kind in the state bucket as values, with the version that a replacement
/// must name. Thread-safe.
///
/// Reads throw [dev.slipway.json.JsonShapeException] when a document does not have the form of its
/// kind; all methods throw [StateUnavailableException] as the store does.
///
/// @param <T> the kind, immutable
public final class Documents<T> {
  private static final int TRIES = 20;

  private final StateStore state;
  private final Function<T, Map<String, @Nullable Object>> write;
  private final Function<JsonObject, T> read;

  /// A value with the version that was read or written.
  public record Versioned<T>(T value, String version) {}

  /// Gives access to the documents of one kind.
  ///
  /// @param write makes a value's document
  /// @param read reads what `write` made, also of earlier versions
  public Documents(
      StateStore state,
      Function<T, Map<String, @Nullable Object>> write,
      Function<JsonObject, T> read) {
    this.state = state;
    this.write = write;
    this.read = read;
  }

  /// Reads a document; empty when it does not exist.
  public Optional<Versioned<T>> read(String key) {
    return state
        .read(key)
        .map(stored -> new Versioned<>(read.apply(stored.document()), stored.version()));
  }

  /// Creates a document; empty when it already exists.
  public Optional<Versioned<T>> create(String key, T value) {
    return written(value, state.create(key, write.apply(value)));
  }

  /// Replaces a document; empty when another writer replaced it before.
  ///
  /// @param version that of the value from which this one was made
  public Optional<Versioned<T>> replace(String key, T value, String version) {
    return written(value, state.replace(key, write.apply(value), version));
  }

  /// Replaces a document, or creates it if it did not exist; returns empty when another writer was
  /// faster.
  ///
  /// @param before what was read; null when the document did not exist
  public Optional<Versioned<T>> write(String key, T value, @Nullable Versioned<T> before) {
    return before == null ? create(key, value) : replace(key, value, before.version());
  }

  /// Replaces a document together with what else depends on it.
  @FunctionalInterface
  public interface Replacement<T> {
    /// Returns empty when another writer replaced the document before.
    Optional<Versioned<T>> replace(Versioned<T> before, T after);
  }

  private record Updated<T>(@Nullable Versioned<T> document) {}

  /// Changes a document. If another writer is faster, the change is applied again to the new
  /// document. A change without effect is not written.
  ///
  /// @param change may be called several times
  /// @return the document afterwards; empty when it does not exist
  /// @throws IllegalStateException when 20 attempts lost
  public Optional<Versioned<T>> update(
      String key, UnaryOperator<T> change, Replacement<T> replacement) {
    var updated =
        retry(() -> updatedOnce(key, change, replacement))
            .orElseThrow(
                () -> new IllegalStateException(key + " changes faster than it can be written"));
    return Optional.ofNullable(updated.document);
  }

  private Optional<Updated<T>> updatedOnce(
      String key, UnaryOperator<T> change, Replacement<T> replacement) {
    var before = read(key).orElse(null);
    if (before == null) {
      return Optional.of(new Updated<>(null));
    }
    var after = change.apply(before.value);
    return after.equals(before.value)
        ? Optional.of(new Updated<>(before))
        : replacement.replace(before, after).map(Updated::new);
  }

  /// Repeats an attempt to read, change and write until no other writer is faster, at most 20
  /// times.
  ///
  /// @param attempt empty when another writer was faster
  /// @return what the attempt returned; empty when every attempt lost
  public static <R> Optional<R> retry(Supplier<Optional<R>> attempt) {
    for (int i = 0; i < TRIES; i++) {
      var result = attempt.get();
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  private static <T> Optional<Versioned<T>> written(T value, WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written(String version) -> Optional.of(new Versioned<>(value, version));
      case WriteOutcome.Conflict() -> Optional.empty();
    };
  }
}

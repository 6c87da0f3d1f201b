package dev.slipway.announcements;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state changes of a record that are not known to be published. It is part of the record, so
/// that a change and its announcement are written together. Immutable.
///
/// What was published is marked in memory alone and left out by the next write ([#toJson]): whoever
/// reads the record before that publishes it again, under the same id.
///
/// @param changes how many there were in all; the number of the last
/// @param pending oldest first, at most 20: while a bus is out of order for long, the oldest go
/// @param published numbers of pending ones that the bus took; never written
/// @param dueAt when to publish again what is still pending, should the record not be written
///   before; null when there is nothing
public record Outbox(
    long changes, List<StateChange> pending, Set<Long> published, @Nullable Instant dueAt) {
  /// Of a record without changes.
  public static final Outbox EMPTY = new Outbox(0, List.of(), Set.of(), null);

  private static final RecordCodec<Outbox> CODEC =
      RecordCodec.builder(Outbox.class).unwritten(Outbox.class, "published", Set.of()).build();

  private static final int LIMIT = 20;
  private static final Duration KEPT = Duration.ofDays(7);

  public Outbox {
    pending = List.copyOf(pending.subList(Math.max(0, pending.size() - LIMIT), pending.size()));
    published = Set.copyOf(published);
  }

  /// With one more change.
  public Outbox changed(
      @Nullable String from, String to, Instant at, @Nullable String problem, String message) {
    var more = new ArrayList<>(pending);
    more.add(new StateChange(changes + 1, from, to, at, problem, message));
    return new Outbox(changes + 1, more, published, dueAt);
  }

  /// Where nobody listens: the changes are counted and not kept.
  public Outbox countedOnly() {
    return new Outbox(changes, List.of(), Set.of(), null);
  }

  /// What the bus has not taken yet, oldest first.
  public List<StateChange> unpublished() {
    return pending.stream().filter(change -> !published.contains(change.number())).toList();
  }

  /// The bus took these.
  public Outbox published(Set<Long> numbers) {
    var all = new HashSet<>(published);
    all.addAll(numbers);
    return new Outbox(changes, pending, all, dueAt);
  }

  /// As it is written next: without what was published, and without what nobody took for a week.
  ///
  /// @param due when to publish again what is left
  public Outbox settled(Instant now, Instant due) {
    var left =
        unpublished().stream().filter(change -> change.at().plus(KEPT).isAfter(now)).toList();
    return new Outbox(changes, left, Set.of(), left.isEmpty() ? null : due);
  }

  /// What of this is new, after what another writer left meanwhile.
  public Outbox after(Outbox standing) {
    var all = new ArrayList<>(standing.pending);
    pending.stream().filter(change -> change.number() > standing.changes).forEach(all::add);
    return new Outbox(Math.max(changes, standing.changes), all, published, dueAt);
  }

  /// Whether the record in the store still lists what was published, so that a write is due.
  public boolean isStale() {
    return !published.isEmpty();
  }

  public boolean isEmpty() {
    return pending.isEmpty();
  }

  /// The form in the record: without what was published; see [#settled].
  public Map<String, @Nullable Object> toJson() {
    return CODEC.write(new Outbox(changes, unpublished(), Set.of(), dueAt));
  }

  /// Reads what [#toJson()] wrote.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the object has another form
  public static Outbox fromJson(JsonObject json) {
    return CODEC.read(json);
  }
}

package dev.slipway.announcements;

import dev.slipway.actors.Actor;
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

/// The state changes of a record that are not known to be published. The outbox is part of the
/// record, so that a change and its announcement are written together. Immutable.
///
/// Published changes are marked only in memory and left out by the next write ([#toJson]): another
/// reader of the record before that publishes them again, under the same ID.
///
/// @param changes how many there were in all; the number of the last
/// @param pending oldest first, at most 20: if a bus is broken for long, the oldest are dropped
/// @param published numbers of pending changes that the bus accepted; never written
/// @param dueAt when to publish pending changes again, if the record is not written before; null
///   when nothing is pending
public record Outbox(
    long changes, List<StateChange> pending, Set<Long> published, @Nullable Instant dueAt) {
  /// The outbox of a record without changes.
  public static final Outbox EMPTY = new Outbox(0, List.of(), Set.of(), null);

  private static final RecordCodec<Outbox> CODEC =
      RecordCodec.builder(Outbox.class).unwritten(Outbox.class, "published", Set.of()).build();

  private static final int LIMIT = 20;
  private static final Duration KEPT = Duration.ofDays(7);

  public Outbox {
    pending = List.copyOf(pending.subList(Math.max(0, pending.size() - LIMIT), pending.size()));
    published = Set.copyOf(published);
  }

  /// Returns the outbox with one more change.
  public Outbox changed(
      @Nullable String from,
      String to,
      Instant at,
      @Nullable String problem,
      String message,
      @Nullable Actor actor) {
    var more = new ArrayList<>(pending);
    more.add(new StateChange(changes + 1, from, to, at, problem, message, actor));
    return new Outbox(changes + 1, more, published, dueAt);
  }

  /// Returns the outbox for a store without an announcer: changes are counted, not kept.
  public Outbox countedOnly() {
    return new Outbox(changes, List.of(), Set.of(), null);
  }

  /// Returns the changes that the bus has not accepted yet, oldest first.
  public List<StateChange> unpublished() {
    return pending.stream().filter(change -> !published.contains(change.number())).toList();
  }

  /// Marks these as published.
  public Outbox published(Set<Long> numbers) {
    var all = new HashSet<>(published);
    all.addAll(numbers);
    return new Outbox(changes, pending, all, dueAt);
  }

  /// Returns the outbox as it is written next: without published changes, and without those that
  /// were not accepted for a week.
  ///
  /// @param due when to publish the remaining changes again
  public Outbox settled(Instant now, Instant due) {
    var left =
        unpublished().stream().filter(change -> change.at().plus(KEPT).isAfter(now)).toList();
    return new Outbox(changes, left, Set.of(), left.isEmpty() ? null : due);
  }

  /// Returns another writer's outbox with the new changes of this one.
  public Outbox after(Outbox standing) {
    var all = new ArrayList<>(standing.pending);
    pending.stream().filter(change -> change.number() > standing.changes).forEach(all::add);
    return new Outbox(Math.max(changes, standing.changes), all, published, dueAt);
  }

  /// Returns whether the stored record still lists published changes, so that a write is due.
  public boolean isStale() {
    return !published.isEmpty();
  }

  public boolean isEmpty() {
    return pending.isEmpty();
  }

  /// Returns the form in the record; see [#settled].
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

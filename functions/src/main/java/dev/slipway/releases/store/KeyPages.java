package dev.slipway.releases.store;

import dev.slipway.state.StateStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks through a tenant's list, place by place, in the order of keys. Not thread-safe.
final class KeyPages {
  /// What S3 lists at most in one call.
  static final int MOST_KEYS = 1000;

  /// Sorts after every key of a place, and before the next place.
  private static final String AFTER_A_PLACE = "\u007f";

  private final StateStore state;
  private final String prefix;
  private final Deque<String> names = new ArrayDeque<>();
  private @Nullable String next;
  private boolean finished;
  private int pages;
  private @Nullable String position;

  /// The keys of one release.
  ///
  /// @param name `<stamp>-<id>`
  /// @param names of its keys, after the tenant's prefix
  record Place(String name, Set<String> names) {
    Place {
      names = Set.copyOf(names);
    }

    /// Returns whether it has the key by which the version before lists it.
    boolean isPlain() {
      return names.contains(name);
    }

    List<ListMarker> markers() {
      return names.stream().map(ListMarker::parse).flatMap(Optional::stream).toList();
    }
  }

  /// @param startAfter the name of the last place that was walked through; null for the start
  KeyPages(StateStore state, String prefix, @Nullable String startAfter) {
    this.state = state;
    this.prefix = prefix;
    this.position = startAfter;
    this.next = startAfter == null ? null : prefix + startAfter + AFTER_A_PLACE;
  }

  /// Returns how many pages of keys were listed.
  int pages() {
    return pages;
  }

  /// Returns the name of the last place; null before the first.
  @Nullable String position() {
    return position;
  }

  boolean hasNext() {
    fill();
    return !names.isEmpty();
  }

  Place next() {
    String name = ListMarker.placeOf(names.getFirst());
    var own = new ArrayList<String>();
    // One key more is looked at, because a place may be divided between two pages.
    do {
      own.add(names.removeFirst());
      fill();
    } while (!names.isEmpty() && ListMarker.placeOf(names.getFirst()).equals(name));
    position = name;
    return new Place(name, new HashSet<>(own));
  }

  private void fill() {
    while (names.isEmpty() && !finished) {
      var page = state.list(prefix, next, MOST_KEYS);
      pages++;
      page.keys().forEach(key -> names.add(key.substring(prefix.length())));
      next = page.next();
      finished = next == null;
    }
  }
}

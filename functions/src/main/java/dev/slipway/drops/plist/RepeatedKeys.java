package dev.slipway.drops.plist;

import dev.slipway.problems.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Collects the keys that dictionaries have more than once, while a property list is read. Not
/// thread-safe.
final class RepeatedKeys {
  /// How many keys are named.
  private static final int MAX_KEYS = 10;

  /// The keys that are being read: of the top dictionary, of one that is opened in it, and so on.
  private final Deque<String> path = new ArrayDeque<>();

  private final Set<String> repeated = new LinkedHashSet<>();

  /// Begins to read the value of a key.
  void enter(String key) {
    path.addLast(key);
  }

  /// Ends to read the value of the current key.
  ///
  /// @param again whether its dictionary had the key before
  void leave(boolean again) {
    if (again && repeated.size() < MAX_KEYS) {
      repeated.add(path.stream().map(Shown::text).collect(Collectors.joining(":")));
    }
    path.removeLast();
  }

  /// Returns the paths of the keys from the top dictionary on.
  List<String> paths() {
    return List.copyOf(repeated);
  }
}

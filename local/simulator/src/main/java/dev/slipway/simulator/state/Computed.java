package dev.slipway.simulator.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Resources of one type that follow from others, so that no world and no state file keeps them: an
/// app has thousands of price points. The caller holds the world's lock.
public interface Computed {
  /// Returns the resource with this id, or null.
  @Nullable Resource find(String id);

  /// Returns all resources that belong to no other.
  default Collection<Resource> all() {
    return List.of();
  }

  /// Returns the resources of a relationship, in Apple's order.
  ///
  /// @param filters filters of the query by name, for example `territory`; the answer may omit what
  ///   they exclude
  default List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    return List.of();
  }
}

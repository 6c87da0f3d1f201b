package dev.slipway.drops.ipa.nested;

import java.util.List;

/// The bundles within an app. Thread-safe.
///
/// @param seen at most [#MAX_BUNDLES], in the order of their kinds and paths
/// @param notLookedAt how many more there are
/// @param examples the paths of some of these, for display
public record NestedBundles(List<NestedBundle> seen, int notLookedAt, List<String> examples) {
  public static final NestedBundles NONE = new NestedBundles(List.of(), 0, List.of());

  /// How many bundles are looked at.
  public static final int MAX_BUNDLES = 64;

  /// How many reads and bytes each of them may take.
  public static final int MAX_READS_EACH = 2;

  public static final int MAX_BYTES_EACH = 64 << 10;

  public NestedBundles {
    seen = List.copyOf(seen);
    examples = List.copyOf(examples);
  }
}

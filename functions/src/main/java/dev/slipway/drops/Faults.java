package dev.slipway.drops;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects faults, so many of each kind: a hostile folder must not fill the memory with them. Not
/// thread-safe.
public final class Faults {
  public static final int MAX_OF_A_KIND = 200;
  private static final int MAX_FOUND_LENGTH = 120;

  private final List<ContentFault> faults = new ArrayList<>();
  private final Map<ContentFault.Kind, Integer> counts = new EnumMap<>(ContentFault.Kind.class);

  public void add(ContentFault.Kind kind, String source, String found) {
    add(new ContentFault(kind, source, shown(found)));
  }

  public void add(ContentFault fault) {
    if (counts.merge(fault.kind(), 1, Integer::sum) <= MAX_OF_A_KIND) {
      faults.add(fault);
    }
  }

  public List<ContentFault> all() {
    return List.copyOf(faults);
  }

  /// Short and without control characters.
  static String shown(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_FOUND_LENGTH)
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_FOUND_LENGTH ? shown + "…" : "" + shown;
  }
}

package dev.slipway.drops.plist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A dictionary of a property list asked in good faith: a value of another type than the one asked
/// for counts as absent.
public record PlistEntries(Map<String, PlistValue> entries) {
  private static final int MAX_TEXT_LENGTH = 255;

  /// Text of ordinary length that is not blank; else null.
  public @Nullable String text(String key) {
    return text(entries.get(key));
  }

  /// The texts of a list; a single text counts as a list of it.
  public List<String> texts(String key) {
    if (entries.get(key) instanceof PlistValue.Sequence(List<PlistValue> items)) {
      return items.stream().flatMap(item -> Stream.ofNullable(text(item))).toList();
    }
    return Stream.ofNullable(text(key)).toList();
  }

  /// Whether the value is there and true.
  public boolean isTrue(String key) {
    return entries.get(key) instanceof PlistValue.Truth(boolean truth) && truth;
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  public @Nullable Instant moment(String key) {
    return entries.get(key) instanceof PlistValue.Moment(Instant instant) ? instant : null;
  }

  /// The dictionary of a key that the reader was told to open; an empty one where there is none.
  public PlistEntries dictionary(String key) {
    return new PlistEntries(
        entries.get(key) instanceof PlistValue.Dictionary(Map<String, PlistValue> inner)
            ? inner
            : Map.of());
  }

  private static @Nullable String text(@Nullable PlistValue value) {
    return value instanceof PlistValue.Text(String text)
            && !text.isBlank()
            && text.length() <= MAX_TEXT_LENGTH
        ? text
        : null;
  }
}

package dev.slipway.drops.plist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lenient access to a dictionary of a property list: a value of another type than the requested
/// one counts as absent.
public record PlistEntries(Map<String, PlistValue> entries) {
  private static final int MAX_TEXT_LENGTH = 255;

  /// Returns a text of ordinary length that is not blank; null for any other value.
  public @Nullable String text(String key) {
    return text(entries.get(key));
  }

  /// Returns the texts of a list; a single text counts as a list with one item.
  public List<String> texts(String key) {
    if (entries.get(key) instanceof PlistValue.Sequence(List<PlistValue> items)) {
      return items.stream().flatMap(item -> Stream.ofNullable(text(item))).toList();
    }
    return Stream.ofNullable(text(key)).toList();
  }

  /// Returns whether the value is present and true.
  public boolean isTrue(String key) {
    return entries.get(key) instanceof PlistValue.Truth(boolean truth) && truth;
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  public @Nullable Instant moment(String key) {
    return entries.get(key) instanceof PlistValue.Moment(Instant instant) ? instant : null;
  }

  /// Returns the dictionary of a key that the caller named as opened; empty when absent.
  public PlistEntries dictionary(String key) {
    return new PlistEntries(
        entries.get(key) instanceof PlistValue.Dictionary(Map<String, PlistValue> inner)
            ? inner
            : Map.of());
  }

  /// Returns the digits of a whole number, which old build tools write as text; any text as it is,
  /// and an empty one for another value.
  public static String digits(PlistValue value) {
    return switch (value) {
      case PlistValue.WholeNumber(long number) -> Long.toString(number);
      case PlistValue.Text(String text) -> text;
      case PlistValue.Truth _,
          PlistValue.Sequence _,
          PlistValue.Moment _,
          PlistValue.Dictionary _,
          PlistValue.Opaque _ ->
          "";
    };
  }

  private static @Nullable String text(@Nullable PlistValue value) {
    return value instanceof PlistValue.Text(String text)
            && !text.isBlank()
            && text.length() <= MAX_TEXT_LENGTH
        ? text
        : null;
  }
}

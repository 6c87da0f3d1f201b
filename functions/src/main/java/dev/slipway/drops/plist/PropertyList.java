package dev.slipway.drops.plist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was read of a property list.
///
/// No document of Apple's says which value counts when a dictionary has a key more than once. Open
/// source CoreFoundation takes the last one of an XML list (CFPropertyList.c,
/// CFDictionarySetValue), and another one of a binary list if the caller wants it mutable
/// (CFBinaryPList.c, CFDictionaryAddValue). What plutil and the App Store take is unknown, so the
/// key is reported.
///
/// @param entries the top dictionary; a repeated key has its last value
/// @param repeatedKeys the paths of the first ten keys that a dictionary has more than once, as
///   PlistBuddy writes them, for display: `CFBundleName`, `CFBundleIcons:CFBundlePrimaryIcon`
public record PropertyList(Map<String, PlistValue> entries, List<String> repeatedKeys) {
  private static final int MAX_KEYS_SHOWN = 5;

  public PropertyList {
    repeatedKeys = List.copyOf(repeatedKeys);
  }

  /// Returns what is wrong with repeated keys, a clause without a full stop; empty without any.
  public Optional<String> repetition() {
    if (repeatedKeys.isEmpty()) {
      return Optional.empty();
    }
    String keys =
        repeatedKeys.stream()
                .limit(MAX_KEYS_SHOWN)
                .map(path -> '"' + path + '"')
                .collect(Collectors.joining(", "))
            + (repeatedKeys.size() > MAX_KEYS_SHOWN ? " and others" : "");
    return Optional.of(
        "it has the "
            + (repeatedKeys.size() == 1 ? "key " : "keys ")
            + keys
            + " more than once, and Apple does not document which value counts");
  }
}

package dev.slipway.drops.ipa;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.problems.Finding;
import org.jspecify.annotations.Nullable;

/// A fault of one key of the app's Info.plist. The other keys can still be read. Thread-safe.
///
/// @param check the check that the key fails
/// @param key the key at fault
/// @param found the value, for display; null when there is no value to show
/// @param more a further sentence about this key; empty for none
public record InfoPlistFault(ReadingCheck check, String key, @Nullable String found, String more) {
  /// Returns the finding for the person who uploaded the file.
  ///
  /// @param ipaName the `.ipa`'s name in the drop's folder
  public Finding finding(String ipaName) {
    return check.finding(ipaName + ": " + key, found, more);
  }
}

package dev.slipway.drops.ipa;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.icon.AppIcon;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was read of an `.ipa`. Thread-safe.
///
/// @param app the app, without the values that have a fault; null for a Mac app, of which Slipway
///   reads nothing else
/// @param written its names and numbers as they are written, for display
/// @param faults the faults of the Info.plist; the app can be released when there are none
/// @param icon for pages; null when it was not asked for or cannot be shown
public record IpaReading(
    @Nullable AppInfo app,
    WrittenIdentity written,
    List<InfoPlistFault> faults,
    @Nullable AppIcon icon) {
  public IpaReading {
    faults = List.copyOf(faults);
  }

  /// Returns the reading of a Mac app.
  ///
  /// @param place the key or file that shows that it is one
  static IpaReading ofMac(WrittenIdentity written, String place) {
    return new IpaReading(
        null, written, List.of(new InfoPlistFault(ReadingCheck.MAC_APP, place, null, "")), null);
  }
}

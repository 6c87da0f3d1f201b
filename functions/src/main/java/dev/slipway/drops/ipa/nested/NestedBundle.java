package dev.slipway.drops.ipa.nested;

import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bundle within the app. Thread-safe.
///
/// @param path where it is in the app, for display: `PlugIns/Share.appex`
/// @param container the path of the Apple Watch app or App Clip that contains it; empty when the
///   app itself does
/// @param infoPlist what its Info.plist says
/// @param binary the executable of a framework; [Inspection.Missing] for other bundles
public record NestedBundle(
    String path,
    Kind kind,
    String container,
    Inspection<BundleInfo> infoPlist,
    Inspection<MachOBinary> binary) {
  /// What a bundle is, by its suffix and its folder (Apple, Placing content in a bundle). The order
  /// is that in which bundles are looked at.
  public enum Kind {
    APP_EXTENSION,
    WATCH_APP,
    APP_CLIP,
    FRAMEWORK,
    /// A folder of resources, `.bundle`.
    RESOURCES
  }

  /// The keys of an Info.plist that Apple is known to check. A value of another type than Apple
  /// documents counts as absent.
  ///
  /// @param bundleId `CFBundleIdentifier`
  /// @param shortVersion `CFBundleShortVersionString`
  /// @param bundleVersion `CFBundleVersion`
  /// @param minimumOsVersion `MinimumOSVersion`
  /// @param platforms `CFBundleSupportedPlatforms`
  public record BundleInfo(
      @Nullable String bundleId,
      @Nullable String shortVersion,
      @Nullable String bundleVersion,
      @Nullable String minimumOsVersion,
      List<String> platforms) {
    public BundleInfo {
      platforms = List.copyOf(platforms);
    }
  }
}

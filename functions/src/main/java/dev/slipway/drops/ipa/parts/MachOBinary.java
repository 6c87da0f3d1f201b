package dev.slipway.drops.ipa.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The head of a Mach-O file (layouts: Apple's mach-o/loader.h and mach-o/fat.h). Thread-safe.
///
/// @param slices at least one slice; a universal binary has one for each processor
public record MachOBinary(List<Slice> slices) {
  public MachOBinary {
    slices = List.copyOf(slices);
  }

  /// The code for one processor.
  ///
  /// @param cpu the processor
  /// @param platform from `LC_BUILD_VERSION` or `LC_VERSION_MIN_*`; null when the slice has neither
  ///   or lies beyond the head that was read, as later slices of large binaries do
  /// @param minimumOsVersion from the same command, for example `17.0`; null when it says none
  /// @param sdkVersion from the same command, for example `26.0`; null when it says none
  public record Slice(
      Cpu cpu,
      @Nullable BuildPlatform platform,
      @Nullable String minimumOsVersion,
      @Nullable String sdkVersion) {
    /// Returns whether the slice is for a simulator: its platform is one, or it is Intel code that
    /// is not for a Mac.
    public boolean forSimulator() {
      return switch (cpu) {
        case I386, X86_64 ->
            platform != BuildPlatform.MAC_OS && platform != BuildPlatform.MAC_CATALYST;
        case ARM, ARM64, ARM64_32, OTHER -> platform != null && platform.simulator();
      };
    }
  }

  /// The processors of mach/machine.h that matter here.
  public enum Cpu {
    I386,
    X86_64,
    ARM,
    ARM64,
    ARM64_32,
    OTHER
  }

  /// The platforms of mach-o/loader.h (`PLATFORM_*`).
  public enum BuildPlatform {
    MAC_OS,
    IOS,
    TV_OS,
    WATCH_OS,
    MAC_CATALYST,
    IOS_SIMULATOR,
    TV_OS_SIMULATOR,
    WATCH_OS_SIMULATOR,
    VISION_OS,
    VISION_OS_SIMULATOR,
    OTHER;

    public boolean simulator() {
      return switch (this) {
        case IOS_SIMULATOR, TV_OS_SIMULATOR, WATCH_OS_SIMULATOR, VISION_OS_SIMULATOR -> true;
        case MAC_OS, IOS, TV_OS, WATCH_OS, MAC_CATALYST, VISION_OS, OTHER -> false;
      };
    }
  }
}

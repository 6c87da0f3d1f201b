package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.BinaryCheck.APP_NEARLY_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.BinaryCheck.APP_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.BinaryCheck.BUILD_NUMBER_TOO_LONG;
import static dev.slipway.releases.preflight.checks.BinaryCheck.DEVICE_FAMILY_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_FOR_SIMULATOR;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_NOT_64_BIT;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_UNREADABLE;
import static dev.slipway.releases.preflight.checks.BinaryCheck.FRAMEWORK_FOR_SIMULATOR;
import static dev.slipway.releases.preflight.checks.BinaryCheck.ICON_CATALOG_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.ICON_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.ICON_NAME_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.LAUNCH_SCREEN_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.MINIMUM_SYSTEM_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.PAD_ORIENTATIONS_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.BinaryCheck.PRIVACY_MANIFEST_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.PURPOSE_STRING_EMPTY;
import static dev.slipway.releases.preflight.checks.BinaryCheck.SDK_SOON_TOO_OLD;
import static dev.slipway.releases.preflight.checks.BinaryCheck.SDK_TOO_OLD;
import static dev.slipway.releases.preflight.checks.BinaryCheck.SDK_UNKNOWN;
import static dev.slipway.releases.preflight.checks.BinaryCheck.SEVERAL_APP_CLIPS;
import static dev.slipway.releases.preflight.checks.BinaryCheck.SEVERAL_WATCH_APPS;
import static dev.slipway.releases.preflight.checks.BinaryCheck.STRAY_FILES;
import static dev.slipway.releases.preflight.checks.BinaryCheck.VERSION_TOO_LONG;
import static dev.slipway.releases.preflight.checks.BinaryCheck.XCODE_BETA;

import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.BinaryCheck;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pairs for [BinaryCheck].
final class BinaryTrips {
  private BinaryTrips() {}

  static Stream<Trip> all() {
    return Stream.of(code(), infoPlist(), archive()).flatMap(List::stream);
  }

  private static List<Trip> code() {
    return List.of(
        trip(
            EXECUTABLE_MISSING,
            b -> b.executable = new Inspection.Missing<>(),
            b -> b.executable = new Inspection.NotLookedAt<>()),
        trip(
            EXECUTABLE_UNREADABLE,
            b -> b.executable = new Inspection.Unreadable<>("it is not a Mach-O file"),
            b -> b.executable = new Inspection.NotLookedAt<>()),
        trip(
            EXECUTABLE_FOR_SIMULATOR,
            b ->
                b.executable =
                    Binary.code(
                        Binary.slice(Cpu.ARM64, BuildPlatform.IOS, "17.0"),
                        Binary.slice(Cpu.X86_64, BuildPlatform.IOS_SIMULATOR, "17.0")),
            b -> {}),
        trip(
            EXECUTABLE_OTHER_PLATFORM,
            b ->
                b.executable =
                    Binary.code(Binary.slice(Cpu.ARM64, BuildPlatform.MAC_CATALYST, "17.0")),
            b -> b.executable = Binary.code(Binary.slice(Cpu.ARM64, BuildPlatform.OTHER, "17.0"))),
        trip(
            EXECUTABLE_NOT_64_BIT,
            b -> b.executable = Binary.code(Binary.slice(Cpu.ARM, BuildPlatform.IOS, "10.0")),
            b ->
                b.executable =
                    Binary.code(
                        Binary.slice(Cpu.ARM, BuildPlatform.IOS, "10.0"),
                        Binary.slice(Cpu.ARM64, BuildPlatform.IOS, "10.0"))),
        trip(
            FRAMEWORK_FOR_SIMULATOR,
            b ->
                b.framework =
                    Binary.code(Binary.slice(Cpu.ARM64, BuildPlatform.IOS_SIMULATOR, "17.0")),
            b -> b.framework = new Inspection.NotLookedAt<>()));
  }

  private static List<Trip> infoPlist() {
    return List.of(
        trip(
            ICON_MISSING,
            b -> {
              b.iconName = null;
              b.iconFiles = false;
            },
            b -> b.iconFiles = false),
        trip(ICON_NAME_MISSING, b -> b.iconName = null, b -> b.iconFiles = false),
        trip(
            ICON_CATALOG_MISSING,
            b -> {
              b.catalog = false;
              b.iconFiles = false;
            },
            b -> b.catalog = false),
        trip(
            PURPOSE_STRING_EMPTY,
            b -> b.emptyPurposes = Set.of("NSCameraUsageDescription"),
            b -> {}),
        trip(LAUNCH_SCREEN_MISSING, b -> b.launchScreen = false, b -> {}),
        Trip.of(
            PAD_ORIENTATIONS_INCOMPLETE,
            s -> {
              s.binary().deviceFamilies.add(2);
              s.displayTypes = null;
            },
            s -> {
              s.binary().deviceFamilies.add(2);
              s.binary().padOrientations = Binary.ALL_ORIENTATIONS;
            }),
        trip(
            DEVICE_FAMILY_MISSING,
            b -> b.deviceFamilies = new HashSet<>(),
            b -> b.deviceFamilies = Set.of(1)),
        trip(
            MINIMUM_SYSTEM_MISSING,
            b -> b.minimumOsVersion = null,
            b -> b.minimumOsVersion = "18.0"),
        trip(SDK_TOO_OLD, b -> b.sdkName = "iphoneos18.5", b -> b.sdkName = "iphoneos26.0"),
        Trip.of(
            SDK_SOON_TOO_OLD,
            s -> {
              s.now = Instant.parse("2027-01-01T00:00:00Z");
              s.displayTypes = Set.of("APP_IPHONE_67", "APP_IPHONE_DUO");
            },
            s -> s.now = Instant.parse("2026-12-31T23:59:59Z")),
        trip(SDK_UNKNOWN, b -> b.sdkName = null, b -> b.sdkName = "iphoneos"),
        trip(XCODE_BETA, b -> b.xcodeBuild = "17A5241e", b -> b.xcodeBuild = "17A324"),
        Trip.of(
            VERSION_TOO_LONG,
            s -> s.binary().shortVersion = "2.00000000000000000",
            s -> s.binary().shortVersion = "2.0000000000000000"),
        trip(
            BUILD_NUMBER_TOO_LONG,
            b -> b.bundleVersion = "2026112300000000001",
            b -> b.bundleVersion = "202611230000000001"));
  }

  private static List<Trip> archive() {
    return List.of(
        trip(APP_TOO_LARGE, b -> b.sizeBytes = 4_294_967_297L, b -> b.sizeBytes = 4_294_967_296L),
        trip(
            APP_NEARLY_TOO_LARGE,
            b -> b.sizeBytes = 4_000_000_000L,
            b -> b.sizeBytes = 3_999_999_999L),
        trip(STRAY_FILES, b -> b.stray = List.of("__MACOSX/._App"), b -> b.stray = List.of()),
        trip(PRIVACY_MANIFEST_MISSING, b -> b.privacyManifest = false, b -> {}),
        Trip.of(
            SEVERAL_WATCH_APPS,
            s -> {
              s.binary().watchApps = List.of("A", "B");
              s.displayTypes = null;
            },
            s -> s.binary().watchApps = List.of("A")),
        trip(
            SEVERAL_APP_CLIPS,
            b -> b.appClips = List.of("A", "B"),
            b -> b.appClips = List.of("A")));
  }

  private static Trip trip(Check check, Consumer<Binary> breaking, Consumer<Binary> sparing) {
    return Trip.of(check, s -> breaking.accept(s.binary()), s -> sparing.accept(s.binary()));
  }
}

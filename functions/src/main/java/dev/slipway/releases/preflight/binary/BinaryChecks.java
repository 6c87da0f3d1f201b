package dev.slipway.releases.preflight.binary;

import static dev.slipway.releases.preflight.checks.BinaryCheck.APP_NEARLY_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.BinaryCheck.APP_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.BinaryCheck.BUILD_NUMBER_TOO_LONG;
import static dev.slipway.releases.preflight.checks.BinaryCheck.DEVICE_FAMILY_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_FOR_SIMULATOR;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_MISSING;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_NOT_64_BIT;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.checks.BinaryCheck.EXECUTABLE_UNREADABLE;
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

import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.ipa.parts.MachOBinary.Slice;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.BinaryCheck;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.requirements.Requirement.Status;
import dev.slipway.releases.preflight.requirements.Requirements;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs [BinaryCheck].
public final class BinaryChecks {
  private static final long MAX_APP_SIZE_BYTES = 4L << 30;
  private static final long CAREFUL_APP_SIZE_BYTES = 4_000_000_000L;
  private static final int MAX_VERSION_LENGTH = 18;
  private static final int PAD = 2;
  private static final Set<String> ALL_ORIENTATIONS =
      Set.of(
          "UIInterfaceOrientationPortrait",
          "UIInterfaceOrientationPortraitUpsideDown",
          "UIInterfaceOrientationLandscapeLeft",
          "UIInterfaceOrientationLandscapeRight");

  /// The build number of a beta of Xcode ends in a lower-case letter (17A5241e), that of a release
  /// does not (17A324).
  private static final Pattern BETA_BUILD = Pattern.compile("[0-9]+[A-Z][0-9]+[a-z]");

  private BinaryChecks() {}

  /// Adds the findings of the app.
  public static void run(
      AppInfo app, String ipaName, Requirements requirements, Instant now, FindingList findings) {
    executable(app, ipaName, findings);
    if (app.platform() == AppPlatform.IOS) {
      icon(app, ipaName, findings);
      screens(app, ipaName, findings);
    }
    infoPlist(app, ipaName, findings);
    sdk(app, ipaName, requirements, now, findings);
    archive(app, ipaName, findings);
  }

  private static void executable(AppInfo app, String ipaName, FindingList findings) {
    String name = app.facts().infoPlist().executableName();
    String file = ipaName + ": " + (name == null ? "CFBundleExecutable" : name);
    switch (app.facts().executable()) {
      case Inspection.Seen<MachOBinary>(MachOBinary binary) ->
          slices(binary, app.platform(), file, findings);
      case Inspection.Missing<MachOBinary> _ -> findings.add(EXECUTABLE_MISSING, file, null);
      case Inspection.Unreadable<MachOBinary>(String why) ->
          findings.add(EXECUTABLE_UNREADABLE, file, why);
      case Inspection.NotLookedAt<MachOBinary> _ -> {}
    }
  }

  private static void slices(
      MachOBinary binary, @Nullable AppPlatform platform, String file, FindingList findings) {
    if (platform == AppPlatform.MAC_OS) {
      return;
    }
    if (binary.slices().stream().anyMatch(Slice::forSimulator)) {
      findings.add(EXECUTABLE_FOR_SIMULATOR, file, shown(binary));
      return;
    }
    if (platform != null
        && binary.slices().stream()
            .flatMap(slice -> Stream.ofNullable(slice.platform()))
            .anyMatch(found -> found != BuildPlatform.OTHER && found != expected(platform))) {
      findings.add(EXECUTABLE_OTHER_PLATFORM, file, shown(binary));
    }
    if (binary.slices().stream()
        .noneMatch(slice -> slice.cpu() == Cpu.ARM64 || slice.cpu() == Cpu.OTHER)) {
      findings.add(EXECUTABLE_NOT_64_BIT, file, shown(binary));
    }
  }

  private static BuildPlatform expected(AppPlatform platform) {
    return switch (platform) {
      case IOS -> BuildPlatform.IOS;
      case TV_OS -> BuildPlatform.TV_OS;
      case VISION_OS -> BuildPlatform.VISION_OS;
      case MAC_OS -> BuildPlatform.MAC_OS;
    };
  }

  /// Returns the processors and platforms of a binary, for display.
  static String shown(MachOBinary binary) {
    return String.join(
        ", ",
        binary.slices().stream()
            .map(slice -> slice.cpu() + (slice.platform() == null ? "" : " " + slice.platform()))
            .toList());
  }

  private static void icon(AppInfo app, String ipaName, FindingList findings) {
    var infoPlist = app.facts().infoPlist();
    String file = ipaName + ": CFBundleIconName";
    if (!infoPlist.hasIcon()) {
      findings.add(ICON_MISSING, file, null);
    } else if (infoPlist.iconName() == null) {
      findings.add(ICON_NAME_MISSING, file, null);
    } else if (!app.facts().archive().hasAssetCatalog() && !infoPlist.iconFiles()) {
      findings.add(ICON_CATALOG_MISSING, file, infoPlist.iconName());
    }
  }

  /// Skips the shell of an app for Apple Watch alone: no iPhone or iPad shows it.
  private static void screens(AppInfo app, String ipaName, FindingList findings) {
    var infoPlist = app.facts().infoPlist();
    if (infoPlist.watchOnly()) {
      return;
    }
    if (!infoPlist.hasLaunchScreen()) {
      findings.add(LAUNCH_SCREEN_MISSING, ipaName + ": UILaunchScreen", null);
    }
    if (app.deviceFamilies().isEmpty() && !app.faultyKeys().contains("UIDeviceFamily")) {
      findings.add(DEVICE_FAMILY_MISSING, ipaName + ": UIDeviceFamily", null);
    }
    var orientations =
        infoPlist.padOrientations().isEmpty()
            ? infoPlist.orientations()
            : infoPlist.padOrientations();
    if (app.deviceFamilies().contains(PAD)
        && !infoPlist.requiresFullScreen()
        && !orientations.containsAll(ALL_ORIENTATIONS)) {
      findings.add(
          PAD_ORIENTATIONS_INCOMPLETE,
          ipaName + ": UISupportedInterfaceOrientations~ipad",
          orientations.size() + " of 4");
    }
  }

  private static void infoPlist(AppInfo app, String ipaName, FindingList findings) {
    app.facts().infoPlist().emptyUsageDescriptions().stream()
        .sorted()
        .forEach(key -> findings.add(PURPOSE_STRING_EMPTY, ipaName + ": " + key, null));
    if (app.minimumOsVersion() == null
        && !app.faultyKeys().contains("MinimumOSVersion")
        && app.platform() != AppPlatform.MAC_OS) {
      findings.add(MINIMUM_SYSTEM_MISSING, ipaName + ": MinimumOSVersion", null);
    }
    String version = app.shortVersion();
    if (version != null && version.length() > MAX_VERSION_LENGTH) {
      findings.add(VERSION_TOO_LONG, ipaName + ": CFBundleShortVersionString", version);
    }
    String buildNumber = app.bundleVersion();
    if (buildNumber != null && buildNumber.length() > MAX_VERSION_LENGTH) {
      findings.add(BUILD_NUMBER_TOO_LONG, ipaName + ": CFBundleVersion", buildNumber);
    }
  }

  private static void sdk(
      AppInfo app, String ipaName, Requirements requirements, Instant now, FindingList findings) {
    var platform = app.platform();
    if (platform == AppPlatform.MAC_OS) {
      return;
    }
    String sdk = app.sdkName();
    if (sdk == null) {
      if (!app.faultyKeys().contains("DTSDKName")) {
        findings.add(SDK_UNKNOWN, ipaName + ": DTSDKName", null);
      }
    } else if (platform != null) {
      String file = ipaName + ": DTSDKName";
      requirements
          .tooOld(platform, sdk, Status.IN_FORCE, now)
          .ifPresentOrElse(
              row -> findings.add(SDK_TOO_OLD, file, sdk, row.sentence()),
              () ->
                  requirements
                      .tooOld(platform, sdk, Status.NEAR, now)
                      .ifPresent(row -> findings.add(SDK_SOON_TOO_OLD, file, sdk, row.sentence())));
    }
    String xcode = app.facts().infoPlist().xcodeBuild();
    if (xcode != null && BETA_BUILD.matcher(xcode).matches()) {
      findings.add(XCODE_BETA, ipaName + ": DTXcodeBuild", xcode);
    }
  }

  private static void archive(AppInfo app, String ipaName, FindingList findings) {
    var archive = app.facts().archive();
    String size = Shown.number(archive.appSizeBytes()) + " bytes";
    if (archive.appSizeBytes() > MAX_APP_SIZE_BYTES) {
      findings.add(APP_TOO_LARGE, ipaName, size);
    } else if (archive.appSizeBytes() >= CAREFUL_APP_SIZE_BYTES) {
      findings.add(APP_NEARLY_TOO_LARGE, ipaName, size);
    }
    if (archive.strayEntries() > 0) {
      findings.add(
          STRAY_FILES,
          ipaName,
          archive.strayEntries() + ", such as " + String.join(", ", archive.strayExamples()));
    }
    if (!archive.hasPrivacyManifest()) {
      findings.add(PRIVACY_MANIFEST_MISSING, ipaName, null);
    }
    if (archive.watchApps().size() > 1) {
      findings.add(SEVERAL_WATCH_APPS, ipaName, String.join(", ", archive.watchApps()));
    }
    if (archive.appClips().size() > 1) {
      findings.add(SEVERAL_APP_CLIPS, ipaName, String.join(", ", archive.appClips()));
    }
  }
}

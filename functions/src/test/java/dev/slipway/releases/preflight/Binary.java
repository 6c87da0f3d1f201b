package dev.slipway.releases.preflight;

import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.ArchiveFacts;
import dev.slipway.drops.ipa.BinaryFacts;
import dev.slipway.drops.ipa.InfoPlistFacts;
import dev.slipway.drops.ipa.nested.NestedBundle;
import dev.slipway.drops.ipa.nested.NestedBundle.BundleInfo;
import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import dev.slipway.drops.ipa.nested.NestedBundles;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.ipa.parts.MachOBinary.Slice;
import dev.slipway.drops.ipa.parts.ProvisioningProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An `.ipa` in the making: sound, as Xcode exports it for the App Store.
final class Binary {
  static final Set<String> ALL_ORIENTATIONS =
      Set.of(
          "UIInterfaceOrientationPortrait",
          "UIInterfaceOrientationPortraitUpsideDown",
          "UIInterfaceOrientationLandscapeLeft",
          "UIInterfaceOrientationLandscapeRight");

  @Nullable String bundleId = "com.acme.app";
  @Nullable String shortVersion = "2.0";
  @Nullable String bundleVersion = "20";
  @Nullable AppPlatform platform = AppPlatform.IOS;
  Set<String> faultyKeys = Set.of();
  @Nullable Boolean encryption = false;
  @Nullable String complianceCode;
  Set<Integer> deviceFamilies = new HashSet<>(Set.of(1));
  @Nullable String minimumOsVersion = "17.0";
  @Nullable String sdkName = "iphoneos26.0";
  @Nullable String iconName = "AppIcon";
  boolean iconFiles = true;
  String xcodeBuild = "17A324";
  Set<String> emptyPurposes = Set.of();
  boolean launchScreen = true;
  Set<String> orientations = Set.of("UIInterfaceOrientationPortrait");
  Set<String> padOrientations = Set.of();
  boolean fullScreen;
  boolean watchOnly;
  long sizeBytes = 50_000_000;
  List<String> watchApps = List.of();
  List<String> appClips = List.of();
  boolean privacyManifest = true;
  boolean signed = true;
  boolean catalog = true;
  List<String> stray = List.of();
  ProvisioningProfile.Kind kind = ProvisioningProfile.Kind.APP_STORE;
  Instant expires = Subject.NOW.plus(Duration.ofDays(100));
  String applicationIdentifier = "TEAM123456.com.acme.app";
  boolean betaReports = true;
  @Nullable Inspection<ProvisioningProfile> profile;
  Inspection<MachOBinary> executable = code(slice(Cpu.ARM64, BuildPlatform.IOS, "17.0"));
  Inspection<MachOBinary> framework = code(slice(Cpu.ARM64, BuildPlatform.IOS, "17.0"));

  Inspection<BundleInfo> frameworkInfo =
      new Inspection.Seen<>(
          new BundleInfo("com.kit", "1.2", "1.2.3.4", "17.0", List.of("iPhoneOS")));
  final List<NestedBundle> nested = new ArrayList<>();
  int notLookedAt;

  static Slice slice(Cpu cpu, BuildPlatform platform, String minimumOsVersion) {
    return new Slice(cpu, platform, minimumOsVersion, null);
  }

  static Inspection<MachOBinary> code(Slice... slices) {
    return new Inspection.Seen<>(new MachOBinary(List.of(slices)));
  }

  Binary on(AppPlatform other, BuildPlatform code, String sdk) {
    platform = other;
    executable = code(slice(Cpu.ARM64, code, "17.0"));
    framework = executable;
    sdkName = sdk;
    deviceFamilies = Set.of();
    return this;
  }

  /// Adds a bundle without code.
  Binary nested(Kind kind, String path, String container, BundleInfo info) {
    nested.add(
        new NestedBundle(
            path, kind, container, new Inspection.Seen<>(info), new Inspection.Missing<>()));
    return this;
  }

  private List<NestedBundle> bundles() {
    var bundles = new ArrayList<>(nested);
    bundles.add(
        new NestedBundle("Frameworks/Kit.framework", Kind.FRAMEWORK, "", frameworkInfo, framework));
    return bundles;
  }

  AppInfo build() {
    var archive =
        new ArchiveFacts(
            sizeBytes,
            watchApps,
            List.of(),
            appClips,
            List.of("Kit"),
            true,
            true,
            privacyManifest,
            signed,
            catalog,
            stray.size(),
            stray);
    var infoPlist =
        new InfoPlistFacts(
            "App",
            iconName,
            iconFiles,
            "2600",
            xcodeBuild,
            "26.0",
            Set.of("arm64"),
            Set.of("NSCameraUsageDescription"),
            emptyPurposes,
            launchScreen,
            orientations,
            padOrientations,
            fullScreen,
            watchOnly,
            complianceCode);
    Inspection<ProvisioningProfile> storeProfile =
        new Inspection.Seen<>(
            new ProvisioningProfile(
                kind,
                expires,
                List.of("TEAM123456"),
                applicationIdentifier,
                "Acme profile",
                betaReports));
    return new AppInfo(
        "Payload/App.app",
        bundleId,
        shortVersion,
        bundleVersion,
        platform,
        encryption,
        deviceFamilies,
        minimumOsVersion,
        sdkName,
        "Acme",
        faultyKeys,
        new BinaryFacts(
            archive,
            infoPlist,
            profile == null ? storeProfile : profile,
            executable,
            new NestedBundles(bundles(), notLookedAt, List.of())));
  }
}

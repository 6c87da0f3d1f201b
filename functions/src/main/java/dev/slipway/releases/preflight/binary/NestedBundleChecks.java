package dev.slipway.releases.preflight.binary;

import static dev.slipway.releases.preflight.checks.BinaryCheck.FRAMEWORK_FOR_SIMULATOR;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.BUNDLES_NOT_LOOKED_AT;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.BUNDLE_FOR_SIMULATOR;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.EXTENSION_VERSION_OTHER;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.FRAMEWORK_INFO_PLIST_MISSING;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.FRAMEWORK_SYSTEM_MISSING;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.FRAMEWORK_SYSTEM_TOO_LOW;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.FRAMEWORK_VERSION_INVALID;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.FRAMEWORK_VERSION_MISSING;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.NESTED_ID_FOREIGN;
import static dev.slipway.releases.preflight.checks.NestedBundleCheck.WATCH_APP_VERSION_OTHER;

import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.nested.NestedBundle;
import dev.slipway.drops.ipa.nested.NestedBundle.BundleInfo;
import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.ipa.parts.MachOBinary.Slice;
import dev.slipway.problems.Check;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.NestedBundleCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs [NestedBundleCheck], and the checks of frameworks' binaries.
public final class NestedBundleChecks {
  private static final String SHORT_VERSION = "CFBundleShortVersionString";
  private static final String BUILD_NUMBER = "CFBundleVersion";
  private static final String BUNDLE_ID = "CFBundleIdentifier";
  private static final Pattern THREE_NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+){0,2}");

  /// As for the app, whose build number may have more than three (jellyfin-ios#629).
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*+");

  private static final int MAX_EXAMPLES = 3;

  private final AppInfo app;
  private final String ipaName;
  private final FindingList findings;

  /// The bundle ID of each app and App Clip by its path; the app's own is at the empty path.
  private final Map<String, String> appIds = new HashMap<>();

  /// The paths of the bundles that have one fault: one project sets the values of its targets.
  private final Map<Fault, List<String>> alike = new LinkedHashMap<>();

  private record Fault(NestedBundleCheck check, String key, String found) {}

  private final List<String> withoutInfoPlist = new ArrayList<>();
  private final List<String> withoutVersion = new ArrayList<>();
  private final List<String> withoutSystem = new ArrayList<>();

  private NestedBundleChecks(AppInfo app, String ipaName, FindingList findings) {
    this.app = app;
    this.ipaName = ipaName;
    this.findings = findings;
  }

  /// Adds the findings of the bundles within the app.
  public static void run(AppInfo app, String ipaName, FindingList findings) {
    new NestedBundleChecks(app, ipaName, findings).run();
  }

  private void run() {
    var nested = app.facts().nested();
    if (app.bundleId() != null) {
      appIds.put("", app.bundleId());
    }
    for (NestedBundle bundle : nested.seen()) {
      bundle
          .infoPlist()
          .seen()
          .flatMap(info -> Optional.ofNullable(info.bundleId()))
          .ifPresent(id -> appIds.putIfAbsent(bundle.path(), id));
    }
    nested.seen().forEach(this::bundle);
    alike.forEach(this::report);
    all(FRAMEWORK_SYSTEM_MISSING, withoutSystem);
    all(FRAMEWORK_VERSION_MISSING, withoutVersion);
    all(FRAMEWORK_INFO_PLIST_MISSING, withoutInfoPlist);
    if (nested.notLookedAt() > 0) {
      int all = nested.seen().size() + nested.notLookedAt();
      findings.add(
          BUNDLES_NOT_LOOKED_AT,
          ipaName,
          nested.notLookedAt()
              + " of "
              + all
              + ", such as "
              + String.join(", ", nested.examples()));
    }
  }

  /// Adds one finding for all bundles with the same fault: they are often built by one SDK.
  private void all(Check check, List<String> paths) {
    if (!paths.isEmpty()) {
      findings.add(check, ipaName, shown(paths.size(), paths));
    }
  }

  private static String shown(int count, List<String> paths) {
    var examples = paths.subList(0, Math.min(paths.size(), MAX_EXAMPLES));
    String names = String.join(", ", examples);
    return count <= examples.size() ? names : count + ", such as " + names;
  }

  private void note(NestedBundle bundle, NestedBundleCheck check, String key, String found) {
    alike.computeIfAbsent(new Fault(check, key, found), _ -> new ArrayList<>()).add(bundle.path());
  }

  private void report(Fault fault, List<String> paths) {
    if (paths.size() == 1) {
      String place = ipaName + ": " + paths.getFirst() + ": " + fault.key;
      findings.add(fault.check, place, fault.found);
    } else {
      String count = paths.size() > MAX_EXAMPLES ? paths.size() + " bundles, such as " : "";
      findings.add(
          fault.check, ipaName + ": " + fault.key, fault.found + "; " + count + shown(0, paths));
    }
  }

  private void bundle(NestedBundle bundle) {
    switch (bundle.infoPlist()) {
      case Inspection.Seen<BundleInfo>(BundleInfo info) -> {
        platforms(bundle, info);
        switch (bundle.kind()) {
          case APP_EXTENSION, APP_CLIP -> {
            id(bundle, info);
            versions(bundle, info, EXTENSION_VERSION_OTHER);
          }
          case WATCH_APP -> {
            // What Apple does with the shell of an app for the watch alone was not reported.
            if (!app.facts().infoPlist().watchOnly()) {
              id(bundle, info);
              versions(bundle, info, WATCH_APP_VERSION_OTHER);
            }
          }
          case FRAMEWORK -> framework(bundle, info);
          case RESOURCES -> {}
        }
      }
      case Inspection.Missing<BundleInfo> _, Inspection.Unreadable<BundleInfo> _ -> {
        if (bundle.kind() == Kind.FRAMEWORK) {
          withoutInfoPlist.add(bundle.path());
        }
      }
      case Inspection.NotLookedAt<BundleInfo> _ -> {}
    }
    bundle.binary().seen().ifPresent(binary -> binary(bundle, binary));
  }

  private void platforms(NestedBundle bundle, BundleInfo info) {
    if (info.platforms().stream()
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("simulator"))) {
      note(
          bundle,
          BUNDLE_FOR_SIMULATOR,
          "CFBundleSupportedPlatforms",
          String.join(", ", info.platforms()));
    }
  }

  /// Apple compares the ID of an extension with that of the app, and allows one more name in it
  /// (error 90347). What is in an Apple Watch app or an App Clip may extend that one's ID.
  private void id(NestedBundle bundle, BundleInfo info) {
    String id = info.bundleId();
    String appId = appIds.get("");
    String containerId = appIds.get(bundle.container());
    if (id == null || appId == null || containerId == null) {
      return;
    }
    boolean inApp = bundle.container().isEmpty();
    boolean fits =
        extendsId(id, containerId, inApp && bundle.kind() != Kind.APP_CLIP)
            || (!inApp && extendsId(id, appId, false));
    if (!fits) {
      findings.add(NESTED_ID_FOREIGN, place(bundle, BUNDLE_ID), id + ", the app is " + appId);
    }
  }

  /// Apple treats IDs that differ only in case as one (Apple Developer Help, Bundle ID).
  private static boolean extendsId(String id, String prefix, boolean byOneName) {
    String rest =
        id.regionMatches(true, 0, prefix + ".", 0, prefix.length() + 1)
            ? id.substring(prefix.length() + 1)
            : "";
    return !rest.isEmpty() && !(byOneName && rest.indexOf('.') >= 0);
  }

  private void versions(NestedBundle bundle, BundleInfo info, NestedBundleCheck check) {
    version(bundle, SHORT_VERSION, info.shortVersion(), app.shortVersion(), check);
    version(bundle, BUILD_NUMBER, info.bundleVersion(), app.bundleVersion(), check);
  }

  /// Apple warns of other text, such as 1.0 for 1.0.0 (OneSignal-Flutter-SDK#63); it refuses other
  /// numbers.
  private void version(
      NestedBundle bundle,
      String key,
      @Nullable String version,
      @Nullable String ofApp,
      NestedBundleCheck check) {
    if (version == null || ofApp == null || version.equals(ofApp)) {
      return;
    }
    if (check == EXTENSION_VERSION_OTHER
        || !NUMBERS.matcher(version).matches()
        || VersionNumbers.compare(version, ofApp) != 0) {
      note(bundle, check, key, version + ", the app has " + ofApp);
    }
  }

  private void framework(NestedBundle bundle, BundleInfo info) {
    if (info.shortVersion() == null || info.bundleVersion() == null) {
      withoutVersion.add(bundle.path());
    }
    // One without code is a folder of resources.
    if (info.minimumOsVersion() == null && bundle.binary().seen().isPresent()) {
      withoutSystem.add(bundle.path());
    }
    form(bundle, SHORT_VERSION, info.shortVersion(), THREE_NUMBERS);
    form(bundle, BUILD_NUMBER, info.bundleVersion(), NUMBERS);
  }

  private void form(NestedBundle bundle, String key, @Nullable String version, Pattern form) {
    if (version != null && !form.matcher(version).matches()) {
      findings.add(FRAMEWORK_VERSION_INVALID, place(bundle, key), version);
    }
  }

  private void binary(NestedBundle bundle, MachOBinary binary) {
    if (binary.slices().stream().anyMatch(Slice::forSimulator)) {
      findings.add(FRAMEWORK_FOR_SIMULATOR, place(bundle), BinaryChecks.shown(binary));
    }
    Optional<String> needed =
        binary.slices().stream()
            .filter(slice -> slice.cpu() == Cpu.ARM64 || slice.cpu() == Cpu.ARM64_32)
            .flatMap(slice -> Stream.ofNullable(slice.minimumOsVersion()))
            .min(VersionNumbers::compare);
    if (needed.isEmpty()) {
      return;
    }
    String named =
        bundle
            .infoPlist()
            .seen()
            .flatMap(info -> Optional.ofNullable(info.minimumOsVersion()))
            .orElse(null);
    if (named != null
        && NUMBERS.matcher(named).matches()
        && VersionNumbers.compare(named, needed.get()) < 0) {
      findings.add(
          FRAMEWORK_SYSTEM_TOO_LOW,
          place(bundle, "MinimumOSVersion"),
          named + ", the binary needs " + needed.get());
    }
  }

  private String place(NestedBundle bundle) {
    return ipaName + ": " + bundle.path();
  }

  private String place(NestedBundle bundle, String key) {
    return place(bundle) + ": " + key;
  }
}

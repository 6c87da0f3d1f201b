package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.NestedBundleTrips.app;
import static dev.slipway.releases.preflight.NestedBundleTrips.framework;
import static dev.slipway.releases.preflight.NestedBundleTrips.platforms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ipa.nested.NestedBundle;
import dev.slipway.drops.ipa.nested.NestedBundle.BundleInfo;
import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.problems.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What preflight says of the bundles within whole apps.
class NestedBundlesOfAppsTest {
  @Test
  void saysNothingOfAFlutterAppWithFortyFrameworks() {
    var subject = new Subject();
    var binary = subject.binary();
    for (int i = 0; i < 40; i++) {
      binary.nested.add(
          new NestedBundle(
              "Frameworks/Plugin" + i + ".framework",
              Kind.FRAMEWORK,
              "",
              switch (i % 5) {
                case 0 -> framework("1.0", "1", "17.0.0");
                case 1 -> framework("6.16.21", "1.7.0.6", "17.0.0");
                case 2 -> framework("2024", "20240801", "100.0");
                case 3 -> framework("1.0", "1", "18.0");
                default -> framework("0.0.1", "1", "17.0");
              },
              switch (i % 3) {
                case 0 -> Binary.code(Binary.slice(Cpu.ARM64, BuildPlatform.IOS, "17.0"));
                case 1 ->
                    Binary.code(
                        Binary.slice(Cpu.ARM, BuildPlatform.IOS, "18.0"),
                        Binary.slice(Cpu.ARM64, BuildPlatform.IOS, "13.0"));
                default -> new Inspection.Unreadable<>("it is not a Mach-O file");
              }));
    }
    binary.nested(
        Kind.RESOURCES, "Assets.bundle", "", new BundleInfo(null, null, null, null, List.of()));
    binary.nested(Kind.APP_EXTENSION, "PlugIns/S.appex", "", app("com.acme.app.Share", "2.0"));
    binary.nested(Kind.APP_CLIP, "AppClips/C.app", "", app("com.acme.app.Clip", "2.0"));
    binary.nested(
        Kind.APP_EXTENSION,
        "AppClips/C.app/PlugIns/W.appex",
        "AppClips/C.app",
        app("com.acme.app.Clip.Widget", "2.0"));
    binary.nested(Kind.WATCH_APP, "Watch/W.app", "", app("com.acme.app.watchkitapp", "2.0"));
    binary.nested(
        Kind.APP_EXTENSION,
        "Watch/W.app/PlugIns/E.appex",
        "Watch/W.app",
        app("com.acme.app.watchkitapp.watchkitextension", "2.0"));

    assertThat(nestedFindings(subject)).isEmpty();
  }

  @Test
  void bundlesWithTheSameFaultAreOneFinding() {
    var subject = new Subject();
    for (String name : List.of("A", "B", "C", "D")) {
      subject
          .binary()
          .nested(
              Kind.APP_EXTENSION, "PlugIns/" + name + ".appex", "", app("com.acme.app.x", "1.0"))
          .nested(Kind.RESOURCES, name + ".bundle", "", platforms("iPhoneSimulator"));
    }

    assertThat(nestedFindings(subject))
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactlyInAnyOrder(
            tuple(
                "extension-version-other",
                "App.ipa: CFBundleShortVersionString",
                "1.0, the app has 2.0; 4 bundles, such as PlugIns/A.appex, PlugIns/B.appex,"
                    + " PlugIns/C.appex"),
            tuple(
                "bundle-for-simulator",
                "App.ipa: CFBundleSupportedPlatforms",
                "iPhoneSimulator; 4 bundles, such as A.bundle, B.bundle, C.bundle"));
  }

  @Test
  void namesTheBundleTheKeyAndBothValues() {
    var subject = new Subject();
    var binary = subject.binary();
    binary.frameworkInfo = framework("2.2.0.0", "241209 854", "11.0");
    binary.nested(Kind.APP_EXTENSION, "PlugIns/W.appex", "", app("org.other.widget", "1.0"));
    binary.nested(Kind.APP_CLIP, "AppClips/C.app", "", app("com.other.Clip", "9.9"));
    binary.nested(Kind.WATCH_APP, "Watch/A.app", "", app("com.acme.apple.watch", "1.0"));
    binary.nested(
        Kind.APP_EXTENSION, "Watch/A.app/PlugIns/E.appex", "Watch/A.app", app("net.x.E", "2.0"));

    assertThat(nestedFindings(subject))
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactlyInAnyOrder(
            tuple(
                "framework-version-invalid",
                "App.ipa: Frameworks/Kit.framework: CFBundleShortVersionString",
                "2.2.0.0"),
            tuple(
                "framework-version-invalid",
                "App.ipa: Frameworks/Kit.framework: CFBundleVersion",
                "241209 854"),
            tuple(
                "framework-system-too-low",
                "App.ipa: Frameworks/Kit.framework: MinimumOSVersion",
                "11.0, the binary needs 17.0"),
            tuple(
                "nested-id-foreign",
                "App.ipa: PlugIns/W.appex: CFBundleIdentifier",
                "org.other.widget, the app is com.acme.app"),
            tuple(
                "extension-version-other",
                "App.ipa: PlugIns/W.appex: CFBundleShortVersionString",
                "1.0, the app has 2.0"),
            tuple(
                "nested-id-foreign",
                "App.ipa: AppClips/C.app: CFBundleIdentifier",
                "com.other.Clip, the app is com.acme.app"),
            tuple(
                "extension-version-other",
                "App.ipa: AppClips/C.app: CFBundleShortVersionString",
                "9.9, the app has 2.0"),
            tuple(
                "nested-id-foreign",
                "App.ipa: Watch/A.app: CFBundleIdentifier",
                "com.acme.apple.watch, the app is com.acme.app"),
            tuple(
                "watch-app-version-other",
                "App.ipa: Watch/A.app: CFBundleShortVersionString",
                "1.0, the app has 2.0"),
            tuple(
                "nested-id-foreign",
                "App.ipa: Watch/A.app/PlugIns/E.appex: CFBundleIdentifier",
                "net.x.E, the app is com.acme.app"));
  }

  @Test
  void whatAllFrameworksOfAnSdkLackIsReportedOnce() {
    var subject = new Subject();
    for (int i = 0; i < 5; i++) {
      subject
          .binary()
          .nested(
              Kind.FRAMEWORK, "Frameworks/F" + i + ".framework", "", NestedBundleTrips.platforms());
    }

    assertThat(nestedFindings(subject))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("framework-version-missing");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.found())
                  .isEqualTo(
                      "5, such as Frameworks/F0.framework, Frameworks/F1.framework,"
                          + " Frameworks/F2.framework");
            });
  }

  @Test
  void withoutTheAppsOwnIdAndNumbersNothingIsCompared() {
    var subject = new Subject();
    var binary = subject.binary();
    binary.bundleId = null;
    binary.shortVersion = null;
    binary.bundleVersion = null;
    binary.nested(Kind.APP_EXTENSION, "PlugIns/W.appex", "", app("org.other.widget", "1.0"));

    assertThat(nestedFindings(subject)).isEmpty();
  }

  private static List<Finding> nestedFindings(Subject subject) {
    subject.withApple = false;
    return subject.examined();
  }
}

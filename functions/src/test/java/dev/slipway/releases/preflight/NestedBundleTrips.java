package dev.slipway.releases.preflight;

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

import dev.slipway.drops.ipa.nested.NestedBundle.BundleInfo;
import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.releases.preflight.checks.NestedBundleCheck;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pairs for [NestedBundleCheck].
final class NestedBundleTrips {
  private NestedBundleTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        trip(
            BUNDLE_FOR_SIMULATOR,
            b -> b.nested(Kind.RESOURCES, "Pay.bundle", "", platforms("iPhoneSimulator")),
            b -> b.nested(Kind.RESOURCES, "Pay.bundle", "", platforms("iPhoneOS"))),
        trip(
            FRAMEWORK_SYSTEM_TOO_LOW,
            b -> b.frameworkInfo = framework("1.0", "1", "16.4"),
            b -> b.frameworkInfo = framework("1.0", "1", "100.0")),
        trip(
            FRAMEWORK_VERSION_INVALID,
            b -> b.frameworkInfo = framework("2.2.0.0", "1", "17.0"),
            b -> b.frameworkInfo = framework("2.2.0", "1.2.3.4", "17.0")),
        trip(
            FRAMEWORK_VERSION_MISSING,
            b -> b.frameworkInfo = framework(null, "1", "17.0"),
            b -> b.frameworkInfo = framework("1.0", "1", "17.0")),
        trip(
            FRAMEWORK_SYSTEM_MISSING,
            b -> b.frameworkInfo = framework("1.0", "1", null),
            b -> {
              b.frameworkInfo = framework("1.0", "1", null);
              b.framework = new Inspection.Missing<>();
            }),
        trip(
            FRAMEWORK_INFO_PLIST_MISSING,
            b -> b.frameworkInfo = new Inspection.Missing<>(),
            b -> b.frameworkInfo = new Inspection.NotLookedAt<>()),
        trip(
            NESTED_ID_FOREIGN,
            b ->
                b.nested(Kind.APP_EXTENSION, "PlugIns/W.appex", "", app("com.acme.app.a.b", "2.0")),
            b -> b.nested(Kind.APP_CLIP, "AppClips/C.app", "", app("com.acme.App.a.b", "2.0"))),
        trip(
            EXTENSION_VERSION_OTHER,
            b -> b.nested(Kind.APP_CLIP, "AppClips/C.app", "", app("com.acme.app.c", "2.0.0")),
            b -> b.nested(Kind.WATCH_APP, "Watch/W.app", "", app("com.acme.app.c", "2.0.0"))),
        trip(
            WATCH_APP_VERSION_OTHER,
            b -> b.nested(Kind.WATCH_APP, "Watch/W.app", "", app("com.acme.app.w", "1.9")),
            b -> {
              b.watchOnly = true;
              b.nested(Kind.WATCH_APP, "Watch/W.app", "", app("com.acme.app.w", "1.9"));
            }),
        trip(BUNDLES_NOT_LOOKED_AT, b -> b.notLookedAt = 1, b -> b.notLookedAt = 0));
  }

  private static Trip trip(
      NestedBundleCheck check, Consumer<Binary> breaking, Consumer<Binary> sparing) {
    return Trip.of(check, s -> breaking.accept(s.binary()), s -> sparing.accept(s.binary()));
  }

  static BundleInfo app(String bundleId, String version) {
    return new BundleInfo(bundleId, version, "20", "17.0", List.of("iPhoneOS"));
  }

  static BundleInfo platforms(String... names) {
    return new BundleInfo("com.pay", null, null, null, List.of(names));
  }

  static Inspection<BundleInfo> framework(
      @Nullable String shortVersion, @Nullable String bundleVersion, @Nullable String minimum) {
    return new Inspection.Seen<>(
        new BundleInfo("com.kit", shortVersion, bundleVersion, minimum, List.of()));
  }
}

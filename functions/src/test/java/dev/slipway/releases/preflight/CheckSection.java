package dev.slipway.releases.preflight;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.builds.BuildCheck;
import dev.slipway.releases.preflight.checks.AccountCheck;
import dev.slipway.releases.preflight.checks.BinaryCheck;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.ManifestCheck;
import dev.slipway.releases.preflight.checks.MediaCheck;
import dev.slipway.releases.preflight.checks.NestedBundleCheck;
import dev.slipway.releases.preflight.checks.PricingCheck;
import dev.slipway.releases.preflight.checks.PurchaseCheck;
import dev.slipway.releases.preflight.checks.ReviewInformationCheck;
import dev.slipway.releases.preflight.checks.SigningCheck;
import dev.slipway.releases.preflight.checks.TestFlightCheck;
import dev.slipway.releases.preflight.checks.TextCheck;
import dev.slipway.releases.preflight.checks.VersionCheck;
import dev.slipway.releases.preflight.creative.CreativeCheck;
import dev.slipway.releases.preflight.creative.CreativeLibraryCheck;
import dev.slipway.releases.preflight.live.LivePageCheck;
import dev.slipway.releases.preflight.live.LiveVersionCheck;
import dev.slipway.releases.preflight.storefronts.StorefrontCheck;
import dev.slipway.releases.readiness.looks.ReadinessCheck;
import java.util.List;
import java.util.stream.Stream;

/// A section of docs/preflight.md.
///
/// @param asksApple whether its checks need what Apple has of the app; the others need the drop
///   alone
record CheckSection(String title, boolean asksApple, List<Check> checks) {

  /// Checks that only an answer about readiness reports; `LooksTest` has their pairs.
  private static final CheckSection READINESS =
      ofApple("What only readiness without a drop reports (asks Apple)", ReadinessCheck.values());

  /// In the order of the page. `PreflightTest` finds a check that is in none of them.
  static final List<CheckSection> ALL =
      List.of(
          ofDrop("Reading the drop", ReadingCheck.values()),
          ofDrop("release.json and copyright", ManifestCheck.values()),
          ofDrop("The app", BinaryCheck.values()),
          ofDrop("Bundles in the app", NestedBundleCheck.values()),
          ofDrop("How the app is signed", SigningCheck.values()),
          ofDrop("Texts and categories", TextCheck.values()),
          ofDrop("Screenshots and previews", MediaCheck.values()),
          ofDrop("Product page headers and search results", CreativeCheck.values()),
          ofDrop("Information for App Review", ReviewInformationCheck.values()),
          ofDrop("Texts for the version on the App Store", LivePageCheck.values()),
          ofApple("Key and account (asks Apple)", AccountCheck.values()),
          ofApple("A build that Apple has (asks Apple)", BuildCheck.values()),
          ofApple(
              "The asset library for headers and search results (asks Apple)",
              CreativeLibraryCheck.values()),
          ofApple("Builds, versions and submissions at Apple (asks Apple)", VersionCheck.values()),
          ofApple("In-app purchases and subscriptions (asks Apple)", PurchaseCheck.values()),
          ofApple("The version on the App Store (asks Apple)", LiveVersionCheck.values()),
          ofApple("What App Review requires (asks Apple)", CompletenessCheck.values()),
          ofApple("What TestFlight requires (asks Apple)", TestFlightCheck.values()),
          ofApple("Price and availability (asks Apple)", PricingCheck.values()),
          ofApple(
              "What Apple neither refuses nor lets the API set (asks Apple)",
              StorefrontCheck.values()),
          READINESS);

  private static CheckSection ofDrop(String title, Check[] checks) {
    return new CheckSection(title, false, List.of(checks));
  }

  private static CheckSection ofApple(String title, Check[] checks) {
    return new CheckSection(title, true, List.of(checks));
  }

  /// The checks of preflight.
  static List<Check> allChecks() {
    return ALL.stream()
        .filter(section -> section != READINESS)
        .flatMap(section -> section.checks().stream())
        .toList();
  }

  /// The checks of preflight and of readiness.
  static List<Check> wholePage() {
    return ALL.stream().flatMap(section -> section.checks().stream()).toList();
  }

  static Stream<Check> checksOfDrop() {
    return ALL.stream()
        .filter(section -> !section.asksApple())
        .flatMap(section -> section.checks().stream());
  }
}

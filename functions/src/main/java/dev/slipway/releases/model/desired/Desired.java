package dev.slipway.releases.model.desired;

import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.manifest.PurchaseTerms;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the drop asks for, read once and then fixed.
///
/// @param ipa the pinned `.ipa`
/// @param shortVersion CFBundleShortVersionString, which is also the App Store version's string
/// @param bundleVersion CFBundleVersion, the build number
/// @param usesNonExemptEncryption from the Info.plist or `release.json`; null when neither answers
/// @param exportComplianceCode `ITSEncryptionExportComplianceCode` of the Info.plist; null without
///   one, and in records of older versions
/// @param terms what `release.json` asks for beyond the build; no choices for a bare `.ipa`
public record Desired(
    ObjectVersion ipa,
    String bundleId,
    String shortVersion,
    String bundleVersion,
    Platform platform,
    @Nullable Boolean usesNonExemptEncryption,
    @Nullable String exportComplianceCode,
    Terms terms) {

  /// Creates what a drop asks for whose build names no export compliance code.
  public Desired(
      ObjectVersion ipa,
      String bundleId,
      String shortVersion,
      String bundleVersion,
      Platform platform,
      @Nullable Boolean usesNonExemptEncryption,
      Terms terms) {
    this(
        ipa, bundleId, shortVersion, bundleVersion, platform, usesNonExemptEncryption, null, terms);
  }

  /// What to do when App Review has an earlier release of the app.
  public enum OnConflict {
    QUEUE,
    REPLACE
  }

  /// What to do when a draft submission contains items that Slipway did not add.
  public enum OnForeignItems {
    /// Asks a person.
    STOP,
    /// Submits these items together with this version.
    JOIN
  }

  /// The choices of `release.json`. A null component keeps the previous version's value.
  ///
  /// @param whatsNew text per locale; empty keeps the previous version's texts
  /// @param submit whether to submit; if false, Slipway prepares everything and stops
  /// @param testFlight null when the drop does not use TestFlight
  /// @param purchases null when `release.json` does not say which products to submit: none
  public record Terms(
      @Nullable ReleaseType releaseType,
      @Nullable Instant earliestReleaseDate,
      @Nullable Boolean phasedRelease,
      Map<String, String> whatsNew,
      @Nullable String copyright,
      boolean submit,
      OnConflict onConflict,
      OnForeignItems onForeignItems,
      @Nullable TestFlightTerms testFlight,
      @Nullable PurchaseTerms purchases) {

    /// No choices: keeps the previous version's values, and submits.
    public static final Terms OPEN =
        new Terms(null, null, null, Map.of(), null, true, OnConflict.QUEUE);

    /// Creates terms that submit no purchases.
    public Terms(
        @Nullable ReleaseType releaseType,
        @Nullable Instant earliestReleaseDate,
        @Nullable Boolean phasedRelease,
        Map<String, String> whatsNew,
        @Nullable String copyright,
        boolean submit,
        OnConflict onConflict,
        OnForeignItems onForeignItems,
        @Nullable TestFlightTerms testFlight) {
      this(
          releaseType,
          earliestReleaseDate,
          phasedRelease,
          whatsNew,
          copyright,
          submit,
          onConflict,
          onForeignItems,
          testFlight,
          null);
    }

    /// Creates terms without TestFlight that stop at items Slipway did not add.
    public Terms(
        @Nullable ReleaseType releaseType,
        @Nullable Instant earliestReleaseDate,
        @Nullable Boolean phasedRelease,
        Map<String, String> whatsNew,
        @Nullable String copyright,
        boolean submit,
        OnConflict onConflict) {
      this(
          releaseType,
          earliestReleaseDate,
          phasedRelease,
          whatsNew,
          copyright,
          submit,
          onConflict,
          OnForeignItems.STOP,
          null);
    }

    public Terms {
      whatsNew = Map.copyOf(whatsNew);
    }

    /// Returns whether the release submits products of the app, or would leave some behind. Those
    /// that `release.json` names are looked at also when the version is submitted later.
    public boolean concernsProducts() {
      boolean named = purchases != null && !purchases.productIds().isEmpty();
      return (submit || named)
          && (testFlight == null || !testFlight.only())
          && (purchases == null || purchases.wantsAny());
    }
  }
}

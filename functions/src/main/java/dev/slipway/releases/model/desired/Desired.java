package dev.slipway.releases.model.desired;

import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.manifest.PurchaseTerms;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the drop asks for, read once and then fixed; only [#bundleVersion()] of a build that Apple
/// has may still be [#LATEST], until preflight has chosen one.
///
/// @param ipa the pinned `.ipa`. Without one it is the pinned `release.json`, because the version
///   before reads no record that lacks this component. That version never sends the file: before
///   preflight has passed it reads `release.json` itself, in which it does not know `bundleId`, and
///   stops; after that the ledger of a build that Apple has shows an upload that is complete, and a
///   release without a build has no answer on encryption, without which that version stops, too
/// @param shortVersion CFBundleShortVersionString, which is also the App Store version's string
/// @param bundleVersion CFBundleVersion, the build number; see [#buildNumber()]
/// @param usesNonExemptEncryption from the Info.plist or `release.json`; null when neither answers
/// @param exportComplianceCode `ITSEncryptionExportComplianceCode` of the Info.plist; null without
///   one, and in records of older versions
/// @param terms what `release.json` asks for beyond the build; no choices for a bare `.ipa`
/// @param insteadOfIpa what a drop without an `.ipa` brings; null for one with an `.ipa`, and in
///   records of older versions
@RecordBuilder
public record Desired(
    ObjectVersion ipa,
    String bundleId,
    String shortVersion,
    String bundleVersion,
    Platform platform,
    @Nullable Boolean usesNonExemptEncryption,
    @Nullable String exportComplianceCode,
    Terms terms,
    @Nullable InsteadOfIpa insteadOfIpa)
    implements DesiredBuilder.With {

  /// Stands for the build number of the newest build that can be released, until it is chosen.
  public static final String LATEST = "LATEST";

  /// Stands for the build number of a release without a build.
  public static final String NO_BUILD = "NONE";

  /// What a drop brings that has no `.ipa`.
  public enum InsteadOfIpa {
    /// It names a build that Apple has.
    BUILD_AT_APPLE,
    /// It changes what belongs to the app and the version, and needs no build.
    NO_BUILD,
    /// It changes the version that is on the App Store.
    LIVE_VERSION,
    /// It submits purchases, and no version.
    PURCHASES
  }

  /// Creates what a drop with an `.ipa` asks for.
  public Desired(
      ObjectVersion ipa,
      String bundleId,
      String shortVersion,
      String bundleVersion,
      Platform platform,
      @Nullable Boolean usesNonExemptEncryption,
      @Nullable String exportComplianceCode,
      Terms terms) {
    this(
        ipa,
        bundleId,
        shortVersion,
        bundleVersion,
        platform,
        usesNonExemptEncryption,
        exportComplianceCode,
        terms,
        null);
  }

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

  /// Returns whether the drop has an `.ipa`, which the release uploads.
  public boolean hasIpa() {
    return insteadOfIpa == null;
  }

  /// Returns whether the drop names a build that Apple has.
  public boolean namesBuildAtApple() {
    return insteadOfIpa == InsteadOfIpa.BUILD_AT_APPLE;
  }

  /// Returns whether the release works without a build.
  public boolean needsNoBuild() {
    return insteadOfIpa == InsteadOfIpa.NO_BUILD;
  }

  /// Returns whether the release changes the version that is on the App Store, and prepares none.
  public boolean changesLiveVersion() {
    return insteadOfIpa == InsteadOfIpa.LIVE_VERSION;
  }

  /// Returns whether the release submits purchases without a version.
  public boolean submitsPurchasesAlone() {
    return insteadOfIpa == InsteadOfIpa.PURCHASES;
  }

  /// Returns whether the release prepares no version of its own: it concerns what the app has on
  /// the App Store, beside the release of a version that may be under way.
  public boolean isBesideVersions() {
    return changesLiveVersion() || submitsPurchasesAlone();
  }

  /// Returns CFBundleVersion; null without a build, and while the newest one is not chosen yet.
  public @Nullable String buildNumber() {
    return needsNoBuild()
            || isBesideVersions()
            || (namesBuildAtApple() && bundleVersion.equals(LATEST))
        ? null
        : bundleVersion;
  }

  /// Returns where the drop says the version, for problems.
  public String placeOfVersion() {
    return hasIpa() ? ipa.fileName() + ": CFBundleShortVersionString" : "$.version";
  }

  /// Returns where the drop says which build to release, for problems.
  public String placeOfBuild() {
    return hasIpa() ? ipa.fileName() : "$.build";
  }

  /// Returns whether both drops have the same `.ipa`.
  public boolean isOfSameIpa(Desired other) {
    return hasIpa()
        && other.hasIpa()
        && ipa.etag().equals(other.ipa.etag())
        && ipa.sizeBytes() == other.ipa.sizeBytes();
  }

  /// Returns the same with this in place of an `.ipa`.
  public Desired with(InsteadOfIpa instead) {
    return withInsteadOfIpa(instead);
  }

  /// Returns the same for the build that was chosen.
  public Desired ofBuild(String number) {
    return withBundleVersion(number);
  }

  /// Returns the same, prepared and not submitted.
  public Desired notSubmitted() {
    return withTerms(terms.notSubmitted());
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

    /// Returns the same without the submission.
    Terms notSubmitted() {
      return new Terms(
          releaseType,
          earliestReleaseDate,
          phasedRelease,
          whatsNew,
          copyright,
          false,
          onConflict,
          onForeignItems,
          testFlight,
          purchases);
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

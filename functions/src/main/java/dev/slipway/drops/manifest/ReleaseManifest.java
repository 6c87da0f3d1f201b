package dev.slipway.drops.manifest;

import dev.slipway.drops.GitLfs;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.testflight.TestFlightTerms;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `release.json`: the settings of one release beyond the `.ipa`, or in place of one. Its
/// published schema is the resource `release.schema.json` of this module; a test keeps both equal.
///
/// @param version must equal the app's `CFBundleShortVersionString` when present
/// @param ipa the app's file name in the drop's folder; may be omitted when the folder has exactly
///   one `.ipa`
/// @param releaseType empty for that of the previous version, otherwise the connection's default
/// @param earliestReleaseDate on a whole hour in UTC; present exactly when the type is SCHEDULED.
///   Whether it is in the future depends on the clock and is not checked here
/// @param phasedRelease empty for that of the previous version, otherwise the connection's default
/// @param whatsNew texts by locale, each of 4 to 4,000 characters; empty when omitted
/// @param usesNonExemptEncryption the answer on export compliance; it has no default
/// @param copyright for example `2026 Example Ltd`
/// @param contentRights the answer on third-party content, a legal statement; it has no default
/// @param price null to leave the price unchanged
/// @param availability null to leave unchanged where the app is available
/// @param ageRatingConfig the path of the age rating file in the drop's folder; empty for
///   `app_rating_config.json`, as in fastlane
/// @param removeMissingLocales whether to delete locales at Apple that the drop does not have;
///   false when omitted
/// @param skipScreenshots whether to skip the drop's screenshots and previews; false when omitted
/// @param previewFrameTimeCode the previews' poster frame as hours:minutes:seconds:frames
/// @param media which way screenshots and previews take; null when omitted: the sets, unless the
///   version has media in the asset library that Slipway brought there
/// @param testFlight empty when the release does not use TestFlight
/// @param submit whether to submit for review; true when omitted
/// @param onConflict QUEUE when omitted
/// @param onForeignItems STOP when omitted
/// @param purchases which in-app purchases and subscriptions to submit with the version; null when
///   omitted: none, and a warning about those that are ready
/// @param dryRun whether to make a plan only; false when omitted
/// @param withoutIpa the app, and its build at Apple, of a folder without an `.ipa`; null for one
///   with an `.ipa`
public record ReleaseManifest(
    @Nullable String version,
    @Nullable String ipa,
    @Nullable ReleaseType releaseType,
    @Nullable OffsetDateTime earliestReleaseDate,
    @Nullable Boolean phasedRelease,
    Map<String, String> whatsNew,
    @Nullable Boolean usesNonExemptEncryption,
    @Nullable String copyright,
    @Nullable ContentRights contentRights,
    @Nullable PriceTerms price,
    @Nullable AvailabilityTerms availability,
    @Nullable String ageRatingConfig,
    boolean removeMissingLocales,
    boolean skipScreenshots,
    @Nullable String previewFrameTimeCode,
    @Nullable MediaWay media,
    @Nullable TestFlightTerms testFlight,
    boolean submit,
    OnConflict onConflict,
    OnForeignItems onForeignItems,
    @Nullable PurchaseTerms purchases,
    boolean dryRun,
    @Nullable WithoutIpa withoutIpa) {
  /// The build that `release.json` names when it asks for the newest one.
  public static final String LATEST_BUILD = "LATEST";

  /// Slipway rejects larger documents without parsing them.
  public static final int MAX_SIZE_BYTES = 1 << 20;

  /// What a folder without an `.ipa` says of the app.
  ///
  /// @param bundleId null when it is missing or invalid
  /// @param platform null when omitted: iOS, unless Apple has builds of the version for another one
  /// @param build the build number, or [#LATEST_BUILD]; null for a release that needs no build
  /// @param live whether to change the version that is on the App Store now
  public record WithoutIpa(
      @Nullable String bundleId,
      @Nullable AppPlatform platform,
      @Nullable String build,
      boolean live) {
    /// Creates what a folder says that has its own version.
    public WithoutIpa(
        @Nullable String bundleId, @Nullable AppPlatform platform, @Nullable String build) {
      this(bundleId, platform, build, false);
    }

    /// Returns the platform of the release.
    public AppPlatform platformOrPreset() {
      return platform == null ? AppPlatform.IOS : platform;
    }
  }

  public ReleaseManifest {
    whatsNew = Map.copyOf(whatsNew);
  }

  /// Returns the manifest of a bare `.ipa`: every field omitted.
  public static ReleaseManifest empty() {
    return new ReleaseManifest(
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        null,
        null,
        null,
        true,
        OnConflict.QUEUE,
        OnForeignItems.STOP,
        null,
        false,
        null);
  }

  /// Returns whether the release prepares an App Store version; false when it ends with TestFlight,
  /// when it changes the version on the App Store, and when it submits purchases alone.
  public boolean preparesVersion() {
    return !isBesideVersions() && (testFlight == null || !testFlight.only());
  }

  /// Returns whether the release prepares no version of its own, neither for the App Store nor for
  /// testers.
  public boolean isBesideVersions() {
    return changesLiveVersion() || submitsPurchasesAlone();
  }

  /// Returns whether the release submits purchases without a version.
  public boolean submitsPurchasesAlone() {
    return withoutIpa != null && !withoutIpa.live && version == null && purchases != null;
  }

  /// Returns whether the release changes the version that is on the App Store now.
  public boolean changesLiveVersion() {
    return withoutIpa != null && withoutIpa.live;
  }

  /// Reads a document strictly. Unknown fields, wrong types and nulls are faults; all faults are
  /// reported together, with line and column, and hide nothing of the other fields.
  public static ManifestReading parse(byte[] utf8) {
    if (GitLfs.isPointer(utf8, utf8.length)) {
      var pointer = ReadingCheck.GIT_LFS_POINTER.finding("release.json", null, "");
      return new ManifestReading.Faulty(List.of(pointer), null);
    }
    return new ManifestParser().parse(utf8);
  }
}

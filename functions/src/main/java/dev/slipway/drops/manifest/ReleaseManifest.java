package dev.slipway.drops.manifest;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `release.json`: what a person wants for one release beyond the `.ipa` itself. Its published
/// schema is the resource `release.schema.json` in this module; a test keeps both in step.
///
/// A component that the document leaves out is null, unless its line says otherwise.
///
/// @param version must equal the app's `CFBundleShortVersionString` when given
/// @param ipa the app's file name in the drop's folder; may be left out when exactly one `.ipa`
///   lies there
/// @param releaseType null: as the previous version, then the connection's default
/// @param earliestReleaseDate on a whole hour; present exactly when the type is SCHEDULED. Whether
///   it lies in the future depends on the clock and is not checked here
/// @param phasedRelease null: as the previous version, then the connection's default
/// @param whatsNew text by locale, each of 4 to 4,000 characters; empty when left out
/// @param usesNonExemptEncryption the answer on export compliance; never defaulted
/// @param copyright for example `2026 Example Ltd`
/// @param contentRights the answer on third-party content, a legal statement; never defaulted
/// @param ageRatingConfig path of the age rating's file in the drop's folder; null:
///   `app_rating_config.json`, where fastlane has it
/// @param removeMissingLocales whether locales at Apple that the drop does not have are deleted;
///   false when left out
/// @param skipScreenshots whether the drop's screenshots and previews are left out; false when left
///   out
/// @param previewFrameTimeCode the previews' poster frame as hours:minutes:seconds:frames
/// @param testFlight null: the release has nothing to do with TestFlight
/// @param submit whether to submit for review; true when left out
/// @param onConflict QUEUE when left out
/// @param onForeignItems STOP when left out
/// @param dryRun whether to only plan; false when left out
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
    @Nullable String ageRatingConfig,
    boolean removeMissingLocales,
    boolean skipScreenshots,
    @Nullable String previewFrameTimeCode,
    @Nullable TestFlightTerms testFlight,
    boolean submit,
    OnConflict onConflict,
    OnForeignItems onForeignItems,
    boolean dryRun) {
  /// Larger documents are refused unread.
  public static final int MAX_SIZE_BYTES = 1 << 20;

  public ReleaseManifest {
    whatsNew = Map.copyOf(whatsNew);
  }

  /// What a bare `.ipa` means: everything left out.
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
        false,
        false,
        null,
        null,
        true,
        OnConflict.QUEUE,
        OnForeignItems.STOP,
        false);
  }

  /// Reads a document strictly: unknown fields, wrong types and nulls are faults, all reported
  /// together.
  public static ManifestReading parse(byte[] utf8) {
    return new ManifestParser().parse(utf8);
  }
}

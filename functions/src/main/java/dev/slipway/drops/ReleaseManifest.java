package dev.slipway.drops;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// A `release.json`: what a person wants for one release beyond the `.ipa` itself. Its published
/// schema is the resource `release.schema.json` in this module; a test keeps both in step.
///
/// @param version must equal the app's `CFBundleShortVersionString` when given
/// @param ipa the app's file name in the drop's folder; may be left out when exactly one `.ipa`
///   lies there
/// @param releaseType empty: as the previous version, then the connection's default
/// @param earliestReleaseDate on a whole hour; present exactly when the type is SCHEDULED. Whether
///   it lies in the future depends on the clock and is not checked here
/// @param phasedRelease empty: as the previous version, then the connection's default
/// @param whatsNew text by locale, each of 4 to 4,000 characters; empty when left out
/// @param usesNonExemptEncryption the answer on export compliance; never defaulted
/// @param copyright for example `2026 Example Ltd`
/// @param submit whether to submit for review; true when left out
/// @param onConflict QUEUE when left out
/// @param dryRun whether to only plan; false when left out
public record ReleaseManifest(
    Optional<String> version,
    Optional<String> ipa,
    Optional<ReleaseType> releaseType,
    Optional<OffsetDateTime> earliestReleaseDate,
    Optional<Boolean> phasedRelease,
    Map<String, String> whatsNew,
    Optional<Boolean> usesNonExemptEncryption,
    Optional<String> copyright,
    boolean submit,
    OnConflict onConflict,
    boolean dryRun) {
  /// Larger documents are refused unread.
  public static final int MAX_SIZE_BYTES = 1 << 20;

  public ReleaseManifest {
    whatsNew = Map.copyOf(whatsNew);
  }

  /// What a bare `.ipa` means: everything left out.
  public static ReleaseManifest empty() {
    return new ReleaseManifest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        true,
        OnConflict.QUEUE,
        false);
  }

  /// Reads a document strictly: unknown fields, wrong types and nulls are faults, all reported
  /// together.
  public static ManifestReading parse(byte[] utf8) {
    return new ManifestParser().parse(utf8);
  }
}

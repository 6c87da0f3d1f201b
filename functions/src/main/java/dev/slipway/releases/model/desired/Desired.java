package dev.slipway.releases.model.desired;

import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ObjectVersion;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the drop asks for, read once and pinned.
///
/// @param ipa the `.ipa`, pinned
/// @param shortVersion CFBundleShortVersionString, also the App Store version's string
/// @param bundleVersion CFBundleVersion, the build number
/// @param usesNonExemptEncryption from the Info.plist or `release.json`; null when neither says so
/// @param terms what `release.json` asks for beyond the build; for a bare `.ipa` all left open
public record Desired(
    ObjectVersion ipa,
    String bundleId,
    String shortVersion,
    String bundleVersion,
    Platform platform,
    @Nullable Boolean usesNonExemptEncryption,
    Terms terms) {

  /// What to do when an earlier release of the app is with App Review.
  public enum OnConflict {
    QUEUE,
    REPLACE
  }

  /// What to do when a draft submission holds what others put there.
  public enum OnForeignItems {
    /// Ask a person.
    STOP,
    /// Submit it together with this version.
    JOIN
  }

  /// The wishes of `release.json`. Null means: as the previous version has it.
  ///
  /// @param whatsNew text per locale; empty means: as the previous version has it
  /// @param submit false prepares everything and stops
  /// @param testFlight null: TestFlight is left alone
  public record Terms(
      @Nullable ReleaseType releaseType,
      @Nullable Instant earliestReleaseDate,
      @Nullable Boolean phasedRelease,
      Map<String, String> whatsNew,
      @Nullable String copyright,
      boolean submit,
      OnConflict onConflict,
      OnForeignItems onForeignItems,
      @Nullable TestFlightTerms testFlight) {

    /// Nothing said: everything as before, and submit.
    public static final Terms OPEN =
        new Terms(null, null, null, Map.of(), null, true, OnConflict.QUEUE);

    /// Without wishes for TestFlight, and stopping at what others prepared.
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
  }
}

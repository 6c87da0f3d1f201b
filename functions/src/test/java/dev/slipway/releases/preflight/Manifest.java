package dev.slipway.releases.preflight;

import dev.slipway.drops.manifest.ContentRights;
import dev.slipway.drops.manifest.OnConflict;
import dev.slipway.drops.manifest.OnForeignItems;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.manifest.ReleaseType;
import dev.slipway.drops.manifest.TestFlightTerms;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A release.json in the making.
final class Manifest {
  @Nullable String version;
  @Nullable ReleaseType releaseType;
  @Nullable OffsetDateTime earliestReleaseDate;
  @Nullable Boolean phasedRelease;
  @Nullable Boolean usesNonExemptEncryption;
  @Nullable ContentRights contentRights;
  boolean removeMissingLocales;
  boolean testFlightOnly;
  boolean submit = true;
  OnForeignItems onForeignItems = OnForeignItems.STOP;

  ReleaseManifest build() {
    return new ReleaseManifest(
        Optional.ofNullable(version),
        Optional.empty(),
        Optional.ofNullable(releaseType),
        Optional.ofNullable(earliestReleaseDate),
        Optional.ofNullable(phasedRelease),
        Map.of(),
        Optional.ofNullable(usesNonExemptEncryption),
        Optional.empty(),
        Optional.ofNullable(contentRights),
        Optional.empty(),
        removeMissingLocales,
        false,
        Optional.empty(),
        testFlightOnly
            ? Optional.of(new TestFlightTerms(Map.of(), List.of(), false, true))
            : Optional.empty(),
        submit,
        OnConflict.QUEUE,
        onForeignItems,
        false);
  }
}

package dev.slipway.releases.preflight;

import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.ContentRights;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.manifest.OnConflict;
import dev.slipway.drops.manifest.OnForeignItems;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.manifest.ReleaseType;
import dev.slipway.drops.testflight.TestFlightSetup;
import dev.slipway.drops.testflight.TestFlightTerms;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A release.json in the making.
final class Manifest {
  @Nullable String version;
  @Nullable ReleaseType releaseType;
  @Nullable OffsetDateTime earliestReleaseDate;
  @Nullable Boolean phasedRelease;
  @Nullable Boolean usesNonExemptEncryption;
  @Nullable ContentRights contentRights;
  @Nullable PriceTerms price;
  @Nullable AvailabilityTerms availability;
  boolean removeMissingLocales;
  @Nullable MediaWay media;
  boolean testFlightOnly;
  Map<String, String> whatToTest = Map.of();
  List<String> groups = List.of();
  TestFlightSetup testFlightSetup = TestFlightSetup.NONE;
  boolean submit = true;
  @Nullable PurchaseTerms purchases;
  ReleaseManifest.@Nullable WithoutIpa withoutIpa;
  OnForeignItems onForeignItems = OnForeignItems.STOP;

  ReleaseManifest build() {
    return new ReleaseManifest(
        version,
        null,
        releaseType,
        earliestReleaseDate,
        phasedRelease,
        Map.of(),
        usesNonExemptEncryption,
        null,
        contentRights,
        price,
        availability,
        null,
        removeMissingLocales,
        false,
        null,
        media,
        testFlightOnly || !whatToTest.isEmpty() || !groups.isEmpty()
            ? new TestFlightTerms(
                whatToTest, groups, !groups.isEmpty(), testFlightOnly, testFlightSetup)
            : null,
        submit,
        OnConflict.QUEUE,
        onForeignItems,
        purchases,
        false,
        withoutIpa);
  }
}

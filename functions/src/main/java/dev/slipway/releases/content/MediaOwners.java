package dev.slipway.releases.content;

import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.model.ledgers.ContentLedger;
import org.jspecify.annotations.Nullable;

/// Decides whether the media of a place are in sets or in the app's asset library. The ledger keeps
/// what was decided at the first touch: one place must never be filled by both, because Apple does
/// not say what it shows then (asset-library.md, 9). What belongs to no display is in no set.
///
/// @param wanted what `release.json` says; null for nothing: sets, unless the version shows media
///   in the library that Slipway brought there
record MediaOwners(ContentLedger ledger, @Nullable MediaWay wanted) {
  private static final String SET = "mediaSet/";

  /// The ledger's name of the library.
  static final String ASSET_LIBRARY = "assetLibrary";

  /// Returns the ledger's name of a set.
  static String setName(MediaPlace place) {
    return SET + place.locale() + "/" + place.displayType();
  }

  /// Returns the ledger's name for the library as the owner of a place.
  static String libraryName(MediaPlace place) {
    return ContentLedger.MEDIA_LIBRARY + place.locale() + "/" + place.displayType();
  }

  /// Returns whether the library has the place, as far as that is known without asking Apple.
  boolean isLibrary(MediaPlace place) {
    return place.creative().isPresent()
        || knows(libraryName(place))
        || (!knows(setName(place)) && wanted == MediaWay.LIBRARY);
  }

  /// Returns whether what the version shows in the library decides.
  boolean isUndecided(MediaPlace place) {
    return wanted == null && !knows(libraryName(place)) && !knows(setName(place));
  }

  /// Returns whether the version may show media of the library at a place of the sets that the
  /// release must know of: those decide, or they must go.
  boolean concernsPlacements(MediaPlace place) {
    return !isLibrary(place) && (isUndecided(place) || wanted == MediaWay.SETS);
  }

  /// Returns whether this release brought an asset to Apple.
  boolean brought(String assetId) {
    return ledger.assets().values().stream().anyMatch(asset -> asset.id().equals(assetId));
  }

  private boolean knows(String name) {
    return ledger.resources().containsKey(name);
  }
}

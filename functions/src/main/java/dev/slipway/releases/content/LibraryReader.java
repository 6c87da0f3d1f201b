package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.library.PlacementsClient;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.releases.content.diff.AppleContent;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.LibraryContent;
import dev.slipway.releases.content.diff.LibrarySlots;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.OwnWork;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what the app's asset library has of a drop's media:
///
/// - the library: one call, unless the ledger knows it;
/// - the files, by the names of their contents: one for each kind and hundred of them;
/// - what the localizations show: one for each locale, and only when every file is processed.
///
/// Where the sets have media without a checksum, which may be those of the library, or the locale
/// shows more of the library than the sets do, one call for the locale decides. For one reading.
final class LibraryReader {
  private final AppStoreConnectClient apple;
  private final PlacementsClient placements;
  private final AppId app;
  private final MediaOwners owners;
  private final SortedMap<MediaPlace, List<MediaFile>> places;
  private final Map<String, LocalizationId> locales;
  private final Map<String, List<Placement>> listed = new HashMap<>();
  private int calls;
  private int forFiles;

  /// @param locales the version's localizations at Apple
  LibraryReader(
      AppStoreConnectClient apple,
      AppId app,
      MediaOwners owners,
      DropContent drop,
      Map<String, LocalizationId> locales) {
    this.apple = apple;
    this.placements = apple.placements();
    this.app = app;
    this.owners = owners;
    this.places = MediaPlace.group(drop.allMedia());
    this.locales = locales;
  }

  /// Returns the number of calls made.
  int calls() {
    return calls;
  }

  /// Returns the places that the library has, without the drop's files yet.
  ///
  /// @param present with the sets; those of library places may be missing
  /// @param slots the slots of what a locale shows of the library; empty if they are not known
  LibraryContent owned(
      AppleContent present, Function<String, Optional<List<PlacementSlot>>> slots) {
    var owned = new TreeSet<MediaPlace>();
    var mirrored = new HashSet<String>();
    var beside = new HashMap<MediaPlace, List<Placement>>();
    for (MediaPlace place : places.keySet()) {
      if (owners.isLibrary(place)) {
        owned.add(place);
        continue;
      }
      if (!owners.concernsPlacements(place)) {
        continue;
      }
      var members = present.set(place).map(AssetSet::assets).orElse(List.of());
      var unproven =
          members.stream()
              .filter(LibraryReader::isUnproven)
              .map(Asset::id)
              .filter(id -> !owners.brought(id))
              .toList();
      if (unproven.isEmpty() && !mayShowMore(place, members.size(), slots)) {
        continue;
      }
      var shown = placements(place);
      var inNoSet = present.besideSets(place, shown, owners::brought);
      boolean mirrorsOurs =
          !unproven.isEmpty()
              && shown.stream().anyMatch(one -> isOurs(one) && !inNoSet.contains(one));
      if (owners.wanted() != MediaWay.SETS) {
        if (mirrorsOurs || !inNoSet.isEmpty()) {
          owned.add(place);
        }
        continue;
      }
      if (mirrorsOurs) {
        mirrored.addAll(unproven);
      }
      if (!inNoSet.isEmpty()) {
        beside.put(place, inNoSet);
      }
    }
    return new LibraryContent(null, owned, List.of(), null, mirrored, beside);
  }

  /// Returns whether a locale may show more of the library at a place than its sets do.
  private boolean mayShowMore(
      MediaPlace place, int inSets, Function<String, Optional<List<PlacementSlot>>> slots) {
    if (!locales.containsKey(place.locale())) {
      return false;
    }
    var slot = LibrarySlots.of(place);
    return slots
        .apply(place.locale())
        .map(all -> all.stream().filter(slot::equals).count() > inSets)
        .orElse(true);
  }

  /// Returns the places that the library is known to have, without asking Apple.
  LibraryContent decided() {
    var owned = places.keySet().stream().filter(owners::isLibrary).collect(Collectors.toSet());
    return new LibraryContent(null, owned, List.of(), null, Set.of(), Map.of());
  }

  private static boolean isUnproven(Asset asset) {
    return asset.state() == AssetState.COMPLETE && asset.checksum() == null;
  }

  private static boolean isOurs(Placement placement) {
    var asset = placement.asset();
    return asset != null && LibrarySlots.isOurs(asset.referenceName());
  }

  /// Reads the drop's files, and what the localizations show.
  ///
  /// @param owned what [#owned] found
  /// @param own with the checksums of all files of its places
  /// @param always whether to read what the localizations show in any case, for a plan
  LibraryContent read(LibraryContent owned, OwnWork own, boolean always) {
    if (owned.places().isEmpty()) {
      return owned;
    }
    var library = library(owned.places());
    var names = new EnumMap<AssetKind, Set<String>>(AssetKind.class);
    places.forEach(
        (place, media) -> {
          if (owned.places().contains(place)) {
            media.forEach(
                file ->
                    names
                        .computeIfAbsent(
                            LibrarySlots.assetKind(file.kind()), _ -> new LinkedHashSet<>())
                        .add(own.referenceName(file)));
          }
        });
    forFiles = 0;
    var assets = new ArrayList<LibraryAsset>();
    names.forEach(
        (kind, wanted) -> {
          forFiles += callsFor(wanted.size());
          assets.addAll(
              apple.libraryAssets().findByReferenceName(library, kind, List.copyOf(wanted)));
        });
    calls += forFiles;
    var found = owned.with(library, assets);
    return always || found.isReady(places.values(), own) ? withPlacements(found) : found;
  }

  /// Returns how many calls a run makes to read besides those for a plan: a look at what is placed
  /// reads everything again, and so does the one before, at what is processed; a run does not read
  /// what the localizations show before that. The reference data are read before anything is
  /// placed.
  int callsForLooks(LibraryContent found, List<ContentChange> changes) {
    if (changes.stream()
        .noneMatch(
            change -> change instanceof ContentChange.LibraryChange library && library.sends())) {
      return 0;
    }
    boolean uploads = changes.stream().anyMatch(ContentChange.UploadToLibrary.class::isInstance);
    boolean places =
        changes.stream()
            .anyMatch(
                change ->
                    change instanceof ContentChange.PlaceMedia media
                        && media.slots().stream().anyMatch(slot -> slot.placement() == null));
    long locales = found.places().stream().map(MediaPlace::locale).distinct().count();
    return (int) ((uploads ? 2L : 1L) * forFiles + locales + (places ? 1 : 0));
  }

  private static int callsFor(int names) {
    return (names + 99) / 100;
  }

  private AssetLibraryId library(Set<MediaPlace> owned) {
    String known = owners.ledger().resources().get(MediaOwners.ASSET_LIBRARY);
    if (known != null) {
      return new AssetLibraryId(known);
    }
    calls++;
    return apple
        .assetLibraries()
        .find(app)
        .orElseThrow(
            () ->
                new RoundEndedException(
                    new ContentOutcome.NeedsAttention(LibraryProblems.libraryMissing(owned))));
  }

  private LibraryContent withPlacements(LibraryContent found) {
    var shown = new HashMap<MediaPlace, List<Placement>>();
    found.places().forEach(place -> shown.put(place, placements(place)));
    return found.with(shown);
  }

  /// Returns what a localization shows at a place; nothing if Apple does not have the localization.
  private List<Placement> placements(MediaPlace place) {
    var localization = locales.get(place.locale());
    if (localization == null) {
      return List.of();
    }
    var slot = LibrarySlots.of(place);
    return listed
        .computeIfAbsent(
            place.locale(),
            _ -> {
              calls++;
              return placements.listFor(localization);
            })
        .stream()
        .filter(placement -> placement.slot().equals(slot))
        .toList();
  }
}

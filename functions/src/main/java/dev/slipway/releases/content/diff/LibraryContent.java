package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the app's asset library has of a drop's media.
///
/// @param library null when no media of the drop are in the library
/// @param places the places whose media are in the library; all others are sets
/// @param assets those with a name of the drop's files
/// @param placements what the localizations show there, in the App Store's order; null while not
///   every file is processed, and nothing can be placed
/// @param mirrored IDs of the screenshots and previews in sets that show what Slipway brought to
///   the library, where `release.json` wants sets
/// @param beside placements that no set shows, where `release.json` wants sets
public record LibraryContent(
    @Nullable AssetLibraryId library,
    Set<MediaPlace> places,
    List<LibraryAsset> assets,
    @Nullable Map<MediaPlace, List<Placement>> placements,
    Set<String> mirrored,
    Map<MediaPlace, List<Placement>> beside) {
  /// No media are in the library.
  public static final LibraryContent NONE =
      new LibraryContent(null, Set.of(), List.of(), null, Set.of(), Map.of());

  /// An asset is one of a file only if it has its size, too.
  record File(AssetKind kind, String referenceName, long sizeBytes) {}

  public LibraryContent {
    places = Set.copyOf(places);
    assets = List.copyOf(assets);
    placements = placements == null ? null : Map.copyOf(placements);
    mirrored = Set.copyOf(mirrored);
    beside = Map.copyOf(beside);
  }

  /// Returns the same with the assets that have a name of the drop's files.
  public LibraryContent with(AssetLibraryId found, List<LibraryAsset> named) {
    return new LibraryContent(found, places, named, placements, mirrored, beside);
  }

  /// Returns the same with what the localizations show.
  public LibraryContent with(Map<MediaPlace, List<Placement>> shown) {
    return new LibraryContent(library, places, assets, shown, mirrored, beside);
  }

  /// Returns the asset of a file: of several the one that is most usable, because a late answer may
  /// have left a second one.
  Optional<LibraryAsset> asset(File file, Set<String> stuck) {
    return all(file).stream()
        .min(
            Comparator.<LibraryAsset>comparingInt(asset -> rank(asset, stuck))
                .thenComparing(asset -> asset.id().value()));
  }

  /// Returns whether every file of the library's places is processed.
  public boolean isReady(Collection<List<MediaFile>> media, OwnWork own) {
    return media.stream()
        .flatMap(List::stream)
        .filter(file -> MediaPlace.of(file).map(places::contains).orElse(false))
        .map(own::inLibrary)
        .distinct()
        .allMatch(file -> asset(file, own.stuck()).map(LibraryAsset::isProcessed).orElse(false));
  }

  /// Returns the size in which Apple stored an image that this release brought; empty for any other
  /// file.
  public Optional<LibraryAsset.ImageSize> stored(MediaFile media, OwnWork own) {
    var id = own.reserved(media).map(ContentLedger.Asset::id);
    return all(own.inLibrary(media)).stream()
        .filter(asset -> id.equals(Optional.of(asset.id().value())))
        .flatMap(asset -> Optional.ofNullable(asset.image()).stream())
        .findFirst();
  }

  /// Returns all assets of a file.
  List<LibraryAsset> all(File file) {
    return assets.stream().filter(asset -> isOf(file, asset)).toList();
  }

  static boolean isOf(File file, LibraryAsset asset) {
    return asset.id().kind() == file.kind
        && file.referenceName.equals(asset.referenceName())
        && file.sizeBytes == asset.sizeBytes();
  }

  private static int rank(LibraryAsset asset, Set<String> stuck) {
    if (isUseless(asset, stuck)) {
      return 4;
    }
    if (asset.isProcessed()) {
      return asset.state() == LibraryAssetState.ARCHIVED ? 1 : 0;
    }
    return isProcessing(asset) ? 2 : 3;
  }

  /// Returns whether an asset can never be placed.
  static boolean isUseless(LibraryAsset asset, Set<String> stuck) {
    return asset.state() == LibraryAssetState.FAILED
        || stuck.contains(asset.id().value())
        || (isWithoutBytes(asset) && asset.uploadOperations().isEmpty());
  }

  static boolean isWithoutBytes(LibraryAsset asset) {
    return asset.state() == LibraryAssetState.AWAITING_UPLOAD;
  }

  /// Returns whether Apple has the bytes of an asset and still processes them.
  public static boolean isProcessing(LibraryAsset asset) {
    return !asset.isSettled() && !isWithoutBytes(asset);
  }
}

package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.library.PlacementState;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.releases.content.diff.ContentChange.ChangeLibraryAsset;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.PlacedFile;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Computes how the asset library gets a drop's files, each content once, and how the localizations
/// come to show exactly these files in their order.
///
/// A file is in the library if an asset has the name of its content and its size. The placements
/// are compared once every file is processed; a plan, which uploads nothing, compares them at once.
final class LibraryDiff {
  private final LibraryContent library;
  private final ContentRules rules;
  private final OwnWork own;
  private final SortedMap<MediaPlace, List<MediaFile>> places;

  LibraryDiff(List<MediaFile> media, LibraryContent library, ContentRules rules, OwnWork own) {
    this.library = library;
    this.rules = rules;
    this.own = own;
    this.places = MediaPlace.group(media);
    places.keySet().retainAll(library.places());
  }

  List<ContentChange> changes() {
    var placed = placed();
    var changes = new ArrayList<ContentChange>();
    files().forEach((file, media) -> ofAsset(file, media, placed).ifPresent(changes::add));
    changes.addAll(placed);
    return changes;
  }

  /// Groups the files by their content.
  private Map<LibraryContent.File, List<MediaFile>> files() {
    var files = new LinkedHashMap<LibraryContent.File, List<MediaFile>>();
    places
        .values()
        .forEach(
            all ->
                all.forEach(
                    media ->
                        files
                            .computeIfAbsent(own.inLibrary(media), _ -> new ArrayList<>())
                            .add(media)));
    return files;
  }

  private Optional<ContentChange> ofAsset(
      LibraryContent.File file, List<MediaFile> media, List<PlaceMedia> placed) {
    var asset = library.asset(file, own.stuck()).orElse(null);
    var abandoned =
        library.all(file).stream()
            .filter(other -> !Objects.equals(other, asset))
            .filter(
                other ->
                    LibraryContent.isWithoutBytes(other)
                        || LibraryContent.isUseless(other, own.stuck()))
            .toList();
    int replacements =
        own.reserved(media.getFirst()).map(ContentLedger.Asset::replacements).orElse(0);
    if (asset == null) {
      return Optional.of(
          new UploadToLibrary(
              media, file.referenceName(), null, List.of(), replacements, List.of()));
    }
    if (LibraryContent.isUseless(asset, own.stuck())) {
      var removed = new ArrayList<>(abandoned);
      removed.add(asset);
      boolean former = isFormer(media.getFirst(), asset);
      return Optional.of(
          new UploadToLibrary(
              media,
              file.referenceName(),
              null,
              removed,
              former ? replacements + 1 : replacements,
              former ? asset.details() : List.<StateDetail>of()));
    }
    if (LibraryContent.isWithoutBytes(asset)) {
      return Optional.of(
          new UploadToLibrary(
              media, file.referenceName(), asset, abandoned, replacements, List.of()));
    }
    boolean unarchived =
        asset.state() == LibraryAssetState.ARCHIVED
            && placed.stream()
                .flatMap(place -> place.slots().stream())
                .anyMatch(slot -> slot.placement() == null && asset.equals(slot.asset()));
    var frame = frame(media, asset);
    return unarchived || frame != null || !abandoned.isEmpty()
        ? Optional.of(new ChangeLibraryAsset(media.getFirst(), asset, unarchived, frame, abandoned))
        : Optional.empty();
  }

  /// Returns whether this release brought an asset that is useless, and not only reserved it.
  private boolean isFormer(MediaFile media, LibraryAsset asset) {
    return !LibraryContent.isWithoutBytes(asset)
        && own.reserved(media)
            .map(reserved -> reserved.id().equals(asset.id().value()))
            .orElse(false);
  }

  /// The poster frame of release.json is that of previews: a video for the product page may be
  /// shorter.
  private @Nullable NewValue<String> frame(List<MediaFile> media, LibraryAsset asset) {
    if (media.stream().anyMatch(LibraryDiff::isCreative)) {
      return null;
    }
    String wanted = rules.previewFrameTimeCode();
    String present = asset.previewFrameTimeCode();
    return asset.id().kind() == AssetKind.VIDEO
            && wanted != null
            && asset.isProcessed()
            && !isSameFrame(wanted, present)
        ? new NewValue<>(present, wanted, "$.previewFrameTimeCode")
        : null;
  }

  private static boolean isCreative(MediaFile media) {
    return MediaPlace.of(media).flatMap(MediaPlace::creative).isPresent();
  }

  /// Apple may move a poster frame to the next one (asset-library.md, 8).
  private static boolean isSameFrame(String wanted, @Nullable String present) {
    int frame = wanted.lastIndexOf(':') + 1;
    if (present == null || !present.startsWith(wanted.substring(0, frame))) {
      return false;
    }
    try {
      int difference =
          Integer.parseInt(present.substring(frame)) - Integer.parseInt(wanted.substring(frame));
      return Math.abs(difference) <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private List<PlaceMedia> placed() {
    var known = library.placements();
    if (known == null) {
      return List.of();
    }
    var changes = new ArrayList<PlaceMedia>();
    places.forEach(
        (place, media) ->
            placed(place, media, known.getOrDefault(place, List.of())).ifPresent(changes::add));
    return changes;
  }

  private Optional<PlaceMedia> placed(
      MediaPlace place, List<MediaFile> media, List<Placement> present) {
    var free = new ArrayList<>(present.stream().filter(one -> !isFailed(one)).toList());
    var removedFirst = present.stream().filter(LibraryDiff::isFailed).toList();
    var slots = new ArrayList<PlacedFile>();
    for (MediaFile file : media) {
      var wanted = own.inLibrary(file);
      var found = free.stream().filter(one -> shows(one, wanted)).findFirst();
      found.ifPresent(free::remove);
      slots.add(
          new PlacedFile(
              file, found.orElse(null), library.asset(wanted, own.stuck()).orElse(null)));
    }
    long added = slots.stream().filter(slot -> slot.placement() == null).count();
    boolean reorder = isReordered(slots, present);
    return added == 0 && removedFirst.isEmpty() && free.isEmpty() && !reorder
        ? Optional.empty()
        : Optional.of(new PlaceMedia(place, slots, removedFirst, free, reorder));
  }

  private static boolean isFailed(Placement placement) {
    return placement.state() == PlacementState.FAILED;
  }

  private static boolean shows(Placement placement, LibraryContent.File file) {
    var asset = placement.asset();
    return asset != null && LibraryContent.isOf(file, asset);
  }

  /// Returns whether the order must be changed. Apple appends what is placed, so kept placements
  /// come first, in Apple's order (asset-library.md, 4).
  private static boolean isReordered(List<PlacedFile> slots, List<Placement> present) {
    var byItself = new ArrayList<PlacedFile>();
    for (Placement placement : present) {
      slots.stream()
          .filter(slot -> Objects.equals(placement, slot.placement()))
          .forEach(byItself::add);
    }
    slots.stream().filter(slot -> slot.placement() == null).forEach(byItself::add);
    return !byItself.equals(slots);
  }
}

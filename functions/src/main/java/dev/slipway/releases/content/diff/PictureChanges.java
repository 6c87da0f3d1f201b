package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.PlacedFile;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pictures.Picture.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Says for each picture what the changes of a comparison do with it: pure, and nothing follows
/// from it but what people see.
public final class PictureChanges {
  private PictureChanges() {}

  /// Returns the pictures of the drop, and those that Apple has and the release removes.
  ///
  /// @param changes what [ContentDiff] found for the same drop and the same content at Apple
  public static List<Picture> of(
      List<MediaFile> media, AppleContent apple, List<ContentChange> changes) {
    Map<MediaPlace, ArrangeMedia> arranged = new HashMap<>();
    Map<MediaPlace, PlaceMedia> placed = new HashMap<>();
    Map<MediaPlace, PlaceMedia> beside = new HashMap<>();
    var uploaded = new HashSet<MediaFile>();
    for (ContentChange change : changes) {
      if (change instanceof ArrangeMedia arrangement) {
        arranged.put(arrangement.place(), arrangement);
      } else if (change instanceof PlaceMedia placement) {
        (apple.library().places().contains(placement.place()) ? placed : beside)
            .put(placement.place(), placement);
      } else if (change instanceof UploadToLibrary upload) {
        uploaded.addAll(upload.media());
      }
    }
    var pictures = new ArrayList<Picture>();
    MediaPlace.group(media)
        .forEach(
            (place, files) -> {
              var change = arranged.get(place);
              var placement = placed.get(place);
              var shown = apple.library().placements();
              if (placement != null && shown != null) {
                pictures.addAll(placed(placement, shown.getOrDefault(place, List.of())));
              } else if (change == null) {
                pictures.addAll(kept(files, uploaded));
              } else {
                var present = apple.set(place).map(AppleContent.AssetSet::assets);
                pictures.addAll(arranged(change, present.orElse(List.of())));
              }
              if (beside.containsKey(place)) {
                pictures.addAll(removed(place, beside.get(place).removedLast()));
              }
            });
    int leftOut = 0;
    for (MediaFile file : media) {
      if (file.displayType() == null) {
        leftOut++;
        pictures.add(Picture.of(file, leftOut, Change.LEFT_OUT, null));
      }
    }
    return pictures;
  }

  /// Returns the files of a place that needs no change: Apple has them in this order.
  ///
  /// @param uploaded files that the library gets first; what the place shows is not read before
  private static List<Picture> kept(List<MediaFile> files, Set<MediaFile> uploaded) {
    var pictures = new ArrayList<Picture>();
    for (MediaFile file : files) {
      int position = pictures.size() + 1;
      pictures.add(
          uploaded.contains(file)
              ? Picture.of(file, position, Change.NEW, null)
              : Picture.of(file, position, Change.KEPT, position));
    }
    return pictures;
  }

  /// @param present what the library shows at the place, in its order
  private static List<Picture> placed(PlaceMedia change, List<Placement> present) {
    var former =
        change.slots().stream()
            .map(slot -> slot.placement() == null ? 0 : present.indexOf(slot.placement()) + 1)
            .toList();
    var pictures =
        new ArrayList<>(ordered(change.slots().stream().map(PlacedFile::media).toList(), former));
    Stream.concat(change.removedFirst().stream(), change.removedLast().stream())
        .forEach(
            placement -> {
              var asset = placement.asset();
              if (asset != null && asset.state() != LibraryAssetState.FAILED) {
                pictures.add(removed(change.place(), asset, present.indexOf(placement) + 1));
              }
            });
    return pictures;
  }

  /// @param beside placements that no set shows
  private static List<Picture> removed(MediaPlace place, List<Placement> beside) {
    var pictures = new ArrayList<Picture>();
    for (Placement placement : beside) {
      var asset = placement.asset();
      if (asset != null) {
        pictures.add(removed(place, asset, pictures.size() + 1));
      }
    }
    return pictures;
  }

  /// @param present what Apple has in the set, in its order
  private static List<Picture> arranged(ArrangeMedia change, List<Asset> present) {
    List<Integer> former =
        change.slots().stream().map(slot -> formerPosition(slot, present)).toList();
    var pictures =
        new ArrayList<>(ordered(change.slots().stream().map(MediaSlot::media).toList(), former));
    Stream.concat(change.removedFirst().stream(), change.removedLast().stream())
        .filter(PictureChanges::isVisible)
        .forEach(asset -> pictures.add(removed(change.place(), asset, present.indexOf(asset) + 1)));
    for (var twin : change.twins()) {
      for (int i = 0; i < twin.assets().size(); i++) {
        if (isVisible(twin.assets().get(i))) {
          pictures.add(removed(change.place(), twin.assets().get(i), i + 1));
        }
      }
    }
    return pictures;
  }

  /// @param former the position of each file at Apple, from 1; 0 for one that Apple does not have
  private static List<Picture> ordered(List<MediaFile> files, List<Integer> former) {
    Set<Integer> inOrder = longestAscent(former);
    var pictures = new ArrayList<Picture>();
    for (int i = 0; i < former.size(); i++) {
      Integer before = former.get(i);
      var what = before == 0 ? Change.NEW : inOrder.contains(before) ? Change.KEPT : Change.MOVED;
      pictures.add(Picture.of(files.get(i), i + 1, what, before == 0 ? null : before));
    }
    return pictures;
  }

  /// Returns the place from 1; 0 for a file that Apple does not have.
  private static int formerPosition(MediaSlot slot, List<Asset> present) {
    return switch (slot) {
      case MediaSlot.Kept kept -> present.indexOf(kept.asset()) + 1;
      case MediaSlot.Resumed _, MediaSlot.Uploaded _ -> 0;
    };
  }

  /// Returns the positions of as many pictures as possible that keep their order: the others are
  /// those that a person would say were moved.
  ///
  /// @param positions each at most once, apart from 0, which is skipped
  private static Set<Integer> longestAscent(List<Integer> positions) {
    List<Integer> known = positions.stream().filter(position -> position > 0).toList();
    int[] lengths = new int[known.size()];
    int[] previous = new int[known.size()];
    int last = -1;
    for (int i = 0; i < known.size(); i++) {
      lengths[i] = 1;
      previous[i] = -1;
      for (int j = 0; j < i; j++) {
        if (known.get(j) < known.get(i) && lengths[j] >= lengths[i]) {
          lengths[i] = lengths[j] + 1;
          previous[i] = j;
        }
      }
      if (last < 0 || lengths[i] >= lengths[last]) {
        last = i;
      }
    }
    var ascent = new HashSet<Integer>();
    for (int i = last; i >= 0; i = previous[i]) {
      ascent.add(known.get(i));
    }
    return ascent;
  }

  /// Returns whether Apple shows it to anyone: a reservation without bytes and a failed asset are
  /// no pictures.
  private static boolean isVisible(Asset asset) {
    return asset.state() != AssetState.AWAITING_UPLOAD && asset.state() != AssetState.FAILED;
  }

  private static Picture removed(MediaPlace place, Asset asset, int position) {
    var image = asset.image();
    return removed(
        place,
        asset.fileName(),
        asset.sizeBytes(),
        image == null ? 0 : image.width(),
        image == null ? 0 : image.height(),
        position);
  }

  private static Picture removed(MediaPlace place, LibraryAsset asset, int position) {
    var image = asset.image();
    return removed(
        place,
        asset.fileName(),
        asset.sizeBytes(),
        image == null ? 0 : image.width(),
        image == null ? 0 : image.height(),
        position);
  }

  private static Picture removed(
      MediaPlace place, String fileName, long sizeBytes, long width, long height, int position) {
    return new Picture(
        place.locale(),
        place.kind(),
        place.displayType(),
        position,
        fileName,
        null,
        null,
        sizeBytes,
        Math.toIntExact(width),
        Math.toIntExact(height),
        Format.UNKNOWN,
        Change.REMOVED,
        null);
  }
}

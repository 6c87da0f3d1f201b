package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
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
    for (ContentChange change : changes) {
      if (change instanceof ArrangeMedia arrangement) {
        arranged.put(arrangement.place(), arrangement);
      }
    }
    var pictures = new ArrayList<Picture>();
    MediaPlace.group(media)
        .forEach(
            (place, files) -> {
              var change = arranged.get(place);
              if (change == null) {
                pictures.addAll(kept(files));
              } else {
                var present = apple.set(place).map(AppleContent.AssetSet::assets);
                pictures.addAll(arranged(change, present.orElse(List.of())));
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

  /// Returns the files of a set that needs no change: Apple has them in this order.
  private static List<Picture> kept(List<MediaFile> files) {
    var pictures = new ArrayList<Picture>();
    for (MediaFile file : files) {
      int position = pictures.size() + 1;
      pictures.add(Picture.of(file, position, Change.KEPT, position));
    }
    return pictures;
  }

  /// @param present what Apple has in the set, in its order
  private static List<Picture> arranged(ArrangeMedia change, List<Asset> present) {
    List<Integer> former =
        change.slots().stream().map(slot -> formerPosition(slot, present)).toList();
    Set<Integer> inOrder = longestAscent(former);
    var pictures = new ArrayList<Picture>();
    for (int i = 0; i < former.size(); i++) {
      Integer before = former.get(i);
      var what = before == 0 ? Change.NEW : inOrder.contains(before) ? Change.KEPT : Change.MOVED;
      pictures.add(
          Picture.of(change.slots().get(i).media(), i + 1, what, before == 0 ? null : before));
    }
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
      if (last < 0 || lengths[i] > lengths[last]) {
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
    return new Picture(
        place.locale(),
        place.kind(),
        place.displayType(),
        position,
        asset.fileName(),
        null,
        null,
        asset.sizeBytes(),
        image == null ? 0 : Math.toIntExact(image.width()),
        image == null ? 0 : Math.toIntExact(image.height()),
        Format.UNKNOWN,
        Change.REMOVED,
        null);
  }
}

package dev.slipway.releases.pictures;

import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All pictures of a release, in the order in which people look at them: by locale and display, and
/// there previews before screenshots, as on the App Store; what is removed and what is left out
/// comes last.
///
/// @param comparedAt when the drop was compared with Apple; null before
public record Pictures(@Nullable Instant comparedAt, List<Picture> pictures) {
  private static final Comparator<Picture> ORDER =
      Comparator.comparing(Picture::locale)
          .thenComparing(picture -> picture.displayType() == null)
          .thenComparingInt(picture -> DisplayNames.rank(picture.displayType()))
          .thenComparing(picture -> DisplayNames.of(picture.displayType()))
          .thenComparing(picture -> picture.kind() == MediaKind.SCREENSHOT)
          .thenComparing(picture -> picture.change() == Picture.Change.REMOVED)
          .thenComparingInt(Picture::position);

  /// The pictures of a release that has none, or of which an earlier version of Slipway wrote down
  /// none.
  public static final Pictures NONE = new Pictures(null, List.of());

  public Pictures {
    pictures = pictures.stream().sorted(ORDER).toList();
  }

  /// Returns a drop's files, before anything is known of what Apple has.
  public static Pictures notCompared(List<MediaFile> media) {
    var counts = new HashMap<Place, Integer>();
    var pictures = new ArrayList<Picture>();
    for (MediaFile file : media) {
      int position = counts.merge(Place.of(file), 1, Integer::sum);
      pictures.add(Picture.of(file, position, null, null));
    }
    return new Pictures(null, pictures);
  }

  private record Place(String locale, MediaKind kind, @Nullable String displayType) {
    static Place of(MediaFile file) {
      return new Place(file.locale(), file.kind(), file.displayType());
    }
  }
}

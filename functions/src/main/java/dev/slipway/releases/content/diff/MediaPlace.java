package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.creative.CreativeSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where media of a version belong: one display type in one locale.
///
/// @param displayType Apple's ScreenshotDisplayType or PreviewType, or the placement type of a
///   [CreativeSlot]
public record MediaPlace(String locale, MediaKind kind, String displayType)
    implements Comparable<MediaPlace> {
  private static final int ONE_FOR_EACH_LOCALE = 1;

  private static final Comparator<MediaPlace> ORDER =
      Comparator.comparing(MediaPlace::locale)
          .thenComparing(MediaPlace::kind)
          .thenComparing(MediaPlace::displayType);

  /// Returns how many Apple accepts (apple-help: screenshot specifications, app preview
  /// specifications).
  public int limit() {
    return creative().isPresent() ? ONE_FOR_EACH_LOCALE : family().sets().most();
  }

  /// Returns the slot of the product page that this is; empty for a display.
  public Optional<CreativeSlot> creative() {
    return CreativeSlot.ofPlacement(displayType);
  }

  /// Returns Apple's family of the media here.
  public MediaFamily family() {
    return family(kind);
  }

  /// Returns Apple's family of a kind of media.
  public static MediaFamily family(MediaKind kind) {
    return switch (kind) {
      case SCREENSHOT -> MediaFamily.SCREENSHOTS;
      case PREVIEW -> MediaFamily.PREVIEWS;
    };
  }

  /// Groups the drop's files by their place, in their order; those without a type are left out.
  public static SortedMap<MediaPlace, List<MediaFile>> group(List<MediaFile> media) {
    var places = new TreeMap<MediaPlace, List<MediaFile>>();
    for (MediaFile file : media) {
      of(file).ifPresent(place -> places.computeIfAbsent(place, _ -> new ArrayList<>()).add(file));
    }
    return places;
  }

  /// Returns the place of a file; empty for one without a type.
  public static Optional<MediaPlace> of(MediaFile file) {
    String displayType = file.displayType();
    return displayType == null
        ? Optional.empty()
        : Optional.of(new MediaPlace(file.locale(), file.kind(), displayType));
  }

  @Override
  public int compareTo(MediaPlace other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return locale + ", " + displayType;
  }
}

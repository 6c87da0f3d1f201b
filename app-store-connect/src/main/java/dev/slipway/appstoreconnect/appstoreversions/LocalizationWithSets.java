package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a version in one locale, and its sets of screenshots and previews in that locale.
///
/// @param placements the slot of each asset of the app's library that the locale shows; null when
///   they were not asked for, or Apple did not list all of them
public record LocalizationWithSets(
    AppStoreVersionLocalization localization,
    List<MediaSetRef> sets,
    @Nullable List<PlacementSlot> placements) {
  /// The name of the relationship, and of what is included.
  static final String PLACEMENTS = "placements";

  public LocalizationWithSets {
    sets = List.copyOf(sets);
    placements = placements == null ? null : List.copyOf(placements);
  }

  /// A set of screenshots or previews, without them.
  ///
  /// @param displayType Apple's `screenshotDisplayType`, such as `APP_IPHONE_67`, or `previewType`,
  ///   such as `IPHONE_67`
  public record MediaSetRef(MediaSetId id, String displayType) {}

  /// Returns the sets of one family.
  public List<MediaSetRef> sets(MediaFamily family) {
    return sets.stream().filter(set -> set.id().family() == family).toList();
  }

  static LocalizationWithSets read(Resource resource) {
    var sets = new ArrayList<MediaSetRef>();
    for (MediaFamily family : List.of(MediaFamily.SCREENSHOTS, MediaFamily.PREVIEWS)) {
      sets.addAll(
          resource.relatedAll(
              family.sets().type(),
              set ->
                  new MediaSetRef(
                      new MediaSetId(family, set.id()),
                      set.attributes().string(family.sets().displayType()))));
    }
    return new LocalizationWithSets(
        AppStoreVersionLocalization.read(resource),
        sets,
        resource.isComplete(PLACEMENTS)
            ? resource.relatedAll(PLACEMENTS, PlacementSlot::read)
            : null);
  }
}

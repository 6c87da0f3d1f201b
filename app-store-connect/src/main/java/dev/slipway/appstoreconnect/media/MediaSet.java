package dev.slipway.appstoreconnect.media;

import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// The screenshots or previews of one display type in one locale of a version.
///
/// @param displayType Apple's `screenshotDisplayType`, such as `APP_IPHONE_67`, or `previewType`,
///   such as `IPHONE_67`
/// @param assets at most as many as the family allows, in the order of the App Store
public record MediaSet(MediaSetId id, String displayType, List<MediaAsset> assets) {
  public MediaSet {
    assets = List.copyOf(assets);
  }

  static MediaSet read(MediaFamily family, Resource resource) {
    return new MediaSet(
        new MediaSetId(family, resource.id()),
        resource.attributes().string(family.sets().displayType()),
        resource.relatedAll(family.type(), MediaAsset.reader(family)));
  }
}

package dev.slipway.appstoreconnect.previews;

import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewSetId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// The previews of one preview type in one locale of a version.
///
/// @param previewType such as `IPHONE_67`
/// @param previews at most 3, in the order in which the App Store shows them
public record AppPreviewSet(AppPreviewSetId id, String previewType, List<AppPreview> previews) {
  static final List<String> FIELDS = List.of("previewType", "appPreviews");

  public AppPreviewSet {
    previews = List.copyOf(previews);
  }

  static AppPreviewSet read(Resource resource) {
    return new AppPreviewSet(
        new AppPreviewSetId(resource.id()),
        resource.attributes().string("previewType"),
        resource.relatedAll("appPreviews", AppPreview::read));
  }
}

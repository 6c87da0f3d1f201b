package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewSetId;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotSetId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// The text of a version in one locale, and which sets of screenshots and previews it has there.
public record LocalizationWithSets(
    AppStoreVersionLocalization localization,
    List<ScreenshotSetRef> screenshotSets,
    List<PreviewSetRef> previewSets) {
  public LocalizationWithSets {
    screenshotSets = List.copyOf(screenshotSets);
    previewSets = List.copyOf(previewSets);
  }

  /// A set of screenshots, without them.
  ///
  /// @param displayType Apple's `screenshotDisplayType`, such as `APP_IPHONE_67`
  public record ScreenshotSetRef(AppScreenshotSetId id, String displayType) {}

  /// A set of previews, without them.
  ///
  /// @param previewType such as `IPHONE_67`
  public record PreviewSetRef(AppPreviewSetId id, String previewType) {}

  static LocalizationWithSets read(Resource resource) {
    return new LocalizationWithSets(
        AppStoreVersionLocalization.read(resource),
        resource.relatedAll(
            "appScreenshotSets",
            set ->
                new ScreenshotSetRef(
                    new AppScreenshotSetId(set.id()),
                    set.attributes().string("screenshotDisplayType"))),
        resource.relatedAll(
            "appPreviewSets",
            set ->
                new PreviewSetRef(
                    new AppPreviewSetId(set.id()), set.attributes().string("previewType"))));
  }
}

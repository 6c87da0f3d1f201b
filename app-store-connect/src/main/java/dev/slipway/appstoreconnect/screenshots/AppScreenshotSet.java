package dev.slipway.appstoreconnect.screenshots;

import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotSetId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// The screenshots of one display type in one locale of a version.
///
/// @param displayType Apple's `screenshotDisplayType`, such as `APP_IPHONE_67`
/// @param screenshots at most 10, in the order in which the App Store shows them
public record AppScreenshotSet(
    AppScreenshotSetId id, String displayType, List<AppScreenshot> screenshots) {
  static final List<String> FIELDS = List.of("screenshotDisplayType", "appScreenshots");

  public AppScreenshotSet {
    screenshots = List.copyOf(screenshots);
  }

  static AppScreenshotSet read(Resource resource) {
    return new AppScreenshotSet(
        new AppScreenshotSetId(resource.id()),
        resource.attributes().string("screenshotDisplayType"),
        resource.relatedAll("appScreenshots", AppScreenshot::read));
  }
}

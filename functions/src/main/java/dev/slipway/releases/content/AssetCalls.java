package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewId;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewSetId;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotId;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotSetId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.FolderFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.releases.content.diff.Asset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The calls for screenshots and those for previews, which are alike but not the same.
///
/// @param frame the poster frame that previews get; null: Apple chooses
record AssetCalls(AppStoreConnectClient apple, MediaKind kind, @Nullable String frame) {

  String createSet(LocalizationId localization, String displayType) {
    return switch (kind) {
      case SCREENSHOT -> apple.appScreenshotSets().create(localization, displayType).id().value();
      case PREVIEW -> apple.appPreviewSets().create(localization, displayType).id().value();
    };
  }

  Asset reserve(String set, FolderFile file) {
    return switch (kind) {
      case SCREENSHOT ->
          Asset.of(
              apple
                  .appScreenshots()
                  .reserve(new AppScreenshotSetId(set), file.fileName(), file.sizeBytes()));
      case PREVIEW ->
          Asset.of(
              apple
                  .appPreviews()
                  .reserve(
                      new AppPreviewSetId(set), file.fileName(), file.sizeBytes(), mimeType(file)));
    };
  }

  void commit(String id, String md5Hex) {
    switch (kind) {
      case SCREENSHOT -> apple.appScreenshots().commit(new AppScreenshotId(id), md5Hex);
      case PREVIEW -> {
        if (frame == null) {
          apple.appPreviews().commit(new AppPreviewId(id), md5Hex);
        } else {
          apple.appPreviews().commit(new AppPreviewId(id), md5Hex, frame);
        }
      }
    }
  }

  void setFrame(String id, String timeCode) {
    apple.appPreviews().setPreviewFrameTimeCode(new AppPreviewId(id), timeCode);
  }

  void delete(String id) {
    switch (kind) {
      case SCREENSHOT -> apple.appScreenshots().delete(new AppScreenshotId(id));
      case PREVIEW -> apple.appPreviews().delete(new AppPreviewId(id));
    }
  }

  void reorder(String set, List<String> ids) {
    switch (kind) {
      case SCREENSHOT ->
          apple
              .appScreenshotSets()
              .reorder(
                  new AppScreenshotSetId(set), ids.stream().map(AppScreenshotId::new).toList());
      case PREVIEW ->
          apple
              .appPreviewSets()
              .reorder(new AppPreviewSetId(set), ids.stream().map(AppPreviewId::new).toList());
    }
  }

  private static String mimeType(FolderFile file) {
    String name = file.fileName().toLowerCase(Locale.ROOT);
    if (name.endsWith(".mov")) {
      return "video/quicktime";
    }
    return name.endsWith(".m4v") ? "video/x-m4v" : "video/mp4";
  }
}

package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.content.diff.Asset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The calls for the screenshots or the previews of a set.
///
/// @param frame the poster frame that previews get; null: Apple chooses
record AssetCalls(AppStoreConnectClient apple, MediaFamily family, @Nullable String frame) {

  String createSet(LocalizationId localization, String displayType) {
    return apple.mediaSets().create(family, localization, displayType).id().value();
  }

  void deleteSet(String set) {
    apple.mediaSets().delete(new MediaSetId(family, set));
  }

  Asset reserve(String set, ObjectVersion file) {
    var id = new MediaSetId(family, set);
    var media = apple.mediaAssets();
    return Asset.of(
        isVideo()
            ? media.reserve(id, file.fileName(), file.sizeBytes(), mimeType(file))
            : media.reserve(id, file.fileName(), file.sizeBytes()));
  }

  void commit(String id, String md5Hex) {
    if (isVideo() && frame != null) {
      apple.mediaAssets().commit(asset(id), md5Hex, frame);
    } else {
      apple.mediaAssets().commit(asset(id), md5Hex);
    }
  }

  void setFrame(String id, String timeCode) {
    apple.mediaAssets().setPreviewFrameTimeCode(asset(id), timeCode);
  }

  void delete(String id) {
    apple.mediaAssets().delete(asset(id));
  }

  void reorder(String set, List<String> ids) {
    apple.mediaSets().reorder(new MediaSetId(family, set), ids.stream().map(this::asset).toList());
  }

  private boolean isVideo() {
    return family == MediaFamily.PREVIEWS;
  }

  private MediaAssetId asset(String id) {
    return new MediaAssetId(family, id);
  }

  private static String mimeType(ObjectVersion file) {
    String name = file.fileName().toLowerCase(Locale.ROOT);
    if (name.endsWith(".mov")) {
      return "video/quicktime";
    }
    return name.endsWith(".m4v") ? "video/x-m4v" : "video/mp4";
  }
}

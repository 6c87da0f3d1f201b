package dev.slipway.appstoreconnect.media;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One screenshot, preview or review attachment.
///
/// @param sourceFileChecksum MD5 in hex from the commit; null before the commit, and possibly for
///   some time after COMPLETE
/// @param image of a screenshot that Apple has processed: the size in which Apple stored it; null
///   otherwise
/// @param mimeType of a preview, such as `video/mp4`
/// @param previewFrameTimeCode of a preview: its poster frame as hour:minute:second:frame, such as
///   `00:00:05:00`
/// @param state for a preview Apple's `videoDeliveryState`; processing a video takes minutes, up to
///   a day (apple-help: Upload app previews and screenshots)
/// @param errors why it FAILED, such as `IMAGE_INCORRECT_DIMENSIONS`
/// @param uploadOperations how to send its bytes; empty after the commit
public record MediaAsset(
    MediaAssetId id,
    String fileName,
    long sizeBytes,
    @Nullable String sourceFileChecksum,
    @Nullable ImageAsset image,
    @Nullable String mimeType,
    @Nullable String previewFrameTimeCode,
    AssetState state,
    List<StateDetail> errors,
    List<UploadOperation> uploadOperations) {
  /// The size of an image in pixels, as Apple stored it (spec: ImageAsset). It differs from the
  /// file's size when Apple turned the image.
  public record ImageAsset(long width, long height) {}

  public MediaAsset {
    errors = List.copyOf(errors);
    uploadOperations = List.copyOf(uploadOperations);
  }

  /// Returns a reader for the files of a family.
  public static Function<Resource, MediaAsset> reader(MediaFamily family) {
    return resource -> read(family, resource);
  }

  static MediaAsset read(MediaFamily family, Resource resource) {
    var attributes = resource.attributes();
    var delivery =
        family.deliveryStates().stream()
            .flatMap(name -> attributes.optionalObject(name).stream())
            .findFirst()
            .orElseGet(() -> JsonObject.of(Map.of()));
    return new MediaAsset(
        new MediaAssetId(family, resource.id()),
        attributes.optionalString("fileName").orElse(""),
        attributes.optionalNumber("fileSize").orElse(0),
        attributes.optionalString("sourceFileChecksum").orElse(null),
        attributes.optionalObject("imageAsset").flatMap(MediaAsset::image).orElse(null),
        attributes.optionalString("mimeType").orElse(null),
        attributes.optionalString("previewFrameTimeCode").orElse(null),
        Resource.constant(delivery, "state", AssetState.class, AssetState.UNKNOWN),
        Resource.details(delivery, "errors"),
        UploadOperation.readAll(attributes));
  }

  private static Optional<ImageAsset> image(JsonObject image) {
    var width = image.optionalNumber("width");
    var height = image.optionalNumber("height");
    return width.isPresent() && height.isPresent()
        ? Optional.of(new ImageAsset(width.getAsLong(), height.getAsLong()))
        : Optional.empty();
  }
}

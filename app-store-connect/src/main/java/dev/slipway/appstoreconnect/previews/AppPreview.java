package dev.slipway.appstoreconnect.previews;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaId.AppPreviewId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One preview video.
///
/// @param sourceFileChecksum MD5 in hex as given with the commit; absent before, and perhaps for
///   some time after COMPLETE
/// @param mimeType such as `video/mp4`
/// @param previewFrameTimeCode which frame stands for the video, as hour:minute:second:frame, such
///   as `00:00:05:00`
/// @param state Apple's `videoDeliveryState`; processing takes minutes, up to a day (apple-help:
///   Upload app previews and screenshots)
/// @param errors why it FAILED
/// @param uploadOperations where its bytes go; empty once committed
public record AppPreview(
    AppPreviewId id,
    String fileName,
    long sizeBytes,
    Optional<String> sourceFileChecksum,
    Optional<String> mimeType,
    Optional<String> previewFrameTimeCode,
    AssetState state,
    List<StateDetail> errors,
    List<UploadOperation> uploadOperations) {
  static final List<String> FIELDS =
      List.of(
          "fileName",
          "fileSize",
          "sourceFileChecksum",
          "mimeType",
          "previewFrameTimeCode",
          "videoDeliveryState",
          "assetDeliveryState",
          "uploadOperations");

  public AppPreview {
    errors = List.copyOf(errors);
    uploadOperations = List.copyOf(uploadOperations);
  }

  static AppPreview read(Resource resource) {
    var attributes = resource.attributes();
    var delivery =
        attributes
            .optionalObject("videoDeliveryState")
            // Deprecated, but all there is on previews from before videoDeliveryState.
            .or(() -> attributes.optionalObject("assetDeliveryState"))
            .orElseGet(() -> JsonObject.of(Map.of()));
    return new AppPreview(
        new AppPreviewId(resource.id()),
        attributes.optionalString("fileName").orElse(""),
        attributes.optionalNumber("fileSize").orElse(0),
        attributes.optionalString("sourceFileChecksum"),
        attributes.optionalString("mimeType"),
        attributes.optionalString("previewFrameTimeCode"),
        Resource.constant(delivery, "state", AssetState.class, AssetState.UNKNOWN),
        Resource.details(delivery, "errors"),
        UploadOperation.readAll(attributes));
  }
}

package dev.slipway.appstoreconnect.screenshots;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaId.AppScreenshotId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One screenshot.
///
/// @param sourceFileChecksum MD5 in hex as given with the commit; absent before, and perhaps for
///   some time after COMPLETE
/// @param errors why it FAILED, such as `IMAGE_INCORRECT_DIMENSIONS`
/// @param uploadOperations where its bytes go; empty once committed
public record AppScreenshot(
    AppScreenshotId id,
    String fileName,
    long sizeBytes,
    Optional<String> sourceFileChecksum,
    AssetState state,
    List<StateDetail> errors,
    List<UploadOperation> uploadOperations) {
  static final List<String> FIELDS =
      List.of(
          "fileName", "fileSize", "sourceFileChecksum", "assetDeliveryState", "uploadOperations");

  public AppScreenshot {
    errors = List.copyOf(errors);
    uploadOperations = List.copyOf(uploadOperations);
  }

  static AppScreenshot read(Resource resource) {
    var attributes = resource.attributes();
    var delivery =
        attributes.optionalObject("assetDeliveryState").orElseGet(() -> JsonObject.of(Map.of()));
    return new AppScreenshot(
        new AppScreenshotId(resource.id()),
        attributes.optionalString("fileName").orElse(""),
        attributes.optionalNumber("fileSize").orElse(0),
        attributes.optionalString("sourceFileChecksum"),
        Resource.constant(delivery, "state", AssetState.class, AssetState.UNKNOWN),
        Resource.details(delivery, "errors"),
        UploadOperation.readAll(attributes));
  }
}

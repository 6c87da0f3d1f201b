package dev.slipway.appstoreconnect.builduploads;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.CompositeChecksum;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file reserved within a build upload.
///
/// @param deliveryState UNKNOWN if Apple does not say
/// @param compositeHash Apple's checksum of the parts ([CompositeChecksum]); null before the
///   commit, or if Apple shows none
/// @param uploadOperations where to send its bytes; empty after the commit
public record BuildUploadFile(
    BuildUploadFileId id,
    String fileName,
    long fileSizeBytes,
    String assetType,
    AssetDeliveryState deliveryState,
    List<StateDetail> errors,
    List<StateDetail> warnings,
    @Nullable String compositeHash,
    List<UploadOperation> uploadOperations) {
  /// The asset type of the `.ipa`.
  public static final String ASSET = "ASSET";

  static final List<String> FIELDS =
      List.of("assetDeliveryState", "assetType", "fileName", "fileSize", "uti", "uploadOperations");

  public BuildUploadFile {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    uploadOperations = List.copyOf(uploadOperations);
  }

  static BuildUploadFile read(Resource resource) {
    var attributes = resource.attributes();
    var delivery =
        attributes.optionalObject("assetDeliveryState").orElseGet(() -> JsonObject.of(Map.of()));
    return new BuildUploadFile(
        new BuildUploadFileId(resource.id()),
        attributes.optionalString("fileName").orElse(""),
        attributes.optionalNumber("fileSize").orElse(0),
        attributes.optionalString("assetType").orElse(""),
        Resource.constant(delivery, "state", AssetDeliveryState.class, AssetDeliveryState.UNKNOWN),
        Resource.details(delivery, "errors"),
        Resource.details(delivery, "warnings"),
        attributes
            .optionalObject("sourceFileChecksums")
            .flatMap(checksums -> checksums.optionalObject("composite"))
            .flatMap(composite -> composite.optionalString("hash"))
            .orElse(null),
        UploadOperation.readAll(attributes));
  }
}

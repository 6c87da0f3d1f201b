package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One image or video of a library: a file that any number of placements show.
///
/// @param referenceName a name that only people with access to the app see; Apple stores no
///   checksum, so that a hash in it is how a file is found again (asset-library.md, 7)
/// @param specId the specification of [ReferenceData] that Apple found; null while it has not
/// @param image of an image that Apple has processed: its size; null otherwise
/// @param previewFrameTimeCode of a video: its poster frame as hour:minute:second:frame. Apple may
///   move it to the next frame
/// @param details why it FAILED; no code of Apple's is published
/// @param uploadOperations how to send its bytes; empty after the commit, and possibly on reads
public record LibraryAsset(
    LibraryAssetId id,
    AssetCategory category,
    String fileName,
    long sizeBytes,
    @Nullable String referenceName,
    LibraryAssetState state,
    @Nullable String specId,
    @Nullable ImageSize image,
    @Nullable String previewFrameTimeCode,
    List<StateDetail> details,
    List<UploadOperation> uploadOperations) {
  /// The size of an image in pixels.
  public record ImageSize(long width, long height) {}

  public LibraryAsset {
    details = List.copyOf(details);
    uploadOperations = List.copyOf(uploadOperations);
  }

  /// Returns whether Apple has processed the file successfully. The state alone does not say it:
  /// specification and image follow it (asset-library.md, 3).
  public boolean isProcessed() {
    return state.isBehindProcessing()
        && specId != null
        && (id.kind() == AssetKind.VIDEO || image != null);
  }

  /// Returns whether Apple has finished processing, with or without success.
  public boolean isSettled() {
    return isProcessed() || state == LibraryAssetState.FAILED;
  }

  /// Returns the attributes that are read, as a sparse field set.
  static List<String> fields(AssetKind kind) {
    var fields =
        new ArrayList<>(
            List.of(
                "category",
                "fileName",
                "fileSize",
                "referenceName",
                "specId",
                "state",
                "stateDetails",
                "uploadOperations"));
    fields.add(
        switch (kind) {
          case IMAGE -> "imageAsset";
          case VIDEO -> "previewFrameTimeCode";
        });
    return List.copyOf(fields);
  }

  static Function<Resource, LibraryAsset> reader(AssetKind kind) {
    return resource -> read(kind, resource);
  }

  static LibraryAsset read(AssetKind kind, Resource resource) {
    var attributes = resource.attributes();
    return new LibraryAsset(
        new LibraryAssetId(kind, resource.id()),
        resource.constant("category", AssetCategory.class, AssetCategory.UNKNOWN),
        attributes.optionalString("fileName").orElse(""),
        attributes.optionalNumber("fileSize").orElse(0),
        attributes.optionalString("referenceName").orElse(null),
        resource.constant("state", LibraryAssetState.class, LibraryAssetState.UNKNOWN),
        attributes.optionalString("specId").orElse(null),
        attributes.optionalObject("imageAsset").map(LibraryAsset::size).orElse(null),
        attributes.optionalString("previewFrameTimeCode").orElse(null),
        Resource.details(attributes, "stateDetails"),
        UploadOperation.readAll(attributes));
  }

  private static ImageSize size(JsonObject image) {
    return new ImageSize(
        image.optionalNumber("width").orElse(0), image.optionalNumber("height").orElse(0));
  }
}

package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.media.MediaAsset;
import dev.slipway.appstoreconnect.media.MediaAsset.ImageAsset;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A screenshot, preview or review attachment as Apple has it.
///
/// @param checksum MD5 in hex; null before the commit, and sometimes for a while after it
/// @param image the size in which Apple stored a screenshot; null until it is processed
/// @param frame a preview's poster frame; null when it has none yet
/// @param errors why it FAILED
/// @param operations where its bytes go, while it awaits them
public record Asset(
    String id,
    String fileName,
    long sizeBytes,
    @Nullable String checksum,
    @Nullable ImageAsset image,
    @Nullable String frame,
    AssetState state,
    List<StateDetail> errors,
    List<UploadOperation> operations) {

  public static Asset of(MediaAsset asset) {
    return new Asset(
        asset.id().value(),
        asset.fileName(),
        asset.sizeBytes(),
        asset.sourceFileChecksum(),
        asset.image(),
        asset.previewFrameTimeCode(),
        asset.state(),
        asset.errors(),
        asset.uploadOperations());
  }

  /// Returns whether Apple has its bytes and still processes them.
  public boolean isProcessing() {
    return switch (state) {
      case UPLOAD_COMPLETE, PROCESSING, UNKNOWN -> true;
      case AWAITING_UPLOAD, COMPLETE, FAILED -> false;
    };
  }
}

package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.previews.AppPreview;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewAttachment;
import dev.slipway.appstoreconnect.screenshots.AppScreenshot;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A screenshot, preview or review attachment as Apple has it.
///
/// @param checksum MD5 in hex; null before it was committed, and sometimes for a while after
/// @param frame a preview's poster frame; null when there is none yet
/// @param errors why it FAILED
/// @param operations where its bytes go, while it awaits them
public record Asset(
    String id,
    String fileName,
    long sizeBytes,
    @Nullable String checksum,
    @Nullable String frame,
    AssetState state,
    List<StateDetail> errors,
    List<UploadOperation> operations) {

  public static Asset of(AppScreenshot screenshot) {
    return new Asset(
        screenshot.id().value(),
        screenshot.fileName(),
        screenshot.sizeBytes(),
        screenshot.sourceFileChecksum().orElse(null),
        null,
        screenshot.state(),
        screenshot.errors(),
        screenshot.uploadOperations());
  }

  public static Asset of(AppPreview preview) {
    return new Asset(
        preview.id().value(),
        preview.fileName(),
        preview.sizeBytes(),
        preview.sourceFileChecksum().orElse(null),
        preview.previewFrameTimeCode().orElse(null),
        preview.state(),
        preview.errors(),
        preview.uploadOperations());
  }

  public static Asset of(AppStoreReviewAttachment attachment) {
    return new Asset(
        attachment.id().value(),
        attachment.fileName(),
        attachment.sizeBytes(),
        attachment.sourceFileChecksum().orElse(null),
        null,
        attachment.state(),
        attachment.errors(),
        attachment.uploadOperations());
  }

  /// Whether Apple has its bytes and is not done with them.
  public boolean isProcessing() {
    return switch (state) {
      case UPLOAD_COMPLETE, PROCESSING, UNKNOWN -> true;
      case AWAITING_UPLOAD, COMPLETE, FAILED -> false;
    };
  }
}

package dev.slipway.appstoreconnect.resource;

/// Apple's id of a picture, a video or a file for App Review, or of a set of them.
public sealed interface MediaId extends ResourceId {
  /// The screenshots of one display type in one locale of a version.
  record AppScreenshotSetId(String value) implements MediaId {
    public AppScreenshotSetId {
      ResourceId.check("AppScreenshotSetId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One screenshot.
  record AppScreenshotId(String value) implements MediaId {
    public AppScreenshotId {
      ResourceId.check("AppScreenshotId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The previews of one preview type in one locale of a version.
  record AppPreviewSetId(String value) implements MediaId {
    public AppPreviewSetId {
      ResourceId.check("AppPreviewSetId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One preview video.
  record AppPreviewId(String value) implements MediaId {
    public AppPreviewId {
      ResourceId.check("AppPreviewId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A file for App Review.
  record AppStoreReviewAttachmentId(String value) implements MediaId {
    public AppStoreReviewAttachmentId {
      ResourceId.check("AppStoreReviewAttachmentId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}

package dev.slipway.appstoreconnect.builds;

/// How far Apple has processed a build (spec: Build.processingState). Only a VALID build can go to
/// review.
public enum BuildProcessingState {
  PROCESSING,
  FAILED,
  INVALID,
  VALID,
  /// A value that Apple added later.
  UNKNOWN;

  /// Returns whether Apple has finished processing, with or without success.
  public boolean isFinal() {
    return switch (this) {
      case FAILED, INVALID, VALID -> true;
      case PROCESSING, UNKNOWN -> false;
    };
  }
}

package dev.slipway.appstoreconnect.builds;

/// How far Apple has processed a build (spec: Build.processingState). Only a VALID build can go to
/// review.
public enum BuildProcessingState {
  PROCESSING,
  FAILED,
  INVALID,
  VALID,
  /// A value that Apple added after this was written.
  UNKNOWN;

  /// Whether Apple is done with it, well or badly.
  public boolean isFinal() {
    return switch (this) {
      case FAILED, INVALID, VALID -> true;
      case PROCESSING, UNKNOWN -> false;
    };
  }
}

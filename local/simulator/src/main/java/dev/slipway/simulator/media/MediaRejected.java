package dev.slipway.simulator.media;

/// Ends the inspection of an uploaded image or video with the code that Apple puts into the
/// delivery state.
final class MediaRejected extends Exception {
  private static final long serialVersionUID = 1L;

  MediaRejected(String code) {
    super(code, null, false, false);
  }

  String code() {
    return String.valueOf(getMessage());
  }
}

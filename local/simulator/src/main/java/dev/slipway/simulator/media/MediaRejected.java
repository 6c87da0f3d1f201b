package dev.slipway.simulator.media;

/// Ends the inspection of an uploaded image or video with the code that Apple puts into the
/// delivery state.
public final class MediaRejected extends Exception {
  private static final long serialVersionUID = 1L;

  /// Ends an inspection with this code.
  public MediaRejected(String code) {
    super(code, null, false, false);
  }

  /// Returns the code.
  public String code() {
    return String.valueOf(getMessage());
  }
}

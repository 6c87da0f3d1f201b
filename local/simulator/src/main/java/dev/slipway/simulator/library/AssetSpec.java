package dev.slipway.simulator.library;

import java.util.List;

/// One specification of the reference data, which says what Apple takes as an image or a video.
///
/// @param id its `specId`
/// @param shortName its `shortName`, for example `i1320x2868a0`
/// @param widths the widths in pixels
/// @param heights the heights in pixels
/// @param fileExtensions the file name extensions, with their dot
/// @param placementTypes the types of placements that it is for
/// @param details what only images or only videos have
record AssetSpec(
    String id,
    String shortName,
    Range widths,
    Range heights,
    List<String> fileExtensions,
    List<String> placementTypes,
    Details details) {

  /// The largest file of every specification of the reference data.
  static final long MOST_BYTES = 524_288_000;

  /// Recorders' clocks are not exact: 29.97 counts as 30 (asset-library.md, 8, S).
  private static final double FRAME_RATE_TOLERANCE = 0.05;

  /// Whole numbers from a smallest to a largest one.
  record Range(int least, int most) {
    /// Reads `1290` or `1920~3840`.
    static Range of(String text) {
      String[] ends = text.split("~", -1);
      return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    boolean has(double value, double tolerance) {
      return value >= least - tolerance && value <= most + tolerance;
    }
  }

  /// What only images or only videos have.
  sealed interface Details {}

  /// @param alphaAllowed whether an alpha channel is accepted
  record OfImage(boolean alphaAllowed) implements Details {}

  /// @param framesPerSecond the accepted frame rates
  /// @param seconds the accepted durations
  /// @param audioRequired whether it needs sound
  record OfVideo(List<Range> framesPerSecond, Range seconds, boolean audioRequired)
      implements Details {}

  /// Returns whether a file has the pixels. A range of sizes is one of an aspect ratio.
  boolean hasPixels(int width, int height) {
    return widths.has(width, 0)
        && heights.has(height, 0)
        && Math.abs((double) width * heights.most() / widths.most() - height) <= 1;
  }

  /// Returns whether the images that it describes fit: by extension, exact pixels and alpha
  /// (asset-library.md, 5, Matching).
  boolean fitsImage(String extension, int width, int height, boolean alpha) {
    return details instanceof OfImage image
        && fileExtensions.contains("." + extension)
        && hasPixels(width, height)
        && (!alpha || image.alphaAllowed());
  }

  /// Returns whether a video fits: by extension, exact pixels, frame rate, length and sound.
  ///
  /// @param framesPerSecond 0 if the file does not say it
  boolean fitsVideo(
      String extension,
      int width,
      int height,
      double framesPerSecond,
      long durationMillis,
      boolean sound) {
    return details instanceof OfVideo video
        && fileExtensions.contains("." + extension)
        && hasPixels(width, height)
        && (framesPerSecond == 0
            || video.framesPerSecond().stream()
                .anyMatch(range -> range.has(framesPerSecond, FRAME_RATE_TOLERANCE)))
        && video.seconds().has(durationMillis / 1000.0, 0)
        && (sound || !video.audioRequired());
  }
}

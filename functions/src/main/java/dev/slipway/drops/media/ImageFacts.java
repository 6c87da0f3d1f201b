package dev.slipway.drops.media;

/// What the header of an image says besides its size.
///
/// @param bitDepth bits of each colour
/// @param orientation the EXIF orientation, 1 to 8; [#UPRIGHT] when the image has none
public record ImageFacts(int bitDepth, int orientation) {
  public static final int UPRIGHT = 1;
}

package dev.slipway.drops.media;

import org.jspecify.annotations.Nullable;

/// More about an image than its size.
///
/// @param bitDepth bits of each colour
/// @param orientation the EXIF orientation, 1 to 8; [#UPRIGHT] when the image has none
/// @param opaque whether no pixel of an image with an alpha channel is transparent; null without
///   such a channel, and when Slipway did not read its pixels
public record ImageFacts(int bitDepth, int orientation, Colours colours, @Nullable Boolean opaque) {
  public static final int UPRIGHT = 1;

  /// What the colours are made of.
  public enum Colours {
    RGB,
    GREY,
    /// A JPEG with four components: CMYK or YCCK.
    CMYK,
    OTHER
  }

  ImageFacts withOpaque(@Nullable Boolean decided) {
    return new ImageFacts(bitDepth, orientation, colours, decided);
  }
}

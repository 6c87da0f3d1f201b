package dev.slipway.runner.web;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/// Compares a picture with the one that is kept. Corners and icons are drawn a little differently
/// by another version of the browser, so a few pixels may differ, and each channel a little.
final class PictureComparison {
  /// Of 255. The edge of a rounded corner differs by less.
  static final int CHANNEL = 12;

  private static final int FEW = 40;
  private static final int ONE_OF = 20_000;

  private PictureComparison() {}

  /// Returns what is different, null if nothing that a person would see.
  static @Nullable String difference(BufferedImage kept, BufferedImage now) {
    if (kept.getWidth() != now.getWidth() || kept.getHeight() != now.getHeight()) {
      return "it was %d × %d pixels, and now is %d × %d"
          .formatted(kept.getWidth(), kept.getHeight(), now.getWidth(), now.getHeight());
    }
    int different = 0;
    int firstX = 0;
    int firstY = 0;
    for (int y = 0; y < kept.getHeight(); y++) {
      for (int x = 0; x < kept.getWidth(); x++) {
        if (distance(kept.getRGB(x, y), now.getRGB(x, y)) > CHANNEL) {
          if (different++ == 0) {
            firstX = x;
            firstY = y;
          }
        }
      }
    }
    int allowed = Math.max(FEW, kept.getWidth() * kept.getHeight() / ONE_OF);
    return different <= allowed
        ? null
        : "%d pixels differ (%d may), the first at %d, %d"
            .formatted(different, allowed, firstX, firstY);
  }

  private static int distance(int one, int other) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      most = Math.max(most, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
    }
    return most;
  }
}

package dev.slipway.drops.ipa.icon;

import org.jspecify.annotations.Nullable;

/// Makes an icon small: scales it down by the area that each of its pixels covers, and writes it as
/// an ordinary PNG.
final class SmallIcon {
  /// Tried in this order until the file is small enough; the last one always is.
  private static final int[] SIDES = {AppIcon.MAX_SIDE_PIXELS, 96, 80, 64};

  private SmallIcon() {}

  /// Returns the small icon; null when the file is not a square image that can be read.
  static byte @Nullable [] of(byte[] file) {
    byte[] small = null;
    for (int side : SIDES) {
      small = scaled(file, side);
      if (small == null || small.length <= AppIcon.MAX_BYTES) {
        return small;
      }
    }
    return small;
  }

  private static byte @Nullable [] scaled(byte[] file, int most) {
    try (var rows = PngRows.open(file)) {
      if (rows == null || rows.widthPixels() != rows.heightPixels()) {
        return null;
      }
      int from = rows.widthPixels();
      int to = Math.min(most, from);
      var sums = new double[to * to * 4];
      int[] row = new int[from * 4];
      var spans = Span.all(from, to);
      for (Span down : spans) {
        if (!rows.next(row)) {
          return null;
        }
        for (int x = 0; x < from; x++) {
          add(sums, to, spans[x], down, row, 4 * x);
        }
      }
      return PngWriting.png(to, sums);
    }
  }

  private static void add(double[] sums, int side, Span across, Span down, int[] row, int at) {
    for (int channel = 0; channel < 4; channel++) {
      int value = row[at + channel];
      if (value == 0) {
        continue;
      }
      int cell = 4 * (down.cell * side + across.cell) + channel;
      sums[cell] += value * across.share * down.share;
      if (across.rest > 0) {
        sums[cell + 4] += value * across.rest * down.share;
      }
      if (down.rest > 0) {
        sums[cell + 4 * side] += value * across.share * down.rest;
        if (across.rest > 0) {
          sums[cell + 4 * side + 4] += value * across.rest * down.rest;
        }
      }
    }
  }

  /// Which part of a side's cells a pixel of the original covers.
  ///
  /// @param cell the first of them
  /// @param share how much of it
  /// @param rest how much of the next one
  private record Span(int cell, double share, double rest) {
    static Span[] all(int from, int to) {
      var spans = new Span[from];
      for (int i = 0; i < from; i++) {
        // In parts of a cell: whole numbers, so that no rounding makes a cell too many.
        int start = i * to;
        int end = start + to;
        int cell = start / from;
        int border = (cell + 1) * from;
        double share = (Math.min(end, border) - start) / (double) from;
        double rest = Math.max(0, end - border) / (double) from;
        spans[i] = new Span(cell, share, rest);
      }
      return spans;
    }
  }
}

package dev.slipway.drops.media;

import java.util.concurrent.atomic.AtomicLong;

/// How many pixels Slipway decodes while it reads one drop: those of about 65 screenshots of an
/// iPhone, which take up to 20 seconds. Thread-safe.
public final class PixelBudget {
  private static final long OF_A_DROP = 240_000_000;
  private static final long OF_A_FILE = 20_000_000;
  private static final long BYTES_OF_A_FILE = 64L << 20;

  private final AtomicLong left;

  private PixelBudget(long pixels) {
    this.left = new AtomicLong(pixels);
  }

  public static PixelBudget ofDrop() {
    return new PixelBudget(OF_A_DROP);
  }

  static PixelBudget of(long pixels) {
    return new PixelBudget(pixels);
  }

  /// Takes the pixels of a file; returns false when it is too large, or the budget is used up.
  boolean take(int widthPixels, int heightPixels, long sizeBytes) {
    long pixels = (long) widthPixels * heightPixels;
    return pixels <= OF_A_FILE
        && sizeBytes <= BYTES_OF_A_FILE
        && left.getAndUpdate(before -> before >= pixels ? before - pixels : before) >= pixels;
  }
}

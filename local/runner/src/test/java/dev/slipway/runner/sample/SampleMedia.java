package dev.slipway.runner.sample;

import dev.slipway.runner.sample.SamplePicture.Band;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Screenshots and previews with something unusual in them.
public final class SampleMedia {
  private static final int PNG_HEADER_BYTES = 33;

  private SampleMedia() {}

  /// A preview of the iPhone that is otherwise sound.
  public static byte[] preview(int seconds) {
    return SampleVideo.mp4(seconds, 886, 1920, seconds);
  }

  /// A video of 20 seconds and 30 frames per second in any size.
  ///
  /// @param seed videos of different seeds differ
  public static byte[] video(int seed, int width, int height) {
    return SampleVideo.mp4(20, width, height, seed);
  }

  /// A screenshot in one colour.
  public static byte[] screenshot(int width, int height) {
    return SamplePicture.png(width, List.of(new Band(height, 0x336699)));
  }

  /// A screenshot with transparent pixels.
  public static byte[] transparent(int width, int height) {
    return written(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
  }

  /// A screenshot with an alpha channel in which no pixel is transparent, as Apple's own downloads.
  public static byte[] opaqueAlpha(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] line = new int[width];
    Arrays.fill(line, 0xFF336699);
    for (int y = 0; y < height; y++) {
      image.setRGB(0, y, width, 1, line, 0, width);
    }
    return written(image);
  }

  private static byte[] written(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The same PNG with an EXIF orientation that turns it by 90 degrees.
  public static byte[] turned(byte[] png) {
    byte[] exif = {
      'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
    };
    byte[] chunk =
        ByteBuffer.allocate(4 + exif.length).put(new byte[] {'e', 'X', 'I', 'f'}).put(exif).array();
    var crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + 8 + chunk.length)
        .put(png, 0, PNG_HEADER_BYTES)
        .putInt(exif.length)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, PNG_HEADER_BYTES, png.length - PNG_HEADER_BYTES)
        .array();
  }
}

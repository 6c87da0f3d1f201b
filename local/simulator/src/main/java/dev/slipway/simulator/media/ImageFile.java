package dev.slipway.simulator.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads the headers of a PNG or JPEG file; pixels are not decoded.
///
/// @param extensions file name extensions that match the content, lower case
/// @param width width in pixels
/// @param height height in pixels
/// @param alpha whether it has an alpha channel or transparent colours
/// @param rgb whether its colours are red, green and blue
record ImageFile(String extensions, int width, int height, boolean alpha, boolean rgb) {
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int JPEG_START = 0xFFD8;

  /// @throws MediaRejected if it is neither, or broken
  static ImageFile read(Path path) throws IOException, MediaRejected {
    try (InputStream file = Files.newInputStream(path);
        DataInputStream in = new DataInputStream(new BufferedInputStream(file))) {
      in.mark(8);
      if (in.readUnsignedShort() == JPEG_START) {
        return jpeg(in);
      }
      in.reset();
      if (in.readLong() == PNG_SIGNATURE) {
        return png(in);
      }
      throw new MediaRejected("IMG_BAD_FORMAT");
    } catch (EOFException e) {
      throw new MediaRejected("IMG_APPEARS_CORRUPT");
    }
  }

  // PNG specification, 5.2 (chunks), 11.2.2 (IHDR), 11.3.2.1 (tRNS).
  private static ImageFile png(DataInputStream in) throws IOException, MediaRejected {
    int width = 0;
    int height = 0;
    int colourType = -1;
    boolean transparent = false;
    boolean pixels = false;
    while (true) {
      int length = in.readInt();
      byte[] name = new byte[4];
      in.readFully(name);
      String type = new String(name, StandardCharsets.US_ASCII);
      if (length < 0 || (colourType < 0 && !type.equals("IHDR"))) {
        throw new MediaRejected("IMG_APPEARS_CORRUPT");
      }
      int read = 0;
      switch (type) {
        case "IHDR" -> {
          width = in.readInt();
          height = in.readInt();
          in.readUnsignedByte();
          colourType = in.readUnsignedByte();
          read = 10;
        }
        case "tRNS" -> transparent = true;
        case "IDAT" -> pixels = true;
        case "IEND" -> {
          if (!pixels) {
            throw new MediaRejected("IMG_APPEARS_CORRUPT");
          }
          boolean alpha = transparent || colourType == 4 || colourType == 6;
          boolean grey = colourType == 0 || colourType == 4;
          return new ImageFile("png", width, height, alpha, !grey);
        }
        default -> {
          // No other chunk matters here.
        }
      }
      in.skipNBytes((long) length - read + 4);
    }
  }

  // ITU T.81, B.2.2: the frame header after a marker SOF0 to SOF15, except DHT, JPG and DAC.
  private static ImageFile jpeg(DataInputStream in) throws IOException, MediaRejected {
    while (true) {
      int marker = in.readUnsignedShort();
      if (marker < 0xFF01) {
        throw new MediaRejected("IMG_APPEARS_CORRUPT");
      }
      int length = in.readUnsignedShort();
      boolean frame =
          marker >= 0xFFC0
              && marker <= 0xFFCF
              && marker != 0xFFC4
              && marker != 0xFFC8
              && marker != 0xFFCC;
      if (frame) {
        in.readUnsignedByte();
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        return new ImageFile("jpg jpeg", width, height, false, in.readUnsignedByte() == 3);
      }
      in.skipNBytes(length - 2L);
    }
  }

  /// Returns whether a file name's extension matches the content.
  boolean fits(String extension) {
    return List.of(extensions.split(" ", -1)).contains(extension);
  }
}

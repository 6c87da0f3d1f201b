package dev.slipway.simulator.media;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// Reads the headers of a PNG or JPEG file; pixels are decoded by [#isOpaque] alone.
///
/// @param format what the content is
/// @param width width in pixels, before it is turned
/// @param height height in pixels, before it is turned
/// @param alpha whether it has an alpha channel or transparent colours
/// @param colours what its colours are made of
/// @param bitDepth bits of each colour
/// @param orientation the EXIF orientation, 1 to 8; 5 to 8 lie on their side
public record ImageFile(
    Format format,
    int width,
    int height,
    boolean alpha,
    Colours colours,
    int bitDepth,
    int orientation) {
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int JPEG_START = 0xFFD8;
  private static final int JPEG_APP1 = 0xFFE1;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LARGEST_EXIF = 1 << 20;

  /// More than any screenshot has; a file that claims more is not decoded.
  private static final long MOST_PIXELS = 20_000_000;

  /// The two formats.
  public enum Format {
    PNG,
    JPEG
  }

  /// What colours are made of.
  public enum Colours {
    RGB,
    GREY,
    OTHER
  }

  /// Reads the headers of a file.
  ///
  /// @throws MediaRejected if it is neither, or broken
  public static ImageFile read(Path path) throws IOException, MediaRejected {
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
    int bitDepth = 0;
    int orientation = Exif.UPRIGHT;
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
          bitDepth = in.readUnsignedByte();
          colourType = in.readUnsignedByte();
          read = 10;
        }
        case "tRNS" -> transparent = true;
        case "IDAT" -> pixels = true;
        case "eXIf" -> {
          byte[] exif = in.readNBytes(Math.min(length, LARGEST_EXIF));
          read = exif.length;
          orientation = Exif.orientation(exif);
        }
        case "IEND" -> {
          if (!pixels) {
            throw new MediaRejected("IMG_APPEARS_CORRUPT");
          }
          boolean alpha = transparent || colourType == 4 || colourType == 6;
          Colours colours = colourType == 0 || colourType == 4 ? Colours.GREY : Colours.RGB;
          return new ImageFile(Format.PNG, width, height, alpha, colours, bitDepth, orientation);
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
    int orientation = Exif.UPRIGHT;
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
        int bitDepth = in.readUnsignedByte();
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        Colours colours =
            switch (in.readUnsignedByte()) {
              case 1 -> Colours.GREY;
              case 3 -> Colours.RGB;
              default -> Colours.OTHER;
            };
        return new ImageFile(Format.JPEG, width, height, false, colours, bitDepth, orientation);
      }
      if (marker == JPEG_APP1) {
        byte[] segment = in.readNBytes(Math.max(0, length - 2));
        if (Arrays.equals(
            segment, 0, Math.min(EXIF.length, segment.length), EXIF, 0, EXIF.length)) {
          orientation = Exif.orientation(Arrays.copyOfRange(segment, EXIF.length, segment.length));
        }
      } else {
        in.skipNBytes(length - 2L);
      }
    }
  }

  /// Returns whether a file name's extension matches the content.
  public boolean fits(String extension) {
    return switch (format) {
      case PNG -> extension.equals("png");
      case JPEG -> extension.equals("jpg") || extension.equals("jpeg");
    };
  }

  /// Returns whether every pixel of a PNG is opaque, although it has an alpha channel.
  public boolean isOpaque(Path path) {
    if ((long) width * height > MOST_PIXELS) {
      return false;
    }
    BufferedImage image;
    try {
      image = ImageIO.read(path.toFile());
    } catch (IOException e) {
      // Its pixels are broken: nothing is known of them.
      return false;
    }
    if (image == null) {
      return false;
    }
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 != 0xFF) {
          return false;
        }
      }
    }
    return true;
  }
}

package dev.slipway.drops.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Images as the JDK writes them, and videos with nothing in them but their headers.
public final class SampleMedia {
  private SampleMedia() {}

  public static byte[] png(int width, int height) {
    return written("png", new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
  }

  static byte[] pngWithAlpha(int width, int height) {
    return written("png", new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
  }

  /// An image that does not compress well.
  ///
  /// @param kind `png`, `jpg`, or `alpha` for a PNG with an alpha channel that is opaque
  public static byte[] noise(String kind, int width, int height) {
    boolean alpha = kind.equals("alpha");
    var image =
        new BufferedImage(
            width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xFF00_0000 | random.nextInt());
      }
    }
    return written(alpha ? "png" : kind, image);
  }

  /// @param imageType of `BufferedImage`
  static byte[] of(String format, int imageType) {
    return written(format, new BufferedImage(20, 10, imageType));
  }

  /// A JPEG whose header announces so many components.
  static byte[] ofComponents(int components) {
    byte[] jpeg = jpeg(20, 10);
    for (int i = 0; i < jpeg.length - 9; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        jpeg[i + 9] = (byte) components;
      }
    }
    return jpeg;
  }

  public static byte[] jpeg(int width, int height) {
    return written("jpg", new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
  }

  /// The chunk right behind the header of a PNG.
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    var crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
    crc.update(content);
    return join(
        Arrays.copyOf(png, 33),
        number32(content.length),
        type.getBytes(StandardCharsets.ISO_8859_1),
        content,
        number32(crc.getValue()),
        Arrays.copyOfRange(png, 33, png.length));
  }

  /// A segment right behind the start of a JPEG, as cameras put previews and profiles there.
  static byte[] withSegment(byte[] jpeg, int marker, int contentLength) {
    return withSegment(jpeg, marker, new byte[contentLength]);
  }

  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    byte[] head = {(byte) 0xFF, (byte) marker};
    byte[] length = Arrays.copyOfRange(number32(content.length + 2L), 2, 4);
    return join(
        Arrays.copyOf(jpeg, 2), head, length, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /// EXIF data that say an orientation and nothing else.
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("II*\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .array();
  }

  public static byte[] mp4(int width, int height, double seconds) {
    return join(ftyp("mp42"), movie(width, height, seconds, "avc1"), box("mdat", new byte[64]));
  }

  public static byte[] ftyp(String brand) {
    return box("ftyp", brand.getBytes(StandardCharsets.ISO_8859_1), new byte[4]);
  }

  /// A movie box with an audio track before its video track.
  public static byte[] movie(int width, int height, double seconds, String codec) {
    return box(
        "moov",
        movieHeader(0, 600, (long) (seconds * 600)),
        track("soun", 0, 0, "mp4a"),
        track("vide", width, height, codec));
  }

  static byte[] movieHeader(int version, int unitsPerSecond, long units) {
    byte[] wide = {(byte) version, 0, 0, 0};
    return version == 0
        ? box("mvhd", wide, new byte[8], number32(unitsPerSecond), number32(units), new byte[80])
        : box("mvhd", wide, new byte[16], number32(unitsPerSecond), number64(units), new byte[80]);
  }

  static byte[] track(String handler, int width, int height, String codec) {
    return box(
        "trak",
        trackHeader(width, height, false),
        box(
            "mdia",
            box("hdlr", new byte[8], handler.getBytes(StandardCharsets.ISO_8859_1), new byte[12]),
            box("minf", box("stbl", sampleDescription(codec, width, height)))));
  }

  static byte[] trackHeader(int width, int height, boolean turned) {
    int one = 1 << 16;
    byte[] matrix =
        turned
            ? numbers32(0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
            : numbers32(one, 0, 0, 0, one, 0, 0, 0, 1 << 30);
    return box(
        "tkhd", new byte[40], matrix, number32((long) width << 16), number32((long) height << 16));
  }

  static byte[] sampleDescription(String codec, int width, int height) {
    byte[] size =
        join(Arrays.copyOfRange(number32(width), 2, 4), Arrays.copyOfRange(number32(height), 2, 4));
    return box("stsd", new byte[4], number32(1), box(codec, new byte[24], size, new byte[50]));
  }

  static byte[] box(String type, byte[]... content) {
    byte[] joined = join(content);
    return join(number32(joined.length + 8), type.getBytes(StandardCharsets.ISO_8859_1), joined);
  }

  static byte[] number32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  static byte[] number64(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  public static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] numbers32(int... values) {
    var bytes = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static byte[] written(String format, BufferedImage image) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new AssertionError("the JDK writes no " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

package dev.slipway.appstoreconnect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/// Pictures and videos that pass, made for one test run.
public final class MediaFiles {
  private MediaFiles() {}

  /// An opaque picture in one colour.
  public static byte[] png(int width, int height, int colour) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, colour);
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The boxes of a video with stereo sound, without a frame in it.
  public static byte[] mp4(int width, int height, int seconds) {
    byte[] movieHeader =
        ByteBuffer.allocate(100).putInt(12, 1000).putInt(16, seconds * 1000).array();
    byte[] trackHeader =
        ByteBuffer.allocate(84).putInt(76, width << 16).putInt(80, height << 16).array();
    byte[] sound = ByteBuffer.allocate(8 + 36).putInt(4, 1).putShort(24 + 8, (short) 2).array();
    return joined(
        box("ftyp", "isom\0\0\0\0isom".getBytes(ISO_8859_1)),
        box(
            "moov",
            box("mvhd", movieHeader),
            box("trak", box("tkhd", trackHeader), box("mdia", handler("vide"))),
            box(
                "trak",
                box("tkhd", new byte[84]),
                box("mdia", handler("soun"), box("minf", box("stbl", box("stsd", sound)))))));
  }

  public static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] handler(String kind) {
    return box("hdlr", ByteBuffer.allocate(24).put(8, kind.getBytes(ISO_8859_1)).array());
  }

  private static byte[] box(String type, byte[]... contents) {
    byte[] content = joined(contents);
    return joined(
        ByteBuffer.allocate(8).putInt(content.length + 8).put(type.getBytes(ISO_8859_1)).array(),
        content);
  }

  private static byte[] joined(byte[]... pieces) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }
}

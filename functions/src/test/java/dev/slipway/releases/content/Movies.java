package dev.slipway.releases.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Previews that Apple takes, as far as headers tell (ISO/IEC 14496-12).
final class Movies {
  private Movies() {}

  /// An .mp4 of 20 s with stereo sound, 886 × 1920 pixels.
  static byte[] phone(String content) {
    byte[] movieHeader = ByteBuffer.allocate(100).putInt(12, 600).putInt(16, 12_000).array();
    byte[] trackHeader =
        ByteBuffer.allocate(84).putInt(76, 886 << 16).putInt(80, 1920 << 16).array();
    byte[] video = box("trak", box("tkhd", trackHeader), box("mdia", handler("vide")));
    byte[] entry = ByteBuffer.allocate(36).putShort(24, (short) 2).array();
    byte[] samples = box("minf", box("stbl", box("stsd", new byte[8], entry)));
    byte[] sound = box("trak", box("tkhd", new byte[84]), box("mdia", handler("soun"), samples));
    return joined(
        box("ftyp", bytes("mp42\0\0\0\0")),
        box("mdat", bytes(content)),
        box("moov", box("mvhd", movieHeader), video, sound));
  }

  private static byte[] handler(String type) {
    return box("hdlr", ByteBuffer.allocate(25).position(8).put(bytes(type)).array());
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] inner = joined(content);
    return ByteBuffer.allocate(8 + inner.length)
        .putInt(8 + inner.length)
        .put(bytes(type))
        .put(inner)
        .array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

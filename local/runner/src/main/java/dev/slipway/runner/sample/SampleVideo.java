package dev.slipway.runner.sample;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Writes an MP4 whose boxes describe an H.264 video with stereo AAC sound (ISO/IEC 14496-12, 8 and
/// 12; 14496-14, 5.6; 14496-15, 5.3.4), 30 frames per second. Its frames are noise, so no player
/// can play it.
final class SampleVideo {
  private static final int UNITS_PER_SECOND = 600;
  private static final int FRAMES_PER_SECOND = 30;
  private static final int FRAME_BYTES = 10;
  private static final int ONE = 1 << 16;
  private static final int UNDETERMINED_LANGUAGE = 0x55C4;

  private SampleVideo() {}

  /// @param seed determines the frames
  static byte[] mp4(int seconds, int widthPixels, int heightPixels, long seed) {
    byte[] type = box("ftyp", ascii("isom"), ints(0x200), ascii("isomiso2avc1mp41"));
    byte[] frames = new byte[seconds * FRAMES_PER_SECOND * FRAME_BYTES];
    new SplittableRandom(seed).nextBytes(frames);
    int duration = seconds * UNITS_PER_SECOND;
    int framesAt = type.length + 8;
    byte[] video =
        box(
            "trak",
            trackHeader(1, duration, widthPixels, heightPixels),
            media(
                "vide",
                duration,
                box("vmhd", ints(1, 0, 0)),
                avc1(widthPixels, heightPixels),
                framesAt));
    byte[] sound =
        box(
            "trak",
            trackHeader(2, duration, 0, 0),
            media("soun", duration, box("smhd", ints(0, 0)), mp4a(), framesAt));
    return concatenated(
        type, box("mdat", frames), box("moov", movieHeader(duration), video, sound));
  }

  private static byte[] movieHeader(int duration) {
    return box(
        "mvhd",
        ints(0, 0, 0, UNITS_PER_SECOND, duration, ONE, 0x0100_0000, 0, 0),
        matrix(),
        ints(0, 0, 0, 0, 0, 0, 3));
  }

  private static byte[] trackHeader(int id, int duration, int widthPixels, int heightPixels) {
    int enabled = 3;
    return box(
        "tkhd",
        ints(enabled, 0, 0, id, 0, duration, 0, 0, 0, 0),
        matrix(),
        ints(widthPixels << 16, heightPixels << 16));
  }

  private static byte[] matrix() {
    return ints(ONE, 0, 0, 0, ONE, 0, 0, 0, 1 << 30);
  }

  private static byte[] media(
      String handler, int duration, byte[] mediaHeader, byte[] description, int framesAt) {
    byte[] here = box("url ", ints(1));
    int each = UNITS_PER_SECOND / FRAMES_PER_SECOND;
    int frames = duration / each;
    byte[] table =
        box(
            "stbl",
            box("stsd", ints(0, 1), description),
            box("stts", ints(0, 1, frames, each)),
            box("stsc", ints(0, 1, 1, frames, 1)),
            box("stsz", ints(0, FRAME_BYTES, frames)),
            box("stco", ints(0, 1, framesAt)));
    return box(
        "mdia",
        box("mdhd", ints(0, 0, 0, UNITS_PER_SECOND, duration), ints(UNDETERMINED_LANGUAGE << 16)),
        box("hdlr", ints(0, 0), ascii(handler), ints(0, 0, 0), new byte[1]),
        box("minf", mediaHeader, box("dinf", box("dref", ints(0, 1), here)), table));
  }

  private static byte[] avc1(int widthPixels, int heightPixels) {
    byte[] entry =
        ByteBuffer.allocate(78)
            .putShort(6, (short) 1)
            .putShort(24, (short) widthPixels)
            .putShort(26, (short) heightPixels)
            .putInt(28, 72 << 16)
            .putInt(32, 72 << 16)
            .putShort(40, (short) 1)
            .putShort(74, (short) 24)
            .putShort(76, (short) -1)
            .array();
    byte[] highProfile = {1, 100, 0, 40, (byte) 0xFF, (byte) 0xE0, 0};
    return box("avc1", entry, box("avcC", highProfile));
  }

  private static byte[] mp4a() {
    byte[] entry =
        ByteBuffer.allocate(28)
            .putShort(6, (short) 1)
            .putShort(16, (short) 2)
            .putShort(18, (short) 16)
            .putInt(24, 48_000 << 16)
            .array();
    byte[] stream = {
      3, 22, 0, 0, 0, 4, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 2, 0x11, (byte) 0x90
    };
    return box("mp4a", entry, box("esds", ints(0), stream));
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] inner = concatenated(content);
    return ByteBuffer.allocate(8 + inner.length)
        .putInt(8 + inner.length)
        .put(ascii(type))
        .put(inner)
        .array();
  }

  private static byte[] ints(int... values) {
    var bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concatenated(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}

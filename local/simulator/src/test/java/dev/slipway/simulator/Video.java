package dev.slipway.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A preview in the making: 20 s of 886x1920 at 30 frames per second, H.264 High 4.0 with stereo
/// sound. It has no frames, only the tables that describe them (ISO/IEC 14496-12).
final class Video {
  private static final int UNITS_PER_SECOND = 600;

  private String brand = "isom";
  private int millis = 20_000;
  private int soundMillis = -1;
  private int width = 886;
  private int height = 1920;
  private int[] soundChannels = {2};
  private byte[] soundConfiguration = {};
  private int profile = 100;
  private int level = 40;
  private int frameUnits = UNITS_PER_SECOND / 30;
  private int gapMillis;

  /// @param brand empty for a file without `ftyp`
  Video brand(String brand) {
    this.brand = brand;
    return this;
  }

  Video lasts(int millis) {
    this.millis = millis;
    return this;
  }

  Video soundLasts(int millis) {
    this.soundMillis = millis;
    return this;
  }

  Video size(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  /// @param channels of each sound track; 0 for no track
  Video sound(int... channels) {
    this.soundChannels = channels;
    return this;
  }

  /// One track of AAC that says how many channels it has; the entry says 2.
  Video configuredSound(int channels) {
    int configuration = 2 << 11 | 4 << 7 | channels << 3;
    byte[] specific = {5, 2, (byte) (configuration >> 8), (byte) configuration};
    byte[] decoder = concat(new byte[] {4, (byte) 0x80, 17, 0x40}, new byte[12], specific);
    byte[] stream = concat(new byte[] {3, 23, 0, 1, 0}, decoder);
    this.soundChannels = new int[] {2};
    this.soundConfiguration = box("esds", new byte[4], stream);
    return this;
  }

  Video h264(int profile, int level) {
    this.profile = profile;
    this.level = level;
    return this;
  }

  Video framesPerSecond(int number) {
    this.frameUnits = UNITS_PER_SECOND / number;
    return this;
  }

  /// One frame in the middle lasts longer.
  Video gap(int millis) {
    this.gapMillis = millis;
    return this;
  }

  byte[] bytes() {
    List<byte[]> movie = new ArrayList<>();
    int longest = Math.max(millis, soundMillis);
    movie.add(
        box(
            "mvhd",
            ByteBuffer.allocate(100)
                .putInt(12, UNITS_PER_SECOND)
                .putInt(16, units(longest))
                .array()));
    movie.add(track("vide", millis, width, height, box("stsd", ints(0, 1), avc1()), frames()));
    for (int channels : soundChannels) {
      if (channels > 0) {
        int length = soundMillis < 0 ? millis : soundMillis;
        byte[] entry = ByteBuffer.allocate(28).putShort(16, (short) channels).array();
        movie.add(
            track(
                "soun",
                length,
                0,
                0,
                box("stsd", ints(0, 1), box("mp4a", entry, soundConfiguration)),
                box("stts", ints(0, 1, 1, units(length)))));
      }
    }
    byte[] type =
        brand.isEmpty() ? new byte[0] : box("ftyp", (brand + "\0\0\0\0").getBytes(ascii()));
    return concat(type, box("mdat", new byte[1000]), box("moov", movie.toArray(byte[][]::new)));
  }

  private static byte[] track(
      String handler, int millis, int width, int height, byte[] description, byte[] times) {
    byte[] header =
        ByteBuffer.allocate(84)
            .putInt(20, units(millis))
            .putInt(76, width << 16)
            .putInt(80, height << 16)
            .array();
    byte[] kind = ByteBuffer.allocate(25).position(8).put(handler.getBytes(ascii())).array();
    return box(
        "trak",
        box("tkhd", header),
        box(
            "mdia",
            box("mdhd", ints(0, 0, 0, UNITS_PER_SECOND, units(millis), 0)),
            box("hdlr", kind),
            box("minf", box("stbl", description, times))));
  }

  private byte[] avc1() {
    byte[] configuration = {1, (byte) profile, 0, (byte) level, (byte) 0xFF, (byte) 0xE0, 0};
    return box("avc1", new byte[78], box("avcC", configuration));
  }

  private byte[] frames() {
    int gap = units(gapMillis);
    int half = (units(millis) - gap) / frameUnits / 2;
    return gap == 0
        ? box("stts", ints(0, 1, units(millis) / frameUnits, frameUnits))
        : box("stts", ints(0, 3, half, frameUnits, 1, gap, half, frameUnits));
  }

  private static int units(int millis) {
    return Math.toIntExact(Math.round(millis * UNITS_PER_SECOND / 1000.0));
  }

  private static java.nio.charset.Charset ascii() {
    return StandardCharsets.US_ASCII;
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] inner = concat(content);
    return ByteBuffer.allocate(8 + inner.length)
        .putInt(8 + inner.length)
        .put(type.getBytes(ascii()))
        .put(inner)
        .array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}

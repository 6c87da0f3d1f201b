package dev.slipway.runner.sample;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes a PNG of horizontal bands: RGB, 8 bits, no alpha (W3C, Portable Network Graphics). Rows
/// go through the compressor one by one, so that a picture of 17 MB takes a few KB of memory and of
/// file.
final class SamplePicture {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int BITS = 8;
  private static final int RGB = 2;
  private static final int FILTER_NONE = 0;

  /// The filter that stores the difference to the row above: zeros where nothing changes.
  private static final int FILTER_UP = 2;

  /// Pictures made so far, at most as many as the sample has; tests ask for the same ones again and
  /// again, and compressing 17 MB takes longer than all else about a picture.
  private static final Map<Choice, byte[]> MADE = new ConcurrentHashMap<>();

  private SamplePicture() {}

  private record Choice(SampleDisplay display, int locale, int number) {}

  /// @param heightPixels height of this band
  /// @param rgb colour of this band
  record Band(int heightPixels, int rgb) {}

  /// Returns a screenshot that differs from all others of the sample: a bar, and rows in a unique
  /// colour.
  ///
  /// @param locale number of the language, 0 to 15; larger numbers repeat the colours
  /// @param number number of the screenshot, from 1
  static byte[] of(SampleDisplay display, int locale, int number) {
    return MADE.computeIfAbsent(new Choice(display, locale, number), SamplePicture::make).clone();
  }

  private static byte[] make(Choice choice) {
    SampleDisplay display = choice.display();
    int locale = choice.locale();
    int number = choice.number();
    int colour =
        (40 + 16 * locale) << 16 | (24 * number) << 8 | (display.widthPixels() >> 3 & 0xff);
    var bands = new ArrayList<Band>();
    bands.add(new Band(200, 0x202028));
    int left = display.heightPixels() - 200;
    for (int row = 0; row < number; row++) {
      bands.add(new Band(180, colour));
      bands.add(new Band(20, 0xFFFFFF));
      left -= 200;
    }
    bands.add(new Band(left, 0xF4F4F8));
    return png(display.widthPixels(), bands);
  }

  static byte[] png(int widthPixels, List<Band> bands) {
    int heightPixels = bands.stream().mapToInt(Band::heightPixels).sum();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(SIGNATURE);
      byte[] header =
          ByteBuffer.allocate(13)
              .putInt(widthPixels)
              .putInt(heightPixels)
              .put((byte) BITS)
              .put((byte) RGB)
              .array();
      chunk(out, "IHDR", header);
      chunk(out, "IDAT", pixels(widthPixels, bands));
      chunk(out, "IEND", new byte[0]);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a stream in memory failed", e);
    }
  }

  private static byte[] pixels(int widthPixels, List<Band> bands) throws IOException {
    var compressed = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream rows = new DeflaterOutputStream(compressed, deflater, 1 << 13)) {
      byte[] same = new byte[1 + 3 * widthPixels];
      same[0] = FILTER_UP;
      for (Band band : bands) {
        rows.write(row(widthPixels, band.rgb));
        for (int y = 1; y < band.heightPixels; y++) {
          rows.write(same);
        }
      }
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }

  private static byte[] row(int widthPixels, int rgb) {
    byte[] row = new byte[1 + 3 * widthPixels];
    row[0] = FILTER_NONE;
    for (int x = 0; x < widthPixels; x++) {
      row[1 + 3 * x] = (byte) (rgb >>> 16);
      row[2 + 3 * x] = (byte) (rgb >>> 8);
      row[3 + 3 * x] = (byte) rgb;
    }
    return row;
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}

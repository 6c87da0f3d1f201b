package dev.slipway.runner.memory;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.runner.sample.SampleIpa;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// A drop of 1,000 screenshots of 2 MB each, or of 10 MB (`-Dsizes.whole=true`), which are made
/// while they are read: ten languages, ten displays, ten screenshots. Thread-safe.
final class ManyScreenshots implements DropObjects {
  static final int SCREENSHOTS = 1000;
  static final int SIZE_BYTES = Boolean.getBoolean("sizes.whole") ? 10_000_000 : 2_000_000;
  static final String BUNDLE_ID = "com.example.app";
  static final List<String> LOCALES =
      List.of("en-US", "de-DE", "ja", "fr-FR", "es-ES", "it", "ko", "nl-NL", "sv", "pt-BR");

  private static final int[][] DISPLAYS = {
    {1290, 2796}, {1242, 2688}, {1179, 2556}, {1170, 2532}, {1242, 2208},
    {750, 1334}, {640, 1136}, {2048, 2732}, {1668, 2388}, {1668, 2224}
  };
  private static final int HEAD_BYTES = 64;
  private static final byte[] TAIL =
      ByteBuffer.allocate(16).putInt(0).putInt(0).put(ascii("IEND")).putInt(0xAE426082).array();
  private static final byte[] NOISE = new byte[1 << 16];

  static {
    new SplittableRandom(1).nextBytes(NOISE);
  }

  private final String prefix;
  private final TreeMap<String, Content> contents = new TreeMap<>();
  private final LongAdder readBytes = new LongAdder();

  /// What an object holds.
  private sealed interface Content {
    record Whole(byte[] bytes) implements Content {}

    record Screenshot(byte[] head) implements Content {}
  }

  /// @param prefix with its slash at the end
  /// @param media which way the screenshots take
  ManyScreenshots(String prefix, String media) throws IOException {
    this.prefix = prefix;
    var app = new ByteArrayOutputStream();
    SampleIpa.write(app, SampleIpa.Spec.of(BUNDLE_ID, "1.1", "2").withPayloadBytes(300_000));
    contents.put(prefix + "App.ipa", new Content.Whole(app.toByteArray()));
    contents.put(
        prefix + "release.json",
        new Content.Whole(ascii("{\"submit\": false, \"media\": \"" + media + "\"}")));
    int number = 0;
    for (String locale : LOCALES) {
      for (int[] pixels : DISPLAYS) {
        for (int i = 0; i < 10; i++) {
          contents.put(
              prefix + "screenshots/%s/%dx%d-%02d.png".formatted(locale, pixels[0], pixels[1], i),
              new Content.Screenshot(head(pixels[0], pixels[1], number++)));
        }
      }
    }
  }

  /// A PNG (W3C, PNG Specification, 5.2) up to the first of its pixels, where the number makes each
  /// differ.
  private static byte[] head(int width, int height, int number) {
    return ByteBuffer.allocate(HEAD_BYTES)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put(ascii("IHDR"))
        .putInt(width)
        .putInt(height)
        .put(new byte[] {8, 2, 0, 0, 0})
        .putInt(0)
        .putInt(SIZE_BYTES - 41 - TAIL.length)
        .put(ascii("IDAT"))
        .putInt(number)
        .array();
  }

  /// How many bytes were read, of all files together.
  long readBytes() {
    return readBytes.sum();
  }

  @Override
  public Optional<ObjectVersion> newest(String key) {
    return Optional.ofNullable(contents.get(key)).map(content -> object(key, content));
  }

  @Override
  public List<ObjectVersion> list(String listed, int limit) {
    var found = new ArrayList<ObjectVersion>();
    contents.forEach(
        (key, content) -> {
          if (key.startsWith(listed) && found.size() < limit) {
            found.add(object(key, content));
          }
        });
    return found;
  }

  private static ObjectVersion object(String key, Content content) {
    long sizeBytes =
        switch (content) {
          case Content.Whole(byte[] bytes) -> bytes.length;
          case Content.Screenshot _ -> SIZE_BYTES;
        };
    return new ObjectVersion(
        key, "1", "\"" + Integer.toHexString(key.hashCode()) + "\"", sizeBytes);
  }

  @Override
  public InputStream open(ObjectVersion object, long offset, long length) throws IOException {
    return switch (contents.get(object.key())) {
      case Content.Whole(byte[] bytes) ->
          new ByteArrayInputStream(bytes, (int) offset, (int) length);
      case Content.Screenshot(byte[] head) ->
          new Made(head, (int) offset, (int) Math.min(offset + length, SIZE_BYTES));
      case null -> throw DropChangedException.gone(object.key());
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "ManyScreenshots[" + prefix + "]";
  }

  /// A screenshot's bytes: its head, noise, and the tail that all have.
  private final class Made extends InputStream {
    private final byte[] head;
    private final int end;
    private int position;

    Made(byte[] head, int position, int end) {
      this.head = head;
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (position >= end) {
        return -1;
      }
      int tailAt = SIZE_BYTES - TAIL.length;
      byte[] from;
      int at;
      int until;
      if (position < HEAD_BYTES) {
        from = head;
        at = position;
        until = HEAD_BYTES;
      } else if (position < tailAt) {
        from = NOISE;
        at = position % NOISE.length;
        until = Math.min(tailAt, position - at + NOISE.length);
      } else {
        from = TAIL;
        at = position - tailAt;
        until = SIZE_BYTES;
      }
      int count = Math.min(length, Math.min(until, end) - position);
      System.arraycopy(from, at, into, offset, count);
      position += count;
      readBytes.add(count);
      return count;
    }
  }
}

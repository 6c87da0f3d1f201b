package dev.slipway.drops.media.movie;

import dev.slipway.drops.BigEndian;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a movie box, which may be incomplete at its end: the duration (mvhd), and the size (tkhd)
/// and codec (stsd) of the first video track (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.5.2). [TrackFacts]
/// reads the rest of its tracks. Thread-safe.
public final class MovieBox {
  private static final int BOX_HEAD_BYTES = 8;
  private static final long MAX_SECONDS = Duration.ofDays(1000).toSeconds();

  private final byte[] movie;
  private final boolean complete;

  /// @param complete whether these are all bytes of the box
  public MovieBox(byte[] movie, boolean complete) {
    this.movie = movie;
    this.complete = complete;
  }

  /// The content of a box within the movie box.
  record Box(int from, int to) {
    boolean has(int bytes) {
      return to - from >= bytes;
    }
  }

  /// The size as displayed.
  private record Pixels(int width, int height) {}

  public Movie movie() {
    var all = new Box(0, movie.length);
    Box track = find(all, "trak", this::isVideo);
    Pixels pixels = new Pixels(0, 0);
    String codec = null;
    if (track != null) {
      Box description = within(track, "mdia", "minf", "stbl", "stsd");
      codec = codec(description);
      pixels = pixels(track, description);
    }
    return new Movie(
        pixels.width,
        pixels.height,
        duration(all),
        codec,
        new TrackFacts(movie, this, complete).of(all, track),
        new ChunkOffsets(movie, this).last(all),
        complete && track == null && !all(all, "trak").isEmpty());
  }

  boolean isVideo(Box track) {
    return isHandledBy("vide", track);
  }

  boolean isSound(Box track) {
    return isHandledBy("soun", track);
  }

  private boolean isHandledBy(String code, Box track) {
    Box handler = within(track, "mdia", "hdlr");
    return handler != null
        && handler.has(12)
        && BigEndian.code(movie, handler.from + 8).equals(code);
  }

  private @Nullable Duration duration(Box all) {
    Box header = within(all, "mvhd");
    if (header == null || !header.has(20)) {
      return null;
    }
    boolean wide = movie[header.from] == 1;
    if (wide && !header.has(32)) {
      return null;
    }
    long unitsPerSecond = BigEndian.unsigned32(movie, header.from + (wide ? 20 : 12));
    long units =
        wide
            ? BigEndian.signed64(movie, header.from + 24)
            : BigEndian.unsigned32(movie, header.from + 16);
    // All ones: the writer did not know the duration. Zero: the media follow in fragments.
    boolean unknown = wide ? units < 0 : units == 0xFFFF_FFFFL;
    if (unknown || units == 0 || unitsPerSecond == 0 || units / unitsPerSecond > MAX_SECONDS) {
      return null;
    }
    long nanos = units % unitsPerSecond * 1_000_000_000L / unitsPerSecond;
    return Duration.ofSeconds(units / unitsPerSecond, nanos);
  }

  private @Nullable String codec(@Nullable Box description) {
    if (description == null || !description.has(16)) {
      return null;
    }
    String code = BigEndian.code(movie, description.from + 12);
    return code.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? code : null;
  }

  private Pixels pixels(Box track, @Nullable Box description) {
    Box header = within(track, "tkhd");
    if (header != null && header.has(1)) {
      int matrix = header.from + (movie[header.from] == 1 ? 52 : 40);
      if (matrix + 44 <= header.to) {
        // 16.16 fixed point.
        int width = BigEndian.unsigned16(movie, matrix + 36);
        int height = BigEndian.unsigned16(movie, matrix + 40);
        if (width > 0 && height > 0) {
          return turned(matrix) ? new Pixels(height, width) : new Pixels(width, height);
        }
      }
    }
    if (description != null && description.has(44)) {
      return new Pixels(
          BigEndian.unsigned16(movie, description.from + 40),
          BigEndian.unsigned16(movie, description.from + 42));
    }
    return new Pixels(0, 0);
  }

  /// Returns whether the track is rotated by 90 degrees, as phones record it.
  private boolean turned(int matrix) {
    return BigEndian.unsigned32(movie, matrix) == 0
        && BigEndian.unsigned32(movie, matrix + 4) != 0
        && BigEndian.unsigned32(movie, matrix + 16) == 0;
  }

  @Nullable Box within(Box outer, String... path) {
    Box box = outer;
    for (String code : path) {
      box = find(box, code, _ -> true);
      if (box == null) {
        return null;
      }
    }
    return box;
  }

  /// Returns the first box with this code that fits the rule; null without one.
  private @Nullable Box find(Box outer, String code, Predicate<Box> rule) {
    return all(outer, code).stream().filter(rule).findFirst().orElse(null);
  }

  /// Returns the boxes with this code, within the bytes that were read.
  List<Box> all(Box outer, String code) {
    var found = new ArrayList<Box>();
    long offset = outer.from;
    while (offset + BOX_HEAD_BYTES <= outer.to) {
      int at = (int) offset;
      long size = BigEndian.unsigned32(movie, at);
      if (size == 0) {
        size = outer.to - offset;
      }
      if (size < BOX_HEAD_BYTES) {
        break;
      }
      if (BigEndian.code(movie, at + 4).equals(code)) {
        found.add(new Box(at + BOX_HEAD_BYTES, (int) Math.min(offset + size, outer.to)));
      }
      offset += size;
    }
    return found;
  }
}

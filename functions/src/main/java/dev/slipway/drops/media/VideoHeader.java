package dev.slipway.drops.media;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.Movie;
import dev.slipway.drops.media.movie.MovieBox;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the movie box of an MPEG-4 or QuickTime file without reading the media around it (ISO/IEC
/// 14496-12, 4.2; Apple, QuickTime File Format, "Atoms").
final class VideoHeader {
  /// The limit of bytes read from a movie box; its beginning has what is needed.
  static final int MOVIE_BUDGET_BYTES = 1 << 20;

  private static final Set<String> FIRST_BOXES =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");
  private static final long TO_THE_END = 0;
  private static final long SIZE_FOLLOWS = 1;

  private VideoHeader() {}

  static boolean begins(byte[] bytes) {
    return bytes.length >= 8 && FIRST_BOXES.contains(BigEndian.code(bytes, 4));
  }

  static MediaLook read(HeaderWindow window) throws IOException {
    // A file without a file type box is an old QuickTime movie.
    var format = Format.QUICKTIME;
    long offset = 0;
    while (true) {
      byte[] head = window.bytes(offset, 8);
      if (head == null) {
        return MediaLook.only(format);
      }
      int headBytes = 8;
      long size = BigEndian.unsigned32(head, 0);
      if (size == SIZE_FOLLOWS) {
        byte[] large = window.bytes(offset, 16);
        if (large == null) {
          return MediaLook.only(format);
        }
        headBytes = 16;
        size = BigEndian.signed64(large, 8);
      } else if (size == TO_THE_END) {
        size = window.sizeBytes() - offset;
      }
      if (size < headBytes || size > Long.MAX_VALUE - offset) {
        return MediaLook.only(format);
      }
      switch (BigEndian.code(head, 4)) {
        case "ftyp" -> format = formatOf(window, offset + headBytes);
        case "moov" -> {
          byte[] movie = movie(window, offset + headBytes, size - headBytes);
          return movie == null
              ? MediaLook.only(format)
              : look(format, new MovieBox(movie, movie.length == size - headBytes).movie());
        }
        default -> {}
      }
      offset += size;
    }
  }

  private static MediaLook look(Format format, Movie movie) {
    return new MediaLook(
        format,
        movie.widthPixels(),
        movie.heightPixels(),
        null,
        movie.duration(),
        movie.codec(),
        null,
        movie.facts());
  }

  private static Format formatOf(HeaderWindow window, long offset) throws IOException {
    byte[] brand = window.bytes(offset, 4);
    return brand != null && BigEndian.code(brand, 0).equals("qt  ")
        ? Format.QUICKTIME
        : Format.MPEG4;
  }

  private static byte @Nullable [] movie(HeaderWindow window, long offset, long length)
      throws IOException {
    window.extendBudget(MOVIE_BUDGET_BYTES);
    long there = Math.min(length, window.sizeBytes() - offset);
    return window.bytes(offset, Math.clamp(there, 0, MOVIE_BUDGET_BYTES));
  }
}

package dev.slipway.drops.media;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.Movie;
import dev.slipway.drops.media.movie.MovieBox;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the movie box of an MPEG-4 or QuickTime file without reading the media around it, and
/// whether the file has all that its boxes announce (ISO/IEC 14496-12, 4.2; Apple, QuickTime File
/// Format, "Atoms"). Used once, by one thread.
final class VideoHeader {
  /// The limit of bytes read from a movie box; its beginning has what is needed.
  static final int MOVIE_BUDGET_BYTES = 1 << 20;

  private static final Set<String> FIRST_BOXES =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

  /// The boxes whose end a video needs. Others may be anything: recorders append bytes that are no
  /// boxes.
  private static final Set<String> NEEDED_BOXES = Set.of("moov", "mdat", "moof");

  private static final long TO_THE_END = 0;
  private static final long SIZE_FOLLOWS = 1;
  private static final int HEAD_BYTES = 8;
  private static final int LARGE_HEAD_BYTES = 16;

  /// A video in fragments may have more; those behind are not looked at.
  private static final int MAX_BOXES = 64;

  private final HeaderWindow window;

  /// A file without a file type box is an old QuickTime movie.
  private Format format = Format.QUICKTIME;

  private @Nullable Movie movie;
  private @Nullable Fault fault;

  private VideoHeader(HeaderWindow window) {
    this.window = window;
  }

  /// A box of the file.
  ///
  /// @param offset of its content
  /// @param end may lie behind the file's
  private record FileBox(String type, long offset, long end) {}

  static boolean begins(byte[] bytes) {
    return bytes.length >= HEAD_BYTES && FIRST_BOXES.contains(BigEndian.code(bytes, 4));
  }

  static MediaLook read(HeaderWindow window) throws IOException {
    var header = new VideoHeader(window);
    header.read();
    return header.look();
  }

  private void read() throws IOException {
    long offset = 0;
    for (int i = 0; offset <= window.sizeBytes() - HEAD_BYTES; i++) {
      byte[] head = i < MAX_BOXES ? window.bytes(offset, HEAD_BYTES) : null;
      if (head == null) {
        // More may follow, which is not read.
        return;
      }
      FileBox box = box(offset, head);
      if (box == null) {
        break;
      }
      if (box.end > window.sizeBytes() && (movie == null || NEEDED_BOXES.contains(box.type))) {
        fault = Fault.CUT_OFF;
      }
      switch (box.type) {
        case "ftyp" -> format = formatOf(box.offset);
        case "moov" -> read(box);
        default -> {}
      }
      offset = box.end;
    }
    if (movie == null && fault == null) {
      fault = Fault.WITHOUT_INDEX;
    }
  }

  /// Returns the box at this place; null when these bytes are not those of a box.
  private @Nullable FileBox box(long offset, byte[] head) throws IOException {
    int headBytes = HEAD_BYTES;
    long size = BigEndian.unsigned32(head, 0);
    if (size == SIZE_FOLLOWS) {
      byte[] large = window.bytes(offset, LARGE_HEAD_BYTES);
      if (large == null) {
        return null;
      }
      headBytes = LARGE_HEAD_BYTES;
      size = BigEndian.signed64(large, HEAD_BYTES);
    } else if (size == TO_THE_END) {
      size = window.sizeBytes() - offset;
    }
    if (size < headBytes || size > Long.MAX_VALUE - offset) {
      return null;
    }
    return new FileBox(BigEndian.code(head, 4), offset + headBytes, offset + size);
  }

  private void read(FileBox box) throws IOException {
    window.extendBudget(MOVIE_BUDGET_BYTES);
    long there = Math.min(box.end, window.sizeBytes()) - box.offset;
    byte[] bytes = window.bytes(box.offset, Math.clamp(there, 0, MOVIE_BUDGET_BYTES));
    if (bytes != null) {
      var found = new MovieBox(bytes, bytes.length == box.end - box.offset).movie();
      movie = found;
      if (found.lastChunkOffset() >= window.sizeBytes()) {
        fault = Fault.CUT_OFF;
      } else if (found.withoutPicture()) {
        fault = Fault.WITHOUT_PICTURE;
      }
    }
  }

  private MediaLook look() {
    var found = movie;
    return found == null
        ? MediaLook.only(format, fault)
        : new MediaLook(
            format,
            found.widthPixels(),
            found.heightPixels(),
            null,
            found.duration(),
            found.codec(),
            null,
            found.facts(),
            fault);
  }

  private Format formatOf(long offset) throws IOException {
    byte[] brand = window.bytes(offset, 4);
    return brand != null && BigEndian.code(brand, 0).equals("qt  ")
        ? Format.QUICKTIME
        : Format.MPEG4;
  }
}

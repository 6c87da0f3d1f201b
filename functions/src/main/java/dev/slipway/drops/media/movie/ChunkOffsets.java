package dev.slipway.drops.media.movie;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.movie.MovieBox.Box;
import org.jspecify.annotations.Nullable;

/// Reads where the media of a movie are in its file (ISO/IEC 14496-12, 8.7.2 and 8.7.5).
final class ChunkOffsets {
  private static final int SELF_CONTAINED = 1;

  private final byte[] movie;
  private final MovieBox boxes;

  ChunkOffsets(byte[] movie, MovieBox boxes) {
    this.movie = movie;
    this.boxes = boxes;
  }

  /// Returns the highest offset within the bytes that were read; -1 without one.
  long last(Box all) {
    long last = -1;
    for (Box track : boxes.all(all, "trak")) {
      Box media = boxes.within(track, "mdia", "minf");
      if (media != null && isInThisFile(media)) {
        last = Math.max(last, last(boxes.within(media, "stbl", "stco"), 4));
        last = Math.max(last, last(boxes.within(media, "stbl", "co64"), 8));
      }
    }
    return last;
  }

  /// Returns whether the media are in the file of the movie box, as nearly always.
  private boolean isInThisFile(Box media) {
    Box references = boxes.within(media, "dinf", "dref");
    return references == null
        || !references.has(20)
        || (BigEndian.unsigned32(movie, references.from() + 16) & SELF_CONTAINED) != 0;
  }

  private long last(@Nullable Box table, int entryBytes) {
    if (table == null || !table.has(8)) {
      return -1;
    }
    long entries =
        Math.min(
            BigEndian.unsigned32(movie, table.from() + 4),
            (table.to() - table.from() - 8) / entryBytes);
    long last = -1;
    for (int i = 0; i < entries; i++) {
      int at = table.from() + 8 + i * entryBytes;
      long offset =
          entryBytes == 4 ? BigEndian.unsigned32(movie, at) : BigEndian.signed64(movie, at);
      last = Math.max(last, offset);
    }
    return last;
  }
}

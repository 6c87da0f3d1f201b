package dev.slipway.drops.media.movie;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.movie.MovieBox.Box;
import dev.slipway.drops.media.movie.VideoFacts.Frames;
import dev.slipway.drops.media.movie.VideoFacts.H264;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the tables of a movie's tracks: lengths (tkhd), frames (stts), sound and H.264 profile
/// (stsd, avcC). What is missing, or lies beyond the bytes that were read, is unknown (ISO/IEC
/// 14496-12, 8.3.2, 8.6.1.2; 14496-15, 5.3.3.1).
final class TrackFacts {
  private static final Set<String> H264_CODECS = Set.of("avc1", "avc3");
  private static final long MAX_SECONDS = Duration.ofDays(1000).toSeconds();
  private static final int FIRST_ENTRY = 8;
  private static final int PICTURE_ENTRY_BYTES = 78;

  private final byte[] movie;
  private final MovieBox boxes;
  private final boolean complete;

  /// @param complete whether the movie box was read to its end
  TrackFacts(byte[] movie, MovieBox boxes, boolean complete) {
    this.movie = movie;
    this.boxes = boxes;
    this.complete = complete;
  }

  /// @param all the movie
  /// @param video its first video track; null without one
  VideoFacts of(Box all, @Nullable Box video) {
    long unitsPerSecond = unitsPerSecond(boxes.within(all, "mvhd"));
    var sound = new ArrayList<Box>();
    var lengths = new ArrayList<Duration>();
    for (Box track : boxes.all(all, "trak")) {
      if (boxes.isSound(track)) {
        sound.add(track);
      }
      if (boxes.isSound(track) || boxes.isVideo(track)) {
        length(track, unitsPerSecond, lengths);
      }
    }
    return new VideoFacts(
        video == null ? null : frames(video),
        lengths.stream().min(Comparator.naturalOrder()).orElse(null),
        lengths.stream().max(Comparator.naturalOrder()).orElse(null),
        sounds(sound),
        video == null ? null : h264(video));
  }

  private void length(Box track, long unitsPerSecond, List<Duration> lengths) {
    Box header = boxes.within(track, "tkhd");
    if (header == null || !header.has(36)) {
      return;
    }
    boolean wide = movie[header.from()] == 1;
    long units =
        wide
            ? BigEndian.signed64(movie, header.from() + 28)
            : BigEndian.unsigned32(movie, header.from() + 20);
    boolean unknown = units <= 0 || (!wide && units == 0xFFFF_FFFFL) || unitsPerSecond == 0;
    Duration length = unknown ? null : seconds((double) units / unitsPerSecond);
    if (length != null) {
      lengths.add(length);
    }
  }

  private @Nullable Frames frames(Box video) {
    long unitsPerSecond = unitsPerSecond(boxes.within(video, "mdia", "mdhd"));
    Box table = boxes.within(video, "mdia", "minf", "stbl", "stts");
    if (unitsPerSecond == 0 || table == null || !table.has(8)) {
      return null;
    }
    long entries = BigEndian.unsigned32(movie, table.from() + 4);
    if (entries > (table.to() - table.from() - 8) / 8) {
      return null;
    }
    long count = 0;
    double units = 0;
    long longest = 0;
    for (int i = 0; i < entries; i++) {
      int at = table.from() + 8 + 8 * i;
      long frames = BigEndian.unsigned32(movie, at);
      long each = BigEndian.unsigned32(movie, at + 4);
      count += frames;
      units += (double) frames * each;
      if (frames > 1 || i < entries - 1) {
        longest = Math.max(longest, each);
      }
    }
    Duration length = seconds(units / unitsPerSecond);
    Duration longestFrame = seconds((double) longest / unitsPerSecond);
    return length == null || length.isZero() || longestFrame == null
        ? null
        : new Frames(count, length, longestFrame);
  }

  private @Nullable List<Sound> sounds(List<Box> tracks) {
    var sounds = new ArrayList<Sound>();
    for (Box track : tracks) {
      Box description = boxes.within(track, "mdia", "minf", "stbl", "stsd");
      Sound sound = description == null ? null : new SoundEntry(movie, boxes).of(description);
      if (sound == null) {
        return null;
      }
      sounds.add(sound);
    }
    // Another track may lie beyond the end.
    return complete || !sounds.isEmpty() ? sounds : null;
  }

  private @Nullable H264 h264(Box video) {
    Box description = boxes.within(video, "mdia", "minf", "stbl", "stsd");
    int boxesOfEntry = FIRST_ENTRY + 8 + PICTURE_ENTRY_BYTES;
    if (description == null
        || !description.has(boxesOfEntry)
        || !H264_CODECS.contains(BigEndian.code(movie, description.from() + FIRST_ENTRY + 4))) {
      return null;
    }
    Box configuration =
        boxes.within(new Box(description.from() + boxesOfEntry, description.to()), "avcC");
    return configuration == null || !configuration.has(4)
        ? null
        : new H264(
            Byte.toUnsignedInt(movie[configuration.from() + 1]),
            Byte.toUnsignedInt(movie[configuration.from() + 3]));
  }

  /// Returns the units of a movie header or a media header; 0 when unknown.
  private long unitsPerSecond(@Nullable Box header) {
    if (header == null || !header.has(24)) {
      return 0;
    }
    boolean wide = movie[header.from()] == 1;
    return BigEndian.unsigned32(movie, header.from() + (wide ? 20 : 12));
  }

  private static @Nullable Duration seconds(double seconds) {
    return seconds > MAX_SECONDS ? null : Duration.ofNanos(Math.round(seconds * 1e9));
  }
}

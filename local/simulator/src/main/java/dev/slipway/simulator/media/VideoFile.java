package dev.slipway.simulator.media;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the boxes of an MP4, M4V or QuickTime file; frames are not decoded.
///
/// @param durationMillis duration in the movie header
/// @param width width of the video track, in pixels
/// @param height height of the video track, in pixels
/// @param soundChannels channels of all sound tracks together; 0 for a video without sound. Two
///   tracks of one channel are stereo (apple-help: App preview specifications)
/// @param fileType whether it begins with an `ftyp` box, as .mp4 and .m4v do
/// @param trackMillis the durations of the video and sound tracks whose header says one
/// @param frames the frames of the video track; null when there is no table of them
/// @param h264 how they are encoded; null for another codec
public record VideoFile(
    long durationMillis,
    int width,
    int height,
    int soundChannels,
    boolean fileType,
    List<Long> trackMillis,
    @Nullable Frames frames,
    @Nullable H264 h264) {

  /// How the frames of a video follow each other (ISO/IEC 14496-12, 8.6.1.2).
  ///
  /// @param perSecond how many there are in a second, on average
  /// @param longestMillis how long the longest one lasts; the last one does not count
  public record Frames(double perSecond, double longestMillis) {}

  /// The profile and the level (ten times its number) of an H.264 video (ISO/IEC 14496-15,
  /// 5.3.3.1).
  public record H264(int profile, int level) {}

  private static final Set<String> FIRST =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");
  private static final int LARGEST_HEADER = 64 * 1024 * 1024;

  private record Box(String type, ByteBuffer content) {}

  /// Reads the boxes of a file.
  ///
  /// @throws MediaRejected if it is not such a file, or broken
  public static VideoFile read(Path path) throws IOException, MediaRejected {
    try (FileChannel channel = FileChannel.open(path)) {
      long position = 0;
      String first = "";
      ByteBuffer movie = null;
      while (position < channel.size()) {
        ByteBuffer header = at(channel, position, 8);
        long length = Integer.toUnsignedLong(header.getInt());
        String type = type(header);
        if (first.isEmpty()) {
          first = type;
          if (!FIRST.contains(first)) {
            throw new MediaRejected("MOV_RESAVE_FORMAT");
          }
        }
        int headerLength = 8;
        if (length == 1) {
          headerLength = 16;
          length = at(channel, position + 8, 8).getLong();
        } else if (length == 0) {
          length = channel.size() - position;
        }
        if (length < headerLength || length > channel.size() - position) {
          throw new MediaRejected("MOV_APPEARS_CORRUPT");
        }
        if (type.equals("moov")) {
          if (length > LARGEST_HEADER) {
            throw new MediaRejected("MOV_APPEARS_CORRUPT");
          }
          movie = at(channel, position + headerLength, (int) (length - headerLength));
        }
        position += length;
      }
      if (movie == null) {
        throw new MediaRejected("MOV_APPEARS_CORRUPT");
      }
      return movie(movie, first.equals("ftyp"));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new MediaRejected("MOV_APPEARS_CORRUPT");
    }
  }

  // ISO/IEC 14496-12: mvhd 8.2.2, tkhd 8.3.2, hdlr 8.4.3, stsd 8.5.2 and 12.2.3.
  private static VideoFile movie(ByteBuffer movie, boolean fileType) throws MediaRejected {
    long durationMillis = -1;
    int width = 0;
    int height = 0;
    int soundChannels = 0;
    long timescale = 0;
    List<Long> trackMillis = new ArrayList<>();
    Frames frames = null;
    H264 h264 = null;
    for (Box box : boxes(movie)) {
      if (box.type().equals("mvhd")) {
        durationMillis = durationMillis(box.content());
        timescale = timescale(box.content());
      } else if (box.type().equals("trak")) {
        ByteBuffer media = inner(box.content(), "mdia");
        ByteBuffer handler = inner(media, "hdlr").position(8);
        String kind = type(handler);
        ByteBuffer track = inner(box.content(), "tkhd");
        if (kind.equals("vide")) {
          width = track.getInt(track.limit() - 8) >>> 16;
          height = track.getInt(track.limit() - 4) >>> 16;
          frames = frames(media);
          h264 = h264(media);
        } else if (kind.equals("soun")) {
          soundChannels += channels(inner(inner(inner(media, "minf"), "stbl"), "stsd"));
        }
        long units = trackUnits(track);
        boolean played = kind.equals("vide") || kind.equals("soun");
        if (played && timescale > 0 && units > 0 && units < Long.MAX_VALUE / 1000) {
          trackMillis.add(units * 1000 / timescale);
        }
      }
    }
    if (durationMillis < 0 || width == 0 || height == 0) {
      throw new MediaRejected("MOV_APPEARS_CORRUPT");
    }
    return new VideoFile(
        durationMillis, width, height, soundChannels, fileType, trackMillis, frames, h264);
  }

  // ISO/IEC 14496-12, 12.2.3; QuickTime File Format, Sound Sample Description (Version 2). AAC says
  // itself how many channels it has: ffmpeg writes 2 into the entry of every MPEG-4 file.
  private static int channels(ByteBuffer description) {
    int entry = 8 + 8;
    int version = description.getShort(entry + 8);
    int stated = version == 2 ? description.getInt(entry + 40) : description.getShort(entry + 16);
    int own = AacChannels.of(description.slice(entry, description.limit() - entry));
    return own > 0 ? own : stated;
  }

  private static @Nullable Frames frames(ByteBuffer media) throws MediaRejected {
    ByteBuffer table = within(media, "minf", "stbl", "stts");
    ByteBuffer header = within(media, "mdhd");
    if (table == null || header == null) {
      return null;
    }
    long timescale = timescale(header);
    long count = 0;
    long units = 0;
    long longest = 0;
    int entries = table.getInt(4);
    for (int i = 0; i < entries; i++) {
      long samples = Integer.toUnsignedLong(table.getInt(8 + 8 * i));
      long delta = Integer.toUnsignedLong(table.getInt(12 + 8 * i));
      count += samples;
      units += samples * delta;
      if (samples > 1 || i < entries - 1) {
        longest = Math.max(longest, delta);
      }
    }
    return timescale == 0 || units <= 0
        ? null
        : new Frames((double) count * timescale / units, longest * 1000.0 / timescale);
  }

  private static @Nullable H264 h264(ByteBuffer media) throws MediaRejected {
    ByteBuffer description = within(media, "minf", "stbl", "stsd");
    int configuration = 8 + 8 + 78;
    if (description == null || description.limit() < configuration) {
      return null;
    }
    ByteBuffer avc =
        within(description.slice(configuration, description.limit() - configuration), "avcC");
    return avc == null
        ? null
        : new H264(Byte.toUnsignedInt(avc.get(1)), Byte.toUnsignedInt(avc.get(3)));
  }

  private static long trackUnits(ByteBuffer header) {
    return header.get(0) == 1 ? header.getLong(28) : Integer.toUnsignedLong(header.getInt(20));
  }

  private static long timescale(ByteBuffer header) {
    return Integer.toUnsignedLong(header.getInt(header.get(0) == 1 ? 20 : 12));
  }

  private static long durationMillis(ByteBuffer header) throws MediaRejected {
    boolean wide = header.get(0) == 1;
    long timescale = timescale(header);
    long duration = wide ? header.getLong(24) : Integer.toUnsignedLong(header.getInt(16));
    if (timescale == 0 || duration < 0 || duration > Long.MAX_VALUE / 1000) {
      throw new MediaRejected("MOV_APPEARS_CORRUPT");
    }
    return duration * 1000 / timescale;
  }

  private static List<Box> boxes(ByteBuffer content) throws MediaRejected {
    List<Box> found = new ArrayList<>();
    int position = 0;
    while (content.limit() - position >= 8) {
      int length = content.getInt(position);
      if (length < 8 || length > content.limit() - position) {
        throw new MediaRejected("MOV_APPEARS_CORRUPT");
      }
      String type = type(content.duplicate().position(position + 4));
      found.add(new Box(type, content.slice(position + 8, length - 8)));
      position += length;
    }
    return found;
  }

  private static ByteBuffer inner(ByteBuffer content, String type) throws MediaRejected {
    for (Box box : boxes(content)) {
      if (box.type().equals(type)) {
        return box.content();
      }
    }
    throw new MediaRejected("MOV_APPEARS_CORRUPT");
  }

  private static @Nullable ByteBuffer within(ByteBuffer content, String... path)
      throws MediaRejected {
    ByteBuffer found = content;
    for (String type : path) {
      ByteBuffer outer = found;
      found = null;
      for (Box box : boxes(outer)) {
        if (found == null && box.type().equals(type)) {
          found = box.content();
        }
      }
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  private static ByteBuffer at(FileChannel channel, long position, int length)
      throws IOException, MediaRejected {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new MediaRejected("MOV_APPEARS_CORRUPT");
      }
    }
    return bytes.flip();
  }

  private static String type(ByteBuffer bytes) {
    byte[] name = new byte[4];
    bytes.get(name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}

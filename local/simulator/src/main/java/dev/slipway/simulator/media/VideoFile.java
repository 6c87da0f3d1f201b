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

/// Reads the boxes of an MP4, M4V or QuickTime file; frames are not decoded.
///
/// @param durationMillis duration in the movie header
/// @param width width of the video track, in pixels
/// @param height height of the video track, in pixels
/// @param soundChannels most channels of any sound track; 0 for a video without sound
/// @param fileType whether it begins with an `ftyp` box, as .mp4 and .m4v do
record VideoFile(long durationMillis, int width, int height, int soundChannels, boolean fileType) {
  private static final Set<String> FIRST =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");
  private static final int LARGEST_HEADER = 64 * 1024 * 1024;

  private record Box(String type, ByteBuffer content) {}

  /// @throws MediaRejected if it is not such a file, or broken
  static VideoFile read(Path path) throws IOException, MediaRejected {
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
            throw new MediaRejected("MOV_BAD_FORMAT");
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
    for (Box box : boxes(movie)) {
      if (box.type().equals("mvhd")) {
        durationMillis = durationMillis(box.content());
      } else if (box.type().equals("trak")) {
        ByteBuffer media = inner(box.content(), "mdia");
        ByteBuffer handler = inner(media, "hdlr").position(8);
        String kind = type(handler);
        if (kind.equals("vide")) {
          ByteBuffer track = inner(box.content(), "tkhd");
          width = track.getInt(track.limit() - 8) >>> 16;
          height = track.getInt(track.limit() - 4) >>> 16;
        } else if (kind.equals("soun")) {
          ByteBuffer description = inner(inner(inner(media, "minf"), "stbl"), "stsd");
          soundChannels = Math.max(soundChannels, description.getShort(8 + 8 + 16));
        }
      }
    }
    if (durationMillis < 0 || width == 0 || height == 0) {
      throw new MediaRejected("MOV_APPEARS_CORRUPT");
    }
    return new VideoFile(durationMillis, width, height, soundChannels, fileType);
  }

  private static long durationMillis(ByteBuffer header) throws MediaRejected {
    boolean wide = header.get(0) == 1;
    long timescale = Integer.toUnsignedLong(header.getInt(wide ? 20 : 12));
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

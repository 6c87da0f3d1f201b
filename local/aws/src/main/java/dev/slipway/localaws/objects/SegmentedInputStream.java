package dev.slipway.localaws.objects;

import dev.slipway.localaws.objects.ObjectVersion.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Reads a range of a body that consists of several files. All files are opened at once, so that
/// deleting the object does not cut the stream off.
final class SegmentedInputStream extends InputStream {
  private final Deque<Piece> pieces = new ArrayDeque<>();

  private static final class Piece {
    private final SeekableByteChannel channel;
    private long leftBytes;

    private Piece(SeekableByteChannel channel, long leftBytes) {
      this.channel = channel;
      this.leftBytes = leftBytes;
    }
  }

  SegmentedInputStream(Path directory, List<Segment> segments, long offset, long sizeBytes)
      throws IOException {
    long segmentStart = 0;
    long end = offset + sizeBytes;
    try {
      for (Segment segment : segments) {
        long from = Math.max(offset, segmentStart);
        long to = Math.min(end, segmentStart + segment.sizeBytes());
        if (from < to) {
          SeekableByteChannel channel = Files.newByteChannel(directory.resolve(segment.fileName()));
          pieces.add(new Piece(channel, to - from));
          channel.position(from - segmentStart);
        }
        segmentStart += segment.sizeBytes();
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (!pieces.isEmpty()) {
      Piece piece = pieces.element();
      if (piece.leftBytes > 0) {
        int count =
            piece.channel.read(
                ByteBuffer.wrap(buffer, offset, (int) Math.min(length, piece.leftBytes)));
        if (count < 0) {
          throw new IOException("the stored body is shorter than its record says");
        }
        piece.leftBytes -= count;
        return count;
      }
      piece.channel.close();
      pieces.remove();
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    for (Piece piece : pieces) {
      piece.channel.close();
    }
    pieces.clear();
  }
}

package dev.slipway.drops.media.pixels;

import dev.slipway.drops.BigEndian;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a PNG from its first chunk to its last one, with its pixels only if it can be transparent
/// (W3C, PNG Specification, sections 5 and 11). Used once, by one thread.
public final class PngScan {
  private static final int PIECE_BYTES = 16 << 10;
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEAD_BYTES = 8;
  private static final int CRC_BYTES = 4;
  private static final int IHDR_BYTES = 13;

  /// A palette has at most so many colours.
  private static final int LONGEST_TRANSPARENCY = 256;

  private final InputStream in;
  private final byte[] piece = new byte[PIECE_BYTES];
  private byte[] header = new byte[0];
  private byte @Nullable [] transparency;
  private @Nullable AlphaLines lines;

  private PngScan(InputStream in) {
    this.in = in;
  }

  /// The result of reading a PNG to its end.
  ///
  /// @param whole whether it has its last chunk; what follows that chunk does not matter
  /// @param alpha whether it has an alpha channel or transparent colours
  /// @param opaque whether no pixel is transparent; null when the pixels cannot be read to their
  ///   end
  public record Result(boolean whole, boolean alpha, @Nullable Boolean opaque) {}

  /// Reads an image to its end.
  ///
  /// @param file from its first byte on
  public static Result of(InputStream file) throws IOException {
    var scan = new PngScan(file);
    try {
      boolean whole = scan.readToTheEnd();
      return scan.result(whole);
    } finally {
      if (scan.lines != null) {
        scan.lines.close();
      }
    }
  }

  private Result result(boolean whole) {
    boolean alpha = transparency != null || AlphaLines.hasChannel(header);
    return new Result(whole, alpha, alpha ? lines == null ? null : lines.opaque() : Boolean.TRUE);
  }

  private boolean readToTheEnd() throws IOException {
    if (in.readNBytes(SIGNATURE_BYTES).length < SIGNATURE_BYTES) {
      return false;
    }
    while (true) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      if (head.length < HEAD_BYTES) {
        return false;
      }
      long length = BigEndian.unsigned32(head, 0);
      String type = BigEndian.code(head, 4);
      if (!content(type, length) || in.readNBytes(CRC_BYTES).length < CRC_BYTES) {
        return false;
      }
      if (type.equals("IEND")) {
        return true;
      }
    }
  }

  /// Reads the content of a chunk; returns whether it is there to its last byte.
  private boolean content(String type, long length) throws IOException {
    if (type.equals("IHDR") && length == IHDR_BYTES) {
      header = in.readNBytes(IHDR_BYTES);
      return header.length == IHDR_BYTES;
    }
    if (type.equals("tRNS") && length <= LONGEST_TRANSPARENCY) {
      transparency = in.readNBytes((int) length);
      return transparency.length == length;
    }
    boolean pixels = type.equals("IDAT") && (transparency != null || AlphaLines.hasChannel(header));
    if (pixels && lines == null) {
      lines = new AlphaLines(header, transparency);
    }
    long left = length;
    while (left > 0) {
      int read = in.read(piece, 0, (int) Math.min(left, PIECE_BYTES));
      if (read < 0) {
        return false;
      }
      left -= read;
      if (pixels && lines != null) {
        lines.add(piece, read);
      }
    }
    return true;
  }
}

package dev.slipway.drops.media;

import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.pixels.JpegScan;
import dev.slipway.drops.media.pixels.PngScan;
import java.io.IOException;

/// Reads of an image what its header does not say: whether it reaches its end, and whether it is
/// transparent anywhere.
///
/// For the end, one read of the file's last bytes is enough, unless so much follows the image that
/// they are not its own: phones append previews and videos. Then, and in a file that seems to be
/// cut off, Slipway follows the image from its beginning.
final class WholeImage {
  /// A longer file is not followed.
  private static final long MAX_FOLLOWED_BYTES = 64L << 20;

  /// The last chunk of a PNG, which is always the same (PNG Specification, 11.2.5).
  private static final byte[] PNG_END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82
  };

  private static final byte[] JPEG_END = {(byte) 0xFF, (byte) 0xD9};

  private WholeImage() {}

  /// @param header what the header of a PNG says
  static MediaLook png(HeaderWindow window, MediaLook header, PixelBudget budget)
      throws IOException {
    var image = header.image();
    boolean maybeTransparent = !Boolean.FALSE.equals(header.alpha());
    if (image != null
        && maybeTransparent
        && budget.take(header.widthPixels(), header.heightPixels(), window.sizeBytes())) {
      var scanned = scan(window);
      var alpha = Boolean.TRUE.equals(header.alpha()) || scanned.alpha();
      return header
          .with(alpha, image.withOpaque(alpha ? scanned.opaque() : null))
          .with(scanned.whole() ? null : Fault.CUT_OFF);
    }
    boolean whole =
        isInTail(window, PNG_END, 0)
            || window.sizeBytes() > MAX_FOLLOWED_BYTES
            || scan(window).whole();
    return whole ? header : header.with(Fault.CUT_OFF);
  }

  private static PngScan.Result scan(HeaderWindow window) throws IOException {
    try (var file = window.whole()) {
      return PngScan.of(file);
    }
  }

  /// @param header what the header of a JPEG says
  /// @param frameOffset where its frame begins; before it, a preview may have an end of its own
  static MediaLook jpeg(HeaderWindow window, MediaLook header, long frameOffset)
      throws IOException {
    if (isInTail(window, JPEG_END, frameOffset) || window.sizeBytes() > MAX_FOLLOWED_BYTES) {
      return header;
    }
    try (var file = window.whole()) {
      return JpegScan.reachesItsEnd(file) ? header : header.with(Fault.CUT_OFF);
    }
  }

  /// Returns whether the last bytes of the file contain the bytes, behind the offset.
  private static boolean isInTail(HeaderWindow window, byte[] wanted, long offset)
      throws IOException {
    byte[] tail = window.tail();
    long tailOffset = window.sizeBytes() - tail.length;
    for (int at = tail.length - wanted.length; at >= 0 && tailOffset + at >= offset; at--) {
      int matched = 0;
      while (matched < wanted.length && tail[at + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return true;
      }
    }
    return false;
  }
}

package dev.slipway.appstoreconnect.upload;

import java.io.IOException;
import java.io.InputStream;

/// Gives ranges of the file to upload; the same bytes every time. Used by several threads at once.
@FunctionalInterface
public interface PartSource {
  /// Opens a range; the caller closes the stream, maybe before its end.
  ///
  /// @throws SourceChangedException when the file is not the one the upload began with
  /// @throws IOException when it cannot be read now; asked again later
  InputStream open(long offset, long length) throws IOException;
}

package dev.slipway.localaws.objects;

import java.io.IOException;
import java.io.InputStream;

/// Opens a range of a body.
@FunctionalInterface
public interface BodyOpener {
  /// Opens `sizeBytes` bytes from `offset`.
  InputStream open(long offset, long sizeBytes) throws IOException;
}

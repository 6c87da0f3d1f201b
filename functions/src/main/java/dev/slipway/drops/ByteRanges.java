package dev.slipway.drops;

import java.io.IOException;

/// An object that can be read in ranges, for example one version of an S3 object.
///
/// An implementation returns the same bytes for its whole life, so it pins the version or the ETag.
public interface ByteRanges {
  /// Returns the size of the whole object in bytes.
  long sizeBytes();

  /// Reads exactly `length` bytes from `offset`; both are within the object.
  ///
  /// @throws IOException when the store cannot be read now; this does not concern the content
  byte[] read(long offset, int length) throws IOException;
}

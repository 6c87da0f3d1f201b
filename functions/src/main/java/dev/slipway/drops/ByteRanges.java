package dev.slipway.drops;

import java.io.IOException;

/// An object that can be read piece by piece, for example one version of an S3 object.
///
/// Implementations must show the same bytes for their whole life (pin the version or its ETag).
public interface ByteRanges {
  /// Size of the whole object in bytes.
  long sizeBytes();

  /// Reads exactly `length` bytes from `offset`; both lie within the object.
  ///
  /// @throws IOException when the store cannot be read now; says nothing about the content
  byte[] read(long offset, int length) throws IOException;
}

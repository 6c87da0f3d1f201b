package dev.slipway.drops;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The files of one drop's folder as a port. Thread-safe.
public interface FolderFiles {

  /// All files at any depth, in the order of their paths.
  List<ObjectVersion> files();

  /// The bytes [offset, offset + length) of exactly the pinned version. The caller closes the
  /// stream.
  ///
  /// @throws IOException when the bucket cannot be read at present, or the version is gone
  InputStream open(ObjectVersion file, long offset, long length) throws IOException;
}

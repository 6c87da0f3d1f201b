package dev.slipway.drops;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Objects of drops as a port, by key and version, read in ranges: those of the drop bucket, or the
/// pinned ones of one drop's folder, whose keys begin within the folder. Thread-safe.
public interface DropObjects {

  /// The newest version, in a pinned folder the pinned one; empty when there is none, or it was
  /// deleted.
  Optional<ObjectVersion> newest(String key);

  /// The same versions of all objects whose keys start with the prefix, in key order.
  ///
  /// @param limit how many at most; a drop with more is a fault of the drop
  List<ObjectVersion> list(String prefix, int limit);

  /// The bytes [offset, offset + length) of exactly this version. The caller closes the stream.
  ///
  /// @throws DropChangedException when the version is gone or has another content
  /// @throws IOException when the bucket cannot be read at present
  InputStream open(ObjectVersion object, long offset, long length) throws IOException;

  /// The object is no longer the one that was pinned when the release started.
  final class DropChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    public DropChangedException(String key) {
      super("the object " + key + " was replaced or removed");
    }
  }
}

package dev.slipway.drops;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads objects of drops by key and version, in ranges, as a port. The objects are those of the
/// drop bucket, or the pinned ones of one drop's folder; the keys of the latter are relative to the
/// folder. Thread-safe.
public interface DropObjects {

  /// Returns the newest version, or in a pinned folder the pinned one; empty when the object does
  /// not exist, or was deleted.
  Optional<ObjectVersion> newest(String key);

  /// Returns these versions of all objects whose keys start with the prefix, in the order of the
  /// keys.
  ///
  /// @param limit how many at most; a drop with more is invalid
  List<ObjectVersion> list(String prefix, int limit);

  /// Opens the bytes [offset, offset + length) of exactly this version. The caller closes the
  /// stream.
  ///
  /// @throws DropChangedException when the version is gone or has other content
  /// @throws IOException when the bucket cannot be read now
  InputStream open(ObjectVersion object, long offset, long length) throws IOException;

  /// Thrown when the object is no longer the one that was pinned when the release started.
  final class DropChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    public DropChangedException(String key) {
      super("the object " + key + " was replaced or removed");
    }
  }
}

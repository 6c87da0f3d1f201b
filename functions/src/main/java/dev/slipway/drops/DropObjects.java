package dev.slipway.drops;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
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
  /// @throws IOException when the bucket cannot be read now; a [DropUnreadableException] where AWS
  ///   says why
  InputStream open(ObjectVersion object, long offset, long length) throws IOException;

  /// Thrown when the bucket cannot be read now. The message names the object and the status and
  /// error code of AWS's answer, and nothing else of the request or the answer, so that it can be
  /// logged.
  final class DropUnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    public DropUnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Thrown when the object is no longer the one that was pinned when the release started.
  final class DropChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final boolean gone;

    private DropChangedException(String key, boolean gone) {
      super("the object " + key + (gone ? " no longer exists" : " was replaced"));
      this.key = key;
      this.gone = gone;
    }

    /// The pinned version does not exist: it was deleted, or the bucket's lifecycle removed it. A
    /// newer version alone never causes this in a bucket with versions.
    public static DropChangedException gone(String key) {
      return new DropChangedException(key, true);
    }

    /// The object has other content, in a bucket without versions.
    public static DropChangedException replaced(String key) {
      return new DropChangedException(key, false);
    }

    /// Returns what people read, with the key in the bucket.
    public Problem problem() {
      return gone
          ? Problem.at(
              key,
              ProblemType.DROP_FILE_MISSING,
              key
                  + " no longer exists in the drop bucket in the version that this release was made"
                  + " of: it was deleted, or it expired, because drops are kept for a limited"
                  + " number of days (the stack's DropExpirationDays). Upload the drop again; this"
                  + " starts a new release, which uses what Apple already has.")
          : Problem.at(
              key,
              ProblemType.DROP_CHANGED,
              key
                  + " was replaced during the release. This release ends here; the newer upload is"
                  + " a release of its own.");
    }
  }
}

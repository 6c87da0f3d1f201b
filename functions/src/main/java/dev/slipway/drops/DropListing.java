package dev.slipway.drops;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that stands in the drop bucket, page by page, as a port. Thread-safe.
public interface DropListing {

  /// An object as it stands, the newest version of its key.
  ///
  /// @param lastModified to the second; of an object put in parts, when that upload began (Amazon
  ///   S3 User Guide, "Working with object metadata")
  record Standing(ObjectVersion object, Instant lastModified) {}

  /// Where a page ended; what comes after it is on the next one.
  ///
  /// @param versionId empty at the end of the key's versions
  record Position(String key, String versionId) {}

  /// Some of the objects, in the order of their keys.
  ///
  /// @param objects at most 1,000, and fewer where older versions or deleted objects stand between
  /// @param next null at the end
  record Page(List<Standing> objects, @Nullable Position next) {
    public Page {
      objects = List.copyOf(objects);
    }
  }

  /// The page after a position; the first one for null. One request.
  Page after(@Nullable Position position);
}

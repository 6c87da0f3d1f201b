package dev.slipway.drops;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists all objects in the drop bucket, page by page, as a port. Thread-safe.
public interface DropListing {

  /// The newest version of an object.
  ///
  /// @param lastModified to the second; for an object uploaded in parts, when that upload began
  ///   (Amazon S3 User Guide, "Working with object metadata")
  record Standing(ObjectVersion object, Instant lastModified) {}

  /// The end of a page, and the start of the next one.
  ///
  /// @param versionId empty at the end of the key's versions
  record Position(String key, String versionId) {}

  /// One page of the objects, in the order of their keys.
  ///
  /// @param objects at most 1,000; fewer when there are older versions or deleted objects between
  ///   them
  /// @param next null at the end
  record Page(List<Standing> objects, @Nullable Position next) {
    public Page {
      objects = List.copyOf(objects);
    }
  }

  /// Returns the page after a position; null for the first page. Makes one request.
  Page after(@Nullable Position position);
}

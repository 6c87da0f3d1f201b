package dev.slipway.localaws.s3;

import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.KeyOrder;
import dev.slipway.localaws.objects.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists a bucket's keys in order, one page at a time (Amazon S3 API Reference, ListObjectsV2 and
/// ListObjectVersions).
public final class ObjectListing {
  private final Bucket bucket;
  private final String prefix;
  private final String delimiter;
  private final int maxKeys;

  /// @param prefix only keys that begin with it
  /// @param delimiter rolls up keys that contain it after the prefix; empty for none
  /// @param maxKeys most objects and common prefixes on a page, 0 to 1000
  public ObjectListing(Bucket bucket, String prefix, String delimiter, int maxKeys) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.delimiter = delimiter;
    this.maxKeys = maxKeys;
  }

  /// Where a page ends.
  ///
  /// @param name the last key or common prefix on it
  /// @param versionId its last version; empty for a common prefix and for current objects
  /// @param commonPrefix whether `name` is a common prefix
  public record Position(String name, String versionId, boolean commonPrefix) {}

  /// One page.
  ///
  /// @param versions the versions on it, in order; newest first within a key
  /// @param latest for each of them, whether it is the current version
  /// @param commonPrefixes the rolled-up prefixes
  /// @param truncatedAt where it ends if more follows
  public record Page(
      List<ObjectVersion> versions,
      List<Boolean> latest,
      List<String> commonPrefixes,
      @Nullable Position truncatedAt) {}

  /// Lists current objects, without delete markers.
  public Page objects(@Nullable Position after) {
    return page(after, false);
  }

  /// Lists all versions and delete markers.
  public Page versions(@Nullable Position after) {
    return page(after, true);
  }

  private Page page(@Nullable Position after, boolean allVersions) {
    List<ObjectVersion> found = new ArrayList<>();
    List<Boolean> latest = new ArrayList<>();
    List<String> commonPrefixes = new ArrayList<>();
    @Nullable Position last = null;
    if (maxKeys == 0) {
      return new Page(found, latest, commonPrefixes, last);
    }
    String cursor = prefix;
    boolean inclusive = true;
    @Nullable Position within = null;
    if (after != null && KeyOrder.UTF_8_BYTES.compare(after.name(), prefix) >= 0) {
      cursor = after.commonPrefix() ? KeyOrder.afterAllWith(after.name()) : after.name();
      within = after.versionId().isEmpty() ? null : after;
      inclusive = within != null;
    }
    while (true) {
      Optional<List<ObjectVersion>> next = bucket.next(cursor, inclusive);
      if (next.isEmpty() || !next.get().getFirst().key().startsWith(prefix)) {
        return new Page(found, latest, commonPrefixes, null);
      }
      List<ObjectVersion> versions = next.get();
      String key = versions.getFirst().key();
      cursor = key;
      inclusive = false;
      if (!allVersions && versions.getFirst().deleteMarker()) {
        continue;
      }
      int rolledUpTo = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (rolledUpTo >= 0) {
        if (found.size() + commonPrefixes.size() == maxKeys) {
          return new Page(found, latest, commonPrefixes, last);
        }
        String commonPrefix = key.substring(0, rolledUpTo + delimiter.length());
        commonPrefixes.add(commonPrefix);
        last = new Position(commonPrefix, "", true);
        cursor = KeyOrder.afterAllWith(commonPrefix);
        continue;
      }
      int from = within == null ? 0 : startIndex(versions, within);
      within = null;
      int end = allVersions ? versions.size() : 1;
      for (int i = from; i < end; i++) {
        if (found.size() + commonPrefixes.size() == maxKeys) {
          return new Page(found, latest, commonPrefixes, last);
        }
        found.add(versions.get(i));
        latest.add(i == 0);
        last = new Position(key, allVersions ? versions.get(i).versionId() : "", false);
      }
    }
  }

  /// Returns the index after the version that the previous page ended with; 0 for any other key.
  private static int startIndex(List<ObjectVersion> versions, Position position) {
    if (!versions.getFirst().key().equals(position.name())) {
      return 0;
    }
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).versionId().equals(position.versionId())) {
        return i + 1;
      }
    }
    return versions.size();
  }
}

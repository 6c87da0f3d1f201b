package dev.slipway.releases.bytes;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The pinned files of one drop's folder in the drop bucket. Thread-safe.
///
/// @param prefix the start of the objects' keys, with a slash at the end
record DropFolder(DropObjects drops, String prefix, List<ObjectVersion> files)
    implements DropObjects {
  DropFolder {
    files = List.copyOf(files);
  }

  /// Returns the files that S3 lists now.
  ///
  /// @param limit how many files at most
  static List<ObjectVersion> listed(DropObjects drops, String prefix, int limit) {
    return drops.list(prefix, limit).stream()
        .filter(object -> !object.key().endsWith("/"))
        .map(object -> object.withKey(object.key().substring(prefix.length())))
        .toList();
  }

  @Override
  public Optional<ObjectVersion> newest(String key) {
    return files.stream().filter(file -> file.key().equals(key)).findFirst();
  }

  @Override
  public List<ObjectVersion> list(String keyPrefix, int limit) {
    return files.stream().filter(file -> file.key().startsWith(keyPrefix)).limit(limit).toList();
  }

  @Override
  public InputStream open(ObjectVersion file, long offset, long length) throws IOException {
    return drops.open(file.withKey(prefix + file.key()), offset, length);
  }
}

package dev.slipway.releases.bytes;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.FolderFiles;
import dev.slipway.drops.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The pinned files of one drop's folder in the drop bucket. Thread-safe.
///
/// @param prefix what the objects' keys start with, ending in a slash
record DropFolder(DropObjects drops, String prefix, List<ObjectVersion> files)
    implements FolderFiles {
  DropFolder {
    files = List.copyOf(files);
  }

  /// As S3 lists it now.
  ///
  /// @param limit how many files at most
  static List<ObjectVersion> list(DropObjects drops, String prefix, int limit) {
    return drops.list(prefix, limit).stream()
        .filter(object -> !object.key().endsWith("/"))
        .map(object -> object.withKey(object.key().substring(prefix.length())))
        .toList();
  }

  @Override
  public InputStream open(ObjectVersion file, long offset, long length) throws IOException {
    return drops.open(file.withKey(prefix + file.key()), offset, length);
  }
}

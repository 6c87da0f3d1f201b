package dev.slipway.releases.bytes;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropObject;
import dev.slipway.drops.FolderFile;
import dev.slipway.drops.FolderFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The pinned files of one drop's folder in the drop bucket. Thread-safe.
///
/// @param prefix what the objects' keys start with, ending in a slash
record DropFolder(DropObjects drops, String prefix, List<FolderFile> files) implements FolderFiles {
  DropFolder {
    files = List.copyOf(files);
  }

  /// As S3 lists it now.
  ///
  /// @param limit how many files at most
  static List<FolderFile> list(DropObjects drops, String prefix, int limit) {
    return drops.list(prefix, limit).stream()
        .filter(object -> !object.key().endsWith("/"))
        .map(
            object ->
                new FolderFile(
                    object.key().substring(prefix.length()),
                    object.versionId(),
                    object.etag(),
                    object.sizeBytes()))
        .toList();
  }

  @Override
  public InputStream open(FolderFile file, long offset, long length) throws IOException {
    return drops.open(
        new DropObject(prefix + file.path(), file.versionId(), file.etag(), file.sizeBytes()),
        offset,
        length);
  }
}

package dev.slipway.drops.media;

import dev.slipway.drops.ObjectVersion;
import org.jspecify.annotations.Nullable;

/// Remembers headers and MD5 checksums of media files by path and version, so that Slipway reads
/// each file once, whatever happens to the release. Thread-safe.
public interface MediaMemory {

  /// Returns the result of reading the header; null when the file was not read yet.
  @Nullable MediaLook look(ObjectVersion file);

  /// Returns the MD5 of the file in lower-case hex; null when it was not computed yet.
  @Nullable String md5(ObjectVersion file);

  void rememberLook(ObjectVersion file, MediaLook look);

  void rememberMd5(ObjectVersion file, String md5Hex);
}

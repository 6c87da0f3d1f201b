package dev.slipway.drops.media;

import dev.slipway.drops.ObjectVersion;
import org.jspecify.annotations.Nullable;

/// What was found out about media files before, kept by path and version: a file's header and its
/// MD5 are read once, whatever becomes of the release. Thread-safe.
public interface MediaMemory {

  /// What its header told; null when it was not looked at yet.
  @Nullable MediaLook look(ObjectVersion file);

  /// MD5 of its bytes in lower-case hex; null when it was not computed yet.
  @Nullable String md5(ObjectVersion file);

  void rememberLook(ObjectVersion file, MediaLook look);

  void rememberMd5(ObjectVersion file, String md5Hex);
}

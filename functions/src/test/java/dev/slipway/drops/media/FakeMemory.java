package dev.slipway.drops.media;

import dev.slipway.drops.ObjectVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A memory for media that lasts as long as the test.
public final class FakeMemory implements MediaMemory {
  private final Map<ObjectVersion, MediaLook> looks = new ConcurrentHashMap<>();
  private final Map<ObjectVersion, String> md5s = new ConcurrentHashMap<>();

  int looks() {
    return looks.size();
  }

  @Override
  public @Nullable MediaLook look(ObjectVersion file) {
    return looks.get(file);
  }

  @Override
  public @Nullable String md5(ObjectVersion file) {
    return md5s.get(file);
  }

  @Override
  public void rememberLook(ObjectVersion file, MediaLook look) {
    looks.put(file, look);
  }

  @Override
  public void rememberMd5(ObjectVersion file, String md5Hex) {
    md5s.put(file, md5Hex);
  }
}

package dev.slipway.localaws.objects;

import java.io.IOException;

/// Reads a version while no other thread can change its key.
@FunctionalInterface
public interface VersionReader<T> {
  /// Reads the version; `bodies` opens ranges of its body, which stay readable if the object is
  /// deleted.
  T read(ObjectVersion version, BodyOpener bodies) throws IOException;
}

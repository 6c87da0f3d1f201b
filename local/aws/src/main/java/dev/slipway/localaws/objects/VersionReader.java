package dev.slipway.localaws.objects;

import java.io.IOException;

/// What is done with a version while nobody can change its key.
@FunctionalInterface
public interface VersionReader<T> {
  /// `bodies` opens ranges of this version's body, which stay readable when the object is deleted.
  T read(ObjectVersion version, BodyOpener bodies) throws IOException;
}

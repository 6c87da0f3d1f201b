package dev.slipway.runner;

import dev.slipway.runner.identity.LocalIssuer;
import dev.slipway.runner.storage.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// One key of the local issuer for all tests of a JVM: making an RSA key takes as long as the
/// release that a test is about.
public final class IssuerKey {
  private static final String FILE = "issuer-key.json";
  private static final String KEY = make();

  private IssuerKey() {}

  /// Puts the key where [SlipwayLocal] finds it.
  ///
  /// @param directory of the state; created when it does not exist
  /// @return the directory
  public static Path in(Path directory) throws IOException {
    OwnerOnly.directory(directory);
    OwnerOnly.write(directory.resolve(FILE), KEY);
    return directory;
  }

  private static String make() {
    try {
      Path file = Files.createTempDirectory("issuer").resolve(FILE);
      LocalIssuer.open(file, "http://localhost", "tests", InstantSource.system());
      String key = Files.readString(file);
      Files.delete(file);
      Files.delete(file.getParent());
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

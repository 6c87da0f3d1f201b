package dev.slipway.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The zip that `mvn package` built.
final class BuiltZip {
  private BuiltZip() {}

  /// Returns its jars, unpacked into a new directory; ends the test if the zip does not exist.
  static ZipClasspath unpacked(Path directory) throws IOException {
    Path zip = RepositoryFiles.file("functions/target/slipway-functions.zip");
    assumeTrue(Files.exists(zip), "Skipped: the zip is made by `mvn package`, not by `mvn test`");
    return ZipClasspath.unpack(zip, directory);
  }
}

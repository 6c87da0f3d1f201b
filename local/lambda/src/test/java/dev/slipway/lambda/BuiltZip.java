package dev.slipway.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The zip that `mvn package` made.
final class BuiltZip {
  private BuiltZip() {}

  /// Its jars, unpacked into a new directory; ends the test when there is no zip.
  static ZipClasspath unpacked(Path directory) throws IOException {
    Path zip = RepositoryFiles.file("functions/target/slipway-functions.zip");
    assumeTrue(Files.exists(zip), "Skipped: the zip is made by `mvn package`, not by `mvn test`");
    return ZipClasspath.unpack(zip, directory);
  }
}

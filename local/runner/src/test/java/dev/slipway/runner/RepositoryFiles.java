package dev.slipway.runner;

import java.nio.file.Files;
import java.nio.file.Path;

/// The repository's files, wherever the tests were started.
public final class RepositoryFiles {
  private RepositoryFiles() {}

  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("template.yaml"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("start the tests inside the repository");
      }
    }
    return directory;
  }

  public static Path file(String name) {
    return root().resolve(name);
  }
}

package dev.slipway.runner;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the repository's files from any working directory inside it.
public final class RepositoryFiles {
  private RepositoryFiles() {}

  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("template.yaml"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("start this inside the repository");
      }
    }
    return directory;
  }

  public static Path file(String name) {
    return root().resolve(name);
  }
}

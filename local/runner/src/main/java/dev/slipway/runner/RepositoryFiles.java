package dev.slipway.runner;

import java.nio.file.Files;
import java.nio.file.Path;

/// The repository's files, from wherever inside it a process was started.
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

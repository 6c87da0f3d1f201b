package dev.slipway.runner.crash;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Something that can be run with one thing that goes wrong. Safe for use by many threads.
@FunctionalInterface
interface Trial {
  /// Runs it in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  Ended run(Path directory, @Nullable Point point) throws Exception;
}

package dev.slipway.runner.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/// Stores the latest time of the shared clock, so that the clock of a later run is not behind its
/// state: leases and due times are instants of that clock.
public final class ClockFile {
  private final Path file;

  /// @param file one line, an instant
  public ClockFile(Path file) {
    this.file = file;
  }

  /// Returns the later of `now` and the stored time.
  ///
  /// @throws IOException when the file exists and cannot be read
  public Instant notBefore(Instant now) throws IOException {
    if (!Files.exists(file)) {
      return now;
    }
    try {
      Instant kept = Instant.parse(Files.readString(file).strip());
      return kept.isAfter(now) ? kept : now;
    } catch (DateTimeException e) {
      throw new IOException(file + " contains no time; delete the file and start again", e);
    }
  }

  /// Stores a time.
  ///
  /// @throws IOException when it cannot be written
  public void keep(Instant time) throws IOException {
    OwnerOnly.write(file, time.toString() + "\n");
  }
}

package dev.slipway.runner.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/// The latest time that the shared clock showed, so that a later run does not go back behind what
/// its state already saw: leases and due times are instants of that clock.
public final class ClockFile {
  private final Path file;

  /// @param file one line, an instant
  public ClockFile(Path file) {
    this.file = file;
  }

  /// The later of `now` and what was kept.
  ///
  /// @throws IOException when the file is there and cannot be read
  public Instant notBefore(Instant now) throws IOException {
    if (!Files.exists(file)) {
      return now;
    }
    try {
      Instant kept = Instant.parse(Files.readString(file).strip());
      return kept.isAfter(now) ? kept : now;
    } catch (DateTimeException e) {
      throw new IOException(file + " holds no time; delete it and start again", e);
    }
  }

  /// Keeps a time.
  ///
  /// @throws IOException when it cannot be written
  public void keep(Instant time) throws IOException {
    OwnerOnly.write(file, time.toString() + "\n");
  }
}

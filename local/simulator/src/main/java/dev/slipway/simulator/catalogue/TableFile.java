package dev.slipway.simulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Reads the tables of this package, which are JSON files among its resources.
final class TableFile {
  private TableFile() {}

  static JsonNode read(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            TableFile.class.getResourceAsStream("/dev/slipway/simulator/catalogue/" + name),
            name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.slipway.runner.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Stores which release a run showed, so that a later run finds it.
public final class ShowFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /// The ids of a shown release and its connection.
  public record Shown(String connectionId, String releaseId) {}

  /// @param file JSON
  public ShowFile(Path file) {
    this.file = file;
  }

  /// Returns what an earlier run showed; empty when there was no earlier run.
  ///
  /// @throws IOException when the file cannot be read
  public Optional<Shown> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(Files.readString(file));
    return Optional.of(
        new Shown(json.path("connectionId").asText(), json.path("releaseId").asText()));
  }

  /// Stores what was shown.
  ///
  /// @throws IOException when the file cannot be written
  public void keep(Shown shown) throws IOException {
    OwnerOnly.write(
        file,
        JSON.writeValueAsString(
            Map.of("connectionId", shown.connectionId(), "releaseId", shown.releaseId())));
  }
}

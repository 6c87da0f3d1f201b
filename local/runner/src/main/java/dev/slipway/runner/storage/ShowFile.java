package dev.slipway.runner.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Which release the show made, so that a later run finds it again.
public final class ShowFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /// The show's names.
  public record Shown(String connectionId, String releaseId) {}

  /// @param file JSON
  public ShowFile(Path file) {
    this.file = file;
  }

  /// What an earlier run showed.
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

  /// Keeps what was shown.
  ///
  /// @throws IOException when the file cannot be written
  public void keep(Shown shown) throws IOException {
    OwnerOnly.write(
        file,
        JSON.writeValueAsString(
            Map.of("connectionId", shown.connectionId(), "releaseId", shown.releaseId())));
  }
}

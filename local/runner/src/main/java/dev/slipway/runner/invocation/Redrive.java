package dev.slipway.runner.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads records of a [FailureDestination] from a directory (`infrastructure/redrive` moves them
/// there), and starts each function again with the same event. A record is deleted as soon as its
/// invocation has started; an unreadable record is renamed. Called by one thread at a time.
public final class Redrive {
  private static final System.Logger LOGGER = System.getLogger(Redrive.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final List<LocalFunction> functions;
  private final AsynchronousInvocations invocations;

  /// @param directory need not exist
  public Redrive(
      Path directory, List<LocalFunction> functions, AsynchronousInvocations invocations) {
    this.directory = directory;
    this.functions = List.copyOf(functions);
    this.invocations = invocations;
  }

  /// Starts an invocation for each record, without waiting for its end.
  public void take() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> records;
    try (Stream<Path> files = Files.list(directory)) {
      records = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : records) {
      take(file);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private void take(Path file) throws IOException {
    JsonNode json = read(file);
    Optional<LocalFunction> function =
        functions.stream()
            .filter(
                known ->
                    known
                        .resource()
                        .logicalId()
                        .equals(json.path("requestContext").path("functionArn").asText()))
            .findFirst();
    if (function.isEmpty() || !json.has("requestPayload")) {
      LOGGER.log(Level.WARNING, "Not a record of a failed invocation: " + file.getFileName());
      Files.move(file, file.resolveSibling(file.getFileName() + ".unknown"));
      return;
    }
    invocations.submit(
        function.get(),
        JSON.writeValueAsBytes(json.get("requestPayload")),
        function.get().resource().maximumRetryAttempts());
    Files.delete(file);
  }
}

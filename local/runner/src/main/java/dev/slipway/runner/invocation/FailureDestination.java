package dev.slipway.runner.invocation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stores asynchronous invocations whose retries all failed: one file each, in the format of
/// Lambda's destination record (AWS Lambda Developer Guide, "Capturing records of Lambda
/// asynchronous invocations"). Safe for use by many threads.
public final class FailureDestination {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final List<Failed> all = new CopyOnWriteArrayList<>();

  /// An invocation whose retries all failed.
  ///
  /// @param function logical id
  /// @param event the function's input
  /// @param cause exception of the last attempt
  /// @param attempts number of attempts
  public record Failed(String function, String event, Throwable cause, int attempts) {}

  /// @param directory created when the first record is written
  public FailureDestination(Path directory) {
    this.directory = directory;
  }

  /// Returns the failures since the start, oldest first.
  public List<Failed> all() {
    return List.copyOf(all);
  }

  void add(String function, byte[] event, Throwable cause, int attempts, Instant time) {
    var failed = new Failed(function, new String(event, StandardCharsets.UTF_8), cause, attempts);
    all.add(failed);
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(function + "-" + UUID.randomUUID() + ".json");
      Files.write(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(failed, time)));
    } catch (IOException e) {
      throw new UncheckedIOException("The failure record of " + function + " is lost", e);
    }
  }

  private static Map<String, Object> json(Failed failed, Instant time) throws IOException {
    var context = new LinkedHashMap<String, Object>();
    context.put("functionArn", failed.function());
    context.put("condition", "RetriesExhausted");
    context.put("approximateInvokeCount", failed.attempts());
    var response = new LinkedHashMap<String, Object>();
    response.put("errorMessage", String.valueOf(failed.cause().getMessage()));
    response.put("errorType", failed.cause().getClass().getName());
    response.put(
        "stackTrace",
        List.of(failed.cause().getStackTrace()).stream()
            .limit(30)
            .map(StackTraceElement::toString)
            .toList());
    var json = new LinkedHashMap<String, Object>();
    json.put("version", "1.0");
    json.put("timestamp", time.toString());
    json.put("requestContext", context);
    json.put("requestPayload", JSON.readTree(failed.event()));
    json.put("responsePayload", response);
    return json;
  }
}

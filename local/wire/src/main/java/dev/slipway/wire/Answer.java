package dev.slipway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a service answers. Immutable; the `with` methods return changed copies.
///
/// @param status HTTP status
/// @param headers header names and values
/// @param sizeBytes length of the body; for HEAD the length that GET would have
/// @param body opens the body; closed by the caller
public record Answer(int status, Map<String, String> headers, long sizeBytes, BodySource body) {

  /// Where the body comes from.
  @FunctionalInterface
  public interface BodySource {
    /// Opens it; called once at most.
    InputStream open() throws IOException;
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  /// No body.
  public static Answer of(int status) {
    return new Answer(status, Map.of(), 0, InputStream::nullInputStream);
  }

  /// A body in memory.
  public static Answer of(int status, String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(
        status,
        Map.of("Content-Type", contentType),
        bytes.length,
        () -> new java.io.ByteArrayInputStream(bytes));
  }

  /// With one more header.
  public Answer with(String name, String value) {
    return with(Map.of(name, value));
  }

  /// With more headers.
  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, sizeBytes, body);
  }
}

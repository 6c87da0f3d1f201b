package dev.slipway.simulator.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Method and path of every operation that Apple is known to have, most of which the simulator has
/// not built (`apple-operations.txt`: Apple's OpenAPI document 4.4.1, all of it).
///
/// What is in [Catalogue] is built. Everything else here is answered with 501, because a 404 in
/// Apple's words would make a client believe that nothing is configured. Immutable.
public final class AppleOperations {
  private static final AppleOperations INSTANCE = new AppleOperations();

  private final Map<String, AppleOperation> operations = new LinkedHashMap<>();
  private final Map<Integer, List<AppleOperation>> bySegments = new HashMap<>();

  /// The version of the API in the paths of each type, for example "v2" of `appAvailabilities`.
  private final Map<String, String> versions = new TreeMap<>();

  private AppleOperations() {
    try (InputStream in =
            Objects.requireNonNull(
                AppleOperations.class.getResourceAsStream("apple-operations.txt"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank()).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // No operation has them in its path; `GET /v2/appPrices` is a 403 (first-release-live.md, B1).
    versions.put("appPrices", "v2");
  }

  /// One operation of Apple's.
  ///
  /// @param method HTTP method
  /// @param template path with `{id}`
  public record AppleOperation(String method, String template) {
    /// Returns method and template, for example `GET /v1/builds/{id}`.
    public String key() {
      return method + " " + template;
    }
  }

  private void add(String key) {
    int blank = key.indexOf(' ');
    var operation = new AppleOperation(key.substring(0, blank), key.substring(blank + 1));
    String[] segments = Catalogue.segments(operation.template());
    operations.put(key, operation);
    bySegments.computeIfAbsent(segments.length, n -> new ArrayList<>()).add(operation);
    // Where a type has paths in two versions, Apple has deprecated those of the older one.
    versions.merge(
        segments[2], segments[1], (one, other) -> one.compareTo(other) < 0 ? other : one);
  }

  /// Returns the list, which is read at first use.
  public static AppleOperations instance() {
    return INSTANCE;
  }

  /// Returns all operations.
  public List<AppleOperation> all() {
    return List.copyOf(operations.values());
  }

  /// Returns whether Apple has this operation; the path is a template.
  public boolean has(String method, String template) {
    return operations.containsKey(method + " " + template);
  }

  /// Returns the operation for a method and a concrete path, or null.
  public @Nullable AppleOperation find(String method, String path) {
    String[] actual = Catalogue.segments(path);
    for (AppleOperation operation : bySegments.getOrDefault(actual.length, List.of())) {
      if (operation.method().equals(method)
          && Catalogue.matches(Catalogue.segments(operation.template()), actual)) {
        return operation;
      }
    }
    return null;
  }

  /// Returns the operations of a template, for example of `/v1/builds/{id}`.
  public List<AppleOperation> on(String template) {
    return operations.values().stream()
        .filter(operation -> operation.template().equals(template))
        .toList();
  }

  /// Returns the path of a resource, for example `/v2/appAvailabilities/6446048195`.
  public String resourcePath(String type, String id) {
    return "/" + versions.getOrDefault(type, "v1") + "/" + type + "/" + id;
  }
}

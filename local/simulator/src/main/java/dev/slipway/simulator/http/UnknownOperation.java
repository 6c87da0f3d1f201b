package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.errors.ApiError;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers a call that is not in Apple's contract.
final class UnknownOperation {
  private UnknownOperation() {}

  /// Returns a 404 for a path that Apple does not have, and a special 403 for an operation that a
  /// known resource does not have.
  static ApiError error(String method, String path) {
    String[] segments = path.split("/", -1);
    boolean versioned = segments.length >= 3 && segments[1].equals("v1");
    List<Operation> onType = versioned ? Catalogue.instance().operationsOn(segments[2]) : List.of();
    List<Operation> onPath = Catalogue.instance().matching(path);
    if (onPath.isEmpty() && (onType.isEmpty() || segments.length > 4)) {
      return new ApiError(
          404,
          "NOT_FOUND",
          "The specified resource does not exist",
          "The path provided does not match a defined resource type.",
          null,
          null,
          null,
          null);
    }
    boolean instance = segments.length == 4;
    Collection<Operation> existing = segments.length > 4 ? onPath : onType;
    Set<String> allowed = new HashSet<>();
    existing.forEach(
        operation -> allowed.add(name(operation.method(), operation.template().endsWith("/{id}"))));
    String list = allowed.stream().sorted().collect(Collectors.joining(", "));
    return ApiError.forbidden(
        "The resource '"
            + segments[2]
            + "' does not allow '"
            + name(method, instance)
            + "'. "
            + (allowed.size() == 1 ? "Allowed operation is: " : "Allowed operations are: ")
            + list);
  }

  private static String name(String method, boolean instance) {
    return switch (method) {
      case "GET" -> instance ? "GET_INSTANCE" : "GET_COLLECTION";
      case "POST" -> "CREATE";
      case "PATCH" -> "UPDATE";
      default -> method;
    };
  }
}
